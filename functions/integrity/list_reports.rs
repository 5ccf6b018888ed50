//! `GET /api/integrity/reports` — 完整性報告列表: what the nights found, the latest first.
//!
//! The city's operators.

use portfolio::account::Role;
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use store::items::IntegrityReport;

use super::report_view::IntegrityReportView;

pub const FUNCTION: Function = Function {
    name: "integrity.list-reports",
    term: "完整性報告列表",
    summary: "Lists what the nightly comparisons found, the latest first.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/integrity/reports",
        callers: Callers::SignedIn(&[Role::CityOperator]),
        query: &["cursor", "limit"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<IntegrityReportView>>),
        refusals: &[],
        handle: |call| Box::pin(list_reports(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn list_reports(call: Call) -> Result<Reply, Problem> {
    let (partition, prefix) = (IntegrityReport::PARTITION, IntegrityReport::PREFIX);
    let (before, limit) = (call.cursor(prefix)?, call.limit()?);
    let page = call.table().page_back(partition, prefix, before.as_deref(), limit).await?;
    let reports: Vec<IntegrityReport> = page.found.all(prefix)?;
    let items = reports.into_iter().map(IntegrityReportView::from).collect();
    Ok(Reply::ok(Listed::page(items, page.next)))
}
