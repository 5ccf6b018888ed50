//! `GET /api/students/{student}/diverse-performances/{performance}` — 多元表現: one performance.
//!
//! The student; homeroom teacher, counsellor and advisor of the class.

use portfolio::{AccountId, PerformanceId, account::Role};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use store::items::DiversePerformance;

use super::view::PerformanceView;
use crate::students;

pub const FUNCTION: Function = Function {
    name: "diverse-performances.show",
    term: "多元表現",
    summary: "Shows one diverse performance.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/students/{student}/diverse-performances/{performance}",
        callers: Callers::SignedIn(&[
            Role::Student,
            Role::HomeroomTeacher,
            Role::GuidanceCounsellor,
            Role::CourseAdvisor,
        ]),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<PerformanceView>),
        refusals: &[],
        handle: |call| Box::pin(show(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn show(call: Call) -> Result<Reply, Problem> {
    let student: AccountId = call.path("student")?;
    let key = DiversePerformance::at(student, call.path::<PerformanceId>("performance")?);
    let found = students::read(&call, student, &key.sk).await?;
    let performance: DiversePerformance = found.take(&key)?.ok_or(Problem::not_found())?;
    Ok(Reply::ok(PerformanceView::from(&performance)))
}
