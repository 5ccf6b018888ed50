//! `GET /api/students/{student}/learning-outcomes` — 學習成果認證: the student's outcomes, the
//! oldest first.
//!
//! The student; homeroom teacher, counsellor and advisor of the class. The look is remembered: the
//! student's notice of reviewed outcomes goes, and a teacher is not reminded to look.

use portfolio::{AccountId, Semester, account::Role, notices::reviewed};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use store::{
    Found,
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
    remember(&call, student, &found, &outcomes).await?;
    outcomes.retain(|outcome| semester.is_none_or(|asked| outcome.semester == asked));
    outcomes.sort_by_key(|outcome| (outcome.created_at, outcome.id));
    Ok(Reply::ok(Listed::whole(outcomes.iter().map(OutcomeView::from).collect())))
}

/// A student's look is written only where it makes a notice go; a teacher's, always.
async fn remember(
    call: &Call,
    student: AccountId,
    found: &Found,
    outcomes: &[LearningOutcome],
) -> Result<(), Problem> {
    let me = call.actor()?.account;
    let profile: Option<Profile> = found.take(&Profile::at(student))?;
    let viewed = profile.and_then(|profile| profile.last_viewed_at);
    let decided = outcomes.iter().filter_map(last_decision);
    if me != student || reviewed(decided, viewed, call.now()) > 0 {
        students::remember_look(call, me).await;
    }
    Ok(())
}
