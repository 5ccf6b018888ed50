use portfolio::{
    AccountId, ProblemReportId,
    account::Role,
    problem_reports::{Category, ReportState},
};
use runtime::wire_time;
use schemars::JsonSchema;
use serde::Serialize;
use store::items::ProblemReport;

/// A report as the administrator sees it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProblemReportView {
    #[schemars(with = "String")]
    id: ProblemReportId,
    #[schemars(with = "String")]
    category: Category,
    text: String,
    page: Option<String>,
    reporter: ReporterView,
    at: String,
    /// `open` or `settled`.
    #[schemars(with = "String")]
    state: ReportState,
}

/// Who reported.
#[derive(Debug, Serialize, JsonSchema)]
struct ReporterView {
    #[schemars(with = "String")]
    id: AccountId,
    name: String,
    #[schemars(with = "Vec<String>")]
    roles: Vec<Role>,
}

impl From<ProblemReport> for ProblemReportView {
    fn from(report: ProblemReport) -> Self {
        Self {
            id: report.id,
            category: report.category,
            text: report.text,
            page: report.page,
            reporter: ReporterView {
                id: report.reporter,
                name: report.reporter_name,
                roles: report.reporter_roles,
            },
            at: wire_time(report.at),
            state: report.state,
        }
    }
}
