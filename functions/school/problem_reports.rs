//! `GET /api/schools/{school}/problem-reports` — 問題回報列表: what the school's users reported.
//!
//! The school's administrator. The latest first.

use portfolio::{
    SchoolCode,
    account::Role,
    authorization::{Action, Resource},
};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use store::items::{ProblemReport, school_partition};

use super::problem_report_view::ProblemReportView;

pub const FUNCTION: Function = Function {
    name: "school.problem-reports",
    term: "問題回報列表",
    summary: "Lists what the school's users reported, the latest first.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/problem-reports",
        callers: Callers::SignedIn(&[Role::SchoolAdministrator]),
        query: &["cursor", "limit"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<ProblemReportView>>),
        refusals: &[],
        handle: |call| Box::pin(problem_reports(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn problem_reports(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    call.authorize(Action::AdministerSchool, &Resource::School(&school))?;
    let prefix = ProblemReport::PREFIX;
    let (before, limit) = (call.cursor(prefix)?, call.limit()?);
    let partition = school_partition(&school);
    let page = call.table().page_back(&partition, prefix, before.as_deref(), limit).await?;
    let reports: Vec<ProblemReport> = page.found.all(prefix)?;
    let items = reports.into_iter().map(ProblemReportView::from).collect();
    Ok(Reply::ok(Listed::page(items, page.next)))
}
