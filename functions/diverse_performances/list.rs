//! `GET /api/students/{student}/diverse-performances` — 多元表現: the student's performances, the
//! oldest first.
//!
//! The student; homeroom teacher, counsellor and advisor of the class.

use portfolio::{AccountId, SchoolYear, account::Role, diverse_performances::PerformanceKind};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use store::items::DiversePerformance;

use super::view::PerformanceView;
use crate::students;

pub const FUNCTION: Function = Function {
    name: "diverse-performances.list",
    term: "多元表現",
    summary: "Lists the diverse performances of a student.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/students/{student}/diverse-performances",
        callers: Callers::SignedIn(&[
            Role::Student,
            Role::HomeroomTeacher,
            Role::GuidanceCounsellor,
            Role::CourseAdvisor,
        ]),
        query: &["year", "kind"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<PerformanceView>>),
        refusals: &[],
        handle: |call| Box::pin(list(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn list(call: Call) -> Result<Reply, Problem> {
    let student: AccountId = call.path("student")?;
    let year: Option<SchoolYear> = call.query("year")?;
    let kind: Option<PerformanceKind> = call.query("kind")?;
    let found = students::read(&call, student, DiversePerformance::PREFIX).await?;
    let mut performances: Vec<DiversePerformance> = found.all(DiversePerformance::PREFIX)?;
    performances.retain(|it| year.is_none_or(|year| it.year == year));
    performances.retain(|it| kind.is_none_or(|kind| it.kind == kind));
    performances.sort_by_key(|it| (it.created_at, it.id));
    Ok(Reply::ok(Listed::whole(performances.iter().map(PerformanceView::from).collect())))
}
