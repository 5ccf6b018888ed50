//! `GET /api/integrity/reports/{date}` — 完整性報告: what one night found, with the schools that lost
//! something and the objects that differ.
//!
//! The city's operators. Numbers and names of objects: no content, and nobody's name.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use portfolio::{AccountId, SchoolCode, account::Role};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{IntegrityDifference, IntegrityReport};

use super::report_view::IntegrityReportView;

pub const FUNCTION: Function = Function {
    name: "integrity.show-report",
    term: "完整性報告",
    summary: "Shows what one night's comparison found.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/integrity/reports/{date}",
        callers: Callers::SignedIn(&[Role::CityOperator]),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<IntegrityReportDetails>),
        refusals: &[],
        handle: |call| Box::pin(show_report(call)),
    }),
    needs: &[Need::Table(TableAction::GetItem), Need::Table(TableAction::Query)],
    memory_mb: 512,
    timeout_s: 20,
};

/// The most objects that are named. All are counted, and all stand in the lists of the schools.
const NAMED: usize = 500;

/// A report with what differs.
#[derive(Debug, Serialize, JsonSchema)]
struct IntegrityReportDetails {
    #[serde(flatten)]
    report: IntegrityReportView,
    /// Every school with a loss.
    schools: Vec<SchoolLosses>,
    /// The first 500 objects that differ.
    objects: Vec<ObjectDifference>,
}

/// How much one school lacks.
#[derive(Debug, Serialize, JsonSchema)]
struct SchoolLosses {
    /// None for owners without a school.
    school: Option<String>,
    /// Owners who lack something.
    owners: usize,
    /// Things that they lack.
    losses: usize,
}

/// An object that differs.
#[derive(Debug, Serialize, JsonSchema)]
struct ObjectDifference {
    kind: &'static str,
    school: Option<String>,
    /// Its name in the vault and in the second copy; of an item of the table, its key or its partition.
    object: String,
    version: Option<String>,
    /// Whether the right bytes lie in the other bucket, from which they can be copied back.
    elsewhere: bool,
}

async fn show_report(call: Call) -> Result<Reply, Problem> {
    let date: Date = call.path("date")?;
    let report: Option<IntegrityReport> = call.table().get(&IntegrityReport::at(date)).await?;
    let report = report.ok_or(Problem::not_found())?;
    let prefix = IntegrityDifference::PREFIX;
    let found = call.table().partition(&IntegrityDifference::partition(date), prefix).await?;
    let differences: Vec<IntegrityDifference> = found.all(prefix)?;
    Ok(Reply::ok(IntegrityReportDetails {
        report: report.into(),
        schools: schools(&differences),
        objects: differences.into_iter().take(NAMED).map(object).collect(),
    }))
}

fn schools(differences: &[IntegrityDifference]) -> Vec<SchoolLosses> {
    let mut schools = BTreeMap::<Option<&SchoolCode>, (BTreeSet<Option<AccountId>>, usize)>::new();
    for difference in differences.iter().filter(|one| one.kind.is_loss()) {
        let (owners, losses) = schools.entry(difference.school.as_ref()).or_default();
        owners.insert(difference.owner);
        *losses += 1;
    }
    let row = |(school, (owners, losses)): (Option<&SchoolCode>, (BTreeSet<_>, usize))| {
        SchoolLosses { school: school.map(ToString::to_string), owners: owners.len(), losses }
    };
    schools.into_iter().map(row).collect()
}

fn object(difference: IntegrityDifference) -> ObjectDifference {
    ObjectDifference {
        kind: difference.kind.name(),
        school: difference.school.map(|school| school.to_string()),
        object: difference.object,
        version: difference.version,
        elsewhere: difference.elsewhere,
    }
}
