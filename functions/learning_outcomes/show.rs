//! `GET /api/students/{student}/learning-outcomes/{outcome}` — 學習成果: one outcome.
//!
//! The student; homeroom teacher, counsellor and advisor of the class; whoever may certify it.

use portfolio::{
    AccountId, LearningOutcomeId,
    account::Role,
    authorization::{Action, Resource},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use store::items::{LearningOutcome, Profile, SettingsItem};

use super::OutcomeView;
use crate::certifications::may_certify;

pub const FUNCTION: Function = Function {
    name: "learning-outcomes.show",
    term: "學習成果",
    summary: "Shows one learning outcome.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/students/{student}/learning-outcomes/{outcome}",
        callers: Callers::SignedIn(&[
            Role::Student,
            Role::HomeroomTeacher,
            Role::CourseTeacher,
            Role::GuidanceCounsellor,
            Role::CourseAdvisor,
        ]),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<OutcomeView>),
        refusals: &[],
        handle: |call| Box::pin(show(call)),
    }),
    needs: &[Need::Table(TableAction::BatchGetItem)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn show(call: Call) -> Result<Reply, Problem> {
    let student: AccountId = call.path("student")?;
    let me = call.actor()?;
    let key = LearningOutcome::at(student, call.path::<LearningOutcomeId>("outcome")?);
    let settings = me.school.as_ref().filter(|_| me.account != student).map(SettingsItem::at);
    let keys: Vec<_> =
        [key.clone(), Profile::at(student)].into_iter().chain(settings.clone()).collect();
    let found = call.table().get_many(&keys).await?;
    let outcome: LearningOutcome = found.take(&key)?.ok_or(Problem::not_found())?;
    if me.account == student {
        return Ok(Reply::ok(OutcomeView::from(&outcome)));
    }
    let profile: Option<Profile> = found.take(&Profile::at(student))?;
    let class = profile.map_or(outcome.class_name.clone(), |profile| profile.class_name);
    let portfolio = Resource::Student { student, school: &outcome.school, class: &class };
    match call.authorize(Action::ViewPortfolio, &portfolio) {
        // Whoever is asked to certify an outcome sees it.
        Err(denied) if denied.code() == "forbidden" => {
            let settings = settings.map(|key| found.take(&key)).transpose()?.flatten();
            may_certify(&call, &outcome, settings).await?;
        }
        decided => decided?,
    }
    Ok(Reply::ok(OutcomeView::with_student(&outcome)))
}
