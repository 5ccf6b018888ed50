//! `POST /api/problem-reports` — 問題回報: a user tells the school's administrator what does not work.
//!
//! Everybody of a school. The same call again, by its `Idempotency-Key`, answers the same id; with
//! other content it is 409.

use portfolio::{
    ProblemReportId,
    account::Role,
    problem_reports::{Category, ReportState, check_report},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{
    StoreError, Write,
    items::{ProblemReport, RepeatedCall},
};

const NAME: &str = "school.report-problem";

pub const FUNCTION: Function = Function {
    name: NAME,
    term: "問題回報",
    summary: "Reports a problem to the school's administrator.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/problem-reports",
        callers: Callers::SignedIn(&Role::OF_SCHOOLS),
        query: &[],
        body: Some(schema::<ReportRequest>),
        status: 201,
        answer: Some(schema::<Reported>),
        refusals: &["conflict"],
        handle: |call| Box::pin(report_problem(call)),
    }),
    needs: &[Need::Table(TableAction::PutItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// What does not work.
#[derive(Deserialize, JsonSchema)]
struct ReportRequest {
    /// `bug`, `account`, `data` or `other`.
    #[schemars(with = "String")]
    category: Category,
    /// 1 to 2000 characters.
    text: String,
    /// The page on which it was seen, up to 300 characters.
    page: Option<String>,
}

/// The report's id.
#[derive(Serialize, JsonSchema)]
struct Reported {
    id: String,
}

async fn report_problem(call: Call) -> Result<Reply, Problem> {
    let claims = call.claims()?;
    let school = claims.actor.school.clone().ok_or(Problem::new("forbidden"))?;
    let request: ReportRequest = call.body()?;
    let written = check_report(&request.text, request.page.as_deref())?;
    let report = ProblemReport {
        id: ProblemReportId::new(call.env().ids.next()),
        school,
        reporter: claims.actor.account,
        reporter_name: claims.name.clone(),
        reporter_roles: claims.actor.roles.clone(),
        category: request.category,
        text: written.text,
        page: written.page,
        at: call.now(),
        state: ReportState::Open,
    };
    let id = match call.idempotency_key()? {
        Some(key) => once(&call, key, &report).await?,
        None => {
            call.table().write(Write::create("report", &report)?).await?;
            report.id.to_string()
        }
    };
    Ok(Reply::created(Reported { id }))
}

/// Saves the report together with the record of the call; where the call is recorded already, the
/// id of the report that it made then.
async fn once(call: &Call, key: &str, report: &ProblemReport) -> Result<String, Problem> {
    let wish =
        [report.category.name(), report.text.as_str(), report.page.as_deref().unwrap_or_default()];
    let id = report.id.to_string();
    let record = RepeatedCall::new(report.reporter, NAME, key, &wish, id.clone(), report.at);
    let writes = vec![Write::create("report", report)?, Write::create("call", &record)?];
    match call.table().transact(writes).await.map_err(StoreError::into_conflict) {
        Ok(()) => Ok(id),
        Err(Ok(conflict)) => {
            let earlier: Option<RepeatedCall> = conflict.found("call");
            let same = earlier.filter(|earlier| earlier.wish_digest == record.wish_digest);
            same.map(|earlier| earlier.made).ok_or(Problem::new("conflict"))
        }
        Err(Err(error)) => Err(error.into()),
    }
}
