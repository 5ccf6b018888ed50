//! `GET /api/integrity/reports/{date}/affected-students` — 受影響學生名單: whose files of one school a
//! night found lost, by class and seat.
//!
//! The city's operators, who learn numbers and nobody's name; the school's administrator, of the own
//! school, with names. Two Queries: what was lost, and the class lists.

use std::collections::BTreeMap;

use jiff::civil::Date;
use portfolio::{AccountId, SchoolCode, account::Role};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{IntegrityDifference, RosterRow, school_partition};

pub const FUNCTION: Function = Function {
    name: "integrity.affected-students",
    term: "受影響學生名單",
    summary: "Lists the students of a school of whom a night found something lost.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/integrity/reports/{date}/affected-students",
        callers: Callers::SignedIn(&[Role::SchoolAdministrator, Role::CityOperator]),
        query: &["school"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<AffectedStudent>>),
        refusals: &[],
        handle: |call| Box::pin(affected_students(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 512,
    timeout_s: 20,
};

/// A student who lacks something. Staff whose files are lost come last, without a class.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
struct AffectedStudent {
    #[schemars(with = "String")]
    account: AccountId,
    class_name: Option<String>,
    seat: Option<u32>,
    /// 學號
    number: Option<String>,
    /// For the school's own administrator alone.
    name: Option<String>,
    /// Files that are lost.
    files: usize,
    /// Those of them whose right bytes lie in the second copy.
    recoverable: usize,
    /// Whatever else is lost or differs: outcomes, performances, selections, accounts.
    items: usize,
}

/// How much somebody lacks.
#[derive(Debug, Default)]
struct Lacking {
    files: usize,
    recoverable: usize,
    items: usize,
}

async fn affected_students(call: Call) -> Result<Reply, Problem> {
    let date: Date = call.path("date")?;
    let school: SchoolCode = call.required("school")?;
    let actor = call.actor()?;
    let own = actor.is(Role::SchoolAdministrator) && actor.school.as_ref() == Some(&school);
    if !own && !actor.is(Role::CityOperator) {
        return Err(Problem::not_found());
    }
    let (partition, prefix) =
        (IntegrityDifference::partition(date), IntegrityDifference::of_school(&school));
    let found = call.table().partition(&partition, &prefix).await?;
    let lost: Vec<IntegrityDifference> = found.all(&prefix)?;
    let found = call.table().partition(&school_partition(&school), RosterRow::PREFIX).await?;
    let roster: Vec<RosterRow> = found.all(RosterRow::PREFIX)?;
    Ok(Reply::ok(Listed::whole(affected(&lost, roster, own))))
}

/// In the order of the class lists; whoever is in none of them comes last.
fn affected(
    lost: &[IntegrityDifference],
    roster: Vec<RosterRow>,
    with_names: bool,
) -> Vec<AffectedStudent> {
    let mut owners = BTreeMap::<AccountId, Lacking>::new();
    for one in lost.iter().filter(|one| one.kind.is_loss()) {
        let Some(owner) = one.owner else { continue };
        let lacking = owners.entry(owner).or_default();
        let is_file = !one.kind.is_of_items();
        lacking.files += usize::from(is_file);
        lacking.recoverable += usize::from(is_file && one.elsewhere);
        lacking.items += usize::from(!is_file);
    }
    let mut students = Vec::new();
    for row in roster {
        let Some(lacking) = owners.remove(&row.student) else { continue };
        students.push(AffectedStudent {
            class_name: Some(row.class_name),
            seat: Some(row.seat),
            number: Some(row.number),
            name: Some(row.name).filter(|_| with_names),
            ..AffectedStudent::of(row.student, lacking)
        });
    }
    students.extend(owners.into_iter().map(|(account, lacks)| AffectedStudent::of(account, lacks)));
    students
}

impl AffectedStudent {
    /// Somebody who is in no class list.
    fn of(account: AccountId, Lacking { files, recoverable, items }: Lacking) -> Self {
        let (class_name, seat, number, name) = (None, None, None, None);
        Self { account, class_name, seat, number, name, files, recoverable, items }
    }
}

#[cfg(test)]
mod tests {
    use portfolio::integrity::Difference;
    use uuid::Uuid;

    use super::*;

    fn account(n: u128) -> AccountId {
        AccountId::new(Uuid::from_u128(n))
    }

    fn lost(owner: u128, object: &str, kind: Difference, elsewhere: bool) -> IntegrityDifference {
        IntegrityDifference {
            date: jiff::civil::date(2026, 11, 24),
            kind,
            school: "990301".parse().ok(),
            owner: Some(account(owner)),
            file: None,
            object: object.to_owned(),
            version: None,
            elsewhere,
        }
    }

    fn row(n: u128, class: &str, seat: u32) -> RosterRow {
        RosterRow {
            school: "990301".parse().unwrap(),
            student: account(n),
            name: "王小明".to_owned(),
            number: format!("115{n:03}"),
            class_name: class.to_owned(),
            seat,
        }
    }

    #[test]
    fn who_lacks_something_is_listed_by_class_once_and_names_are_for_the_school_alone() {
        let lost = [
            lost(2, "a", Difference::VaultMissing, true),
            lost(2, "b", Difference::BytesDiffer, false),
            lost(1, "c", Difference::RowMissing, true),
            lost(3, "d", Difference::ReplicaMissing, true),
            lost(9, "e", Difference::FewerRows, false),
            lost(2, "f", Difference::ItemMissing, false),
        ];
        let roster = || vec![row(1, "101", 1), row(2, "101", 2), row(3, "102", 1)];
        let listed = affected(&lost, roster(), true);
        let said: Vec<_> =
            listed.iter().map(|one| (one.seat, one.files, one.recoverable, one.items)).collect();
        assert_eq!(said, [(Some(1), 1, 1, 0), (Some(2), 2, 1, 1), (None, 1, 0, 0)]);
        assert!(listed[0].name.is_some());
        assert!(affected(&lost, roster(), false).iter().all(|one| one.name.is_none()));
    }
}
