//! `GET /api/students/{student}/learning-outcomes/{outcome}` — 學習成果: one outcome.
//!
//! The student; homeroom teacher, counsellor and advisor of the class; the teacher of the course.

use portfolio::{
    AccountId, LearningOutcomeId,
    account::Role,
    authorization::{Action, Resource},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use store::items::{Delegation, LearningOutcome, Profile};

use super::OutcomeView;

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
    needs: &[Need::Table(TableAction::BatchGetItem), Need::Table(TableAction::GetItem)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn show(call: Call) -> Result<Reply, Problem> {
    let student: AccountId = call.path("student")?;
    let key = LearningOutcome::at(student, call.path::<LearningOutcomeId>("outcome")?);
    let found = call.table().get_many(&[key.clone(), Profile::at(student)]).await?;
    let outcome: LearningOutcome = found.take(&key)?.ok_or(Problem::not_found())?;
    if call.actor()?.account == student {
        return Ok(Reply::ok(OutcomeView::from(&outcome)));
    }
    let profile: Option<Profile> = found.take(&Profile::at(student))?;
    let class = profile.map_or(outcome.class_name.clone(), |profile| profile.class_name);
    let portfolio = Resource::Student { student, school: &outcome.school, class: &class };
    let denied = call.authorize(Action::ViewPortfolio, &portfolio).err();
    match denied {
        Some(denied) if !certifies(&call, &outcome).await? => Err(denied),
        _ => Ok(Reply::ok(OutcomeView::with_student(&outcome))),
    }
}

/// Whoever is asked to certify an outcome sees it. Only a colleague costs the second read.
async fn certifies(call: &Call, outcome: &LearningOutcome) -> Result<bool, Problem> {
    let me = call.actor()?;
    if me.school.as_ref() != Some(&outcome.school) {
        return Ok(false);
    }
    if me.account == outcome.teacher {
        return Ok(true);
    }
    let delegation: Option<Delegation> =
        call.table().get(&Delegation::at(me.account, outcome.teacher)).await?;
    Ok(delegation.is_some_and(|delegation| delegation.in_force(call.now())))
}
