//! `GET /api/students/{student}/learning-outcomes` — 學習成果認證: the student's outcomes, the
//! oldest first.
//!
//! The student; homeroom teacher, counsellor and advisor of the class. The student's look is
//! remembered, so that the notice of reviewed outcomes goes.

use portfolio::{AccountId, Semester, account::Role, notices::reviewed};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use store::{
    Condition, Write,
    items::{LearningOutcome, Profile},
};

use super::{OutcomeView, last_decision};
use crate::students;

pub const FUNCTION: Function = Function {
    name: "learning-outcomes.list",
    term: "學習成果認證",
    summary: "Lists the learning outcomes of a student.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/students/{student}/learning-outcomes",
        callers: Callers::SignedIn(&[
            Role::Student,
            Role::HomeroomTeacher,
            Role::GuidanceCounsellor,
            Role::CourseAdvisor,
        ]),
        query: &["semester"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<OutcomeView>>),
        refusals: &[],
        handle: |call| Box::pin(list(call)),
    }),
    needs: &[Need::Table(TableAction::Query), Need::Table(TableAction::UpdateItem)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn list(call: Call) -> Result<Reply, Problem> {
    let student: AccountId = call.path("student")?;
    let semester: Option<Semester> = call.query("semester")?;
    let found = students::read(&call, student, "").await?;
    let mut outcomes: Vec<LearningOutcome> = found.all(LearningOutcome::PREFIX)?;
    let profile: Option<Profile> = found.take(&Profile::at(student))?;
    if let Some(profile) = profile.filter(|_| call.actor().is_ok_and(|me| me.account == student)) {
        remember_look(&call, &profile, &outcomes).await;
    }
    outcomes.retain(|outcome| semester.is_none_or(|asked| outcome.semester == asked));
    outcomes.sort_by_key(|outcome| (outcome.created_at, outcome.id));
    Ok(Reply::ok(Listed::whole(outcomes.iter().map(OutcomeView::from).collect())))
}

/// Written only where the look makes a notice go. A list that cannot be marked is still a list.
async fn remember_look(call: &Call, profile: &Profile, outcomes: &[LearningOutcome]) {
    let decided = outcomes.iter().filter_map(last_decision);
    if reviewed(decided, profile.last_viewed_at, call.now()) == 0 {
        return;
    }
    let look = Write::update("profile", Profile::at(profile.account))
        .set("last_viewed_at", call.now())
        .when(Condition::item_exists());
    if let Err(error) = call.table().write(look).await {
        tracing::warn!(%error, "the look at the list was not remembered");
    }
}
