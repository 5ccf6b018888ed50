//! `PUT /api/schools/{school}/problem-reports/{report}` — 處理問題回報: the administrator marks a report
//! as settled, or opens it again.
//!
//! The school's administrator.

use portfolio::{
    ProblemReportId, SchoolCode,
    account::Role,
    authorization::{Action, Resource},
    problem_reports::ReportState,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Condition, StoreError, Write, items::ProblemReport};

pub const FUNCTION: Function = Function {
    name: "school.settle-problem-report",
    term: "處理問題回報",
    summary: "Marks a problem report as settled, or opens it again.",
    trigger: Trigger::Route(Route {
        method: Method::Put,
        path: "/api/schools/{school}/problem-reports/{report}",
        callers: Callers::SignedIn(&[Role::SchoolAdministrator]),
        query: &[],
        body: Some(schema::<SettleRequest>),
        status: 204,
        answer: None,
        refusals: &[],
        handle: |call| Box::pin(settle_problem_report(call)),
    }),
    needs: &[Need::Table(TableAction::UpdateItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// Where the report is to stand.
#[derive(Deserialize, JsonSchema)]
struct SettleRequest {
    /// `open` or `settled`.
    #[schemars(with = "String")]
    state: ReportState,
}

async fn settle_problem_report(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    let report: ProblemReportId = call.path("report")?;
    call.authorize(Action::AdministerSchool, &Resource::School(&school))?;
    let request: SettleRequest = call.body()?;
    let write = Write::update("report", ProblemReport::at(&school, report))
        .set("state", request.state)
        .when(Condition::item_exists());
    match call.table().write(write).await {
        Ok(()) => Ok(Reply::nothing()),
        Err(StoreError::Conflict(_)) => Err(Problem::not_found()),
        Err(error) => Err(error.into()),
    }
}
