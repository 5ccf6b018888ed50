//! `POST /api/integrity/reports/{date}/acknowledgements` — 確認完整性報告: somebody has read the night's
//! report.
//!
//! The city's operators, two different ones. What was read is named by its digest, and the same
//! person never counts twice.

use jiff::civil::Date;
use portfolio::{
    account::Role,
    central_submissions::Digest,
    integrity::{Acknowledged, acknowledge as decide},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{
    Write,
    items::{Acknowledgement, IntegrityReport},
};

use super::report_view::IntegrityReportView;

pub const FUNCTION: Function = Function {
    name: "integrity.acknowledge",
    term: "確認完整性報告",
    summary: "Says that somebody has read a night's report; two different people have to.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/integrity/reports/{date}/acknowledgements",
        callers: Callers::SignedIn(&[Role::CityOperator]),
        query: &[],
        body: Some(schema::<AcknowledgeRequest>),
        status: 200,
        answer: Some(schema::<IntegrityReportView>),
        refusals: &["conflict"],
        handle: |call| Box::pin(acknowledge(call)),
    }),
    needs: &[Need::Table(TableAction::GetItem), Need::Table(TableAction::PutItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// What was read.
#[derive(Deserialize, JsonSchema)]
struct AcknowledgeRequest {
    /// The report's digest.
    #[schemars(with = "String")]
    digest: Digest,
}

async fn acknowledge(call: Call) -> Result<Reply, Problem> {
    let date: Date = call.path("date")?;
    let request: AcknowledgeRequest = call.body()?;
    let report: Option<IntegrityReport> = call.table().get(&IntegrityReport::at(date)).await?;
    let mut report = report.ok_or(Problem::not_found())?;
    let signed = report.signed.as_ref().ok_or(Problem::new("conflict"))?;
    let (account, by) = (call.actor()?.account, report.acknowledged_by());
    if decide(signed.report.digest(), request.digest, &by, account)? == Acknowledged::Counts {
        report.acknowledgements.push(Acknowledgement { account, at: call.now() });
        report.version += 1;
        call.table().write(Write::replace("report", &report, report.version - 1)?).await?;
    }
    Ok(Reply::ok(IntegrityReportView::from(report)))
}
