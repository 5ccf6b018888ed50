//! `GET /api/schools/{school}/selection-progress/{year}/{roster}` — 查詢勾選情形: how many each student
//! has selected, and the same by class.
//!
//! The administrator all; the submitter of that roster all; homeroom teachers, counsellors and
//! advisors their own classes. Two Queries: the class lists and the selections.

use std::collections::{BTreeMap, HashMap};

use portfolio::{
    AccountId, SchoolCode, SchoolYear,
    account::Role,
    authorization::{Action, Resource},
    selections::Roster,
};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::{
    Item,
    items::{RosterRow, SchoolSelection, school_partition},
};

use crate::students::StudentRef;

pub const FUNCTION: Function = Function {
    name: "school.selection-progress",
    term: "查詢勾選情形",
    summary: "Shows how many items each student and class has selected.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/selection-progress/{year}/{roster}",
        callers: Callers::SignedIn(&Role::SEEING_CLASSES),
        query: &["class", "cursor", "limit"],
        body: None,
        status: 200,
        answer: Some(schema::<ProgressView>),
        refusals: &[],
        handle: |call| Box::pin(selection_progress(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 512,
    timeout_s: 20,
};

/// How far the students are.
#[derive(Debug, Serialize, JsonSchema)]
struct ProgressView {
    #[serde(flatten)]
    students: Listed<StudentProgress>,
    /// Every class that the caller sees, whatever page of students this is.
    classes: Vec<ClassProgress>,
}

/// How far one student is.
#[derive(Debug, Serialize, JsonSchema)]
struct StudentProgress {
    student: StudentRef,
    /// How many items are selected.
    selected: usize,
}

/// How far a class is.
#[derive(Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
struct ClassProgress {
    class_name: String,
    students: usize,
    /// Students who have selected something.
    with_selection: usize,
    /// Items that are selected in the class.
    items: usize,
}

async fn selection_progress(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    let year: SchoolYear = call.path("year")?;
    let roster: Roster = call.path("roster")?;
    let class: Option<String> = call.query("class")?;
    let (after, limit) = (call.cursor(RosterRow::PREFIX)?, call.limit()?);
    let rows = rows(&call, &school, roster, class.as_deref()).await?;
    let selected = selected(&call, &school, year, roster).await?;
    let number = |row: &RosterRow| selected.get(&row.student).copied().unwrap_or_default();
    let classes = by_class(&rows, number);
    let page = page(&rows, after.as_deref(), usize::try_from(limit).unwrap_or_default());
    let next =
        page.last().filter(|last| rows.last().is_some_and(|end| end.student != last.student));
    let next = next.map(|last| last.key().sk);
    let items = page
        .iter()
        .map(|row| StudentProgress { student: StudentRef::from(row), selected: number(row) })
        .collect();
    Ok(Reply::ok(ProgressView { students: Listed::page(items, next), classes }))
}

/// The students of the classes that the caller sees. 403 where students were asked for and the
/// caller sees none of them, 404 where there are none.
async fn rows(
    call: &Call,
    school: &SchoolCode,
    roster: Roster,
    class: Option<&str>,
) -> Result<Vec<RosterRow>, Problem> {
    let prefix = class.map_or(Some(RosterRow::PREFIX.to_owned()), RosterRow::prefix);
    let prefix = prefix.ok_or(Problem::not_found())?;
    let found = call.table().partition(&school_partition(school), &prefix).await?;
    let mut rows: Vec<RosterRow> = found.all(&prefix)?;
    if rows.is_empty() && class.is_some() {
        return Err(Problem::not_found());
    }
    let all = rows.len();
    rows.retain(|row| {
        let resource = Resource::Class { school, class: &row.class_name };
        call.authorize(Action::ViewSelectionProgress(roster), &resource).is_ok()
    });
    if rows.is_empty() && all > 0 { Err(Problem::new("forbidden")) } else { Ok(rows) }
}

async fn selected(
    call: &Call,
    school: &SchoolCode,
    year: SchoolYear,
    roster: Roster,
) -> Result<HashMap<AccountId, usize>, Problem> {
    let partition = SchoolSelection::partition(school, year, roster);
    let selections: Vec<SchoolSelection> = call.table().partition(&partition, "").await?.all("")?;
    let number = |item: SchoolSelection| (item.selection.student, item.selection.ids.len());
    Ok(selections.into_iter().map(number).collect())
}

fn by_class(rows: &[RosterRow], number: impl Fn(&RosterRow) -> usize) -> Vec<ClassProgress> {
    let mut classes = BTreeMap::<&str, ClassProgress>::new();
    for row in rows {
        let class = classes.entry(&row.class_name).or_default();
        let number = number(row);
        class.class_name.clone_from(&row.class_name);
        class.students += 1;
        class.with_selection += usize::from(number > 0);
        class.items += number;
    }
    classes.into_values().collect()
}

fn page<'a>(rows: &'a [RosterRow], after: Option<&str>, limit: usize) -> &'a [RosterRow] {
    let begin = after.map_or(0, |after| rows.partition_point(|row| row.key().sk.as_str() <= after));
    let rest = &rows[begin..];
    &rest[..rest.len().min(limit)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn row(class: &str, seat: u32) -> RosterRow {
        RosterRow {
            school: "990301".parse().unwrap(),
            student: AccountId::new(Uuid::from_u128(u128::from(seat))),
            name: "王小明".to_owned(),
            number: format!("115{seat:03}"),
            class_name: class.to_owned(),
            seat,
        }
    }

    #[test]
    fn a_class_counts_its_students_those_who_selected_and_their_items() {
        let rows = [row("101", 1), row("101", 2), row("102", 3)];
        let classes = by_class(&rows, |row| if row.seat == 2 { 6 } else { 0 });
        let class = |class_name: &str, students, with_selection, items| ClassProgress {
            class_name: class_name.to_owned(),
            students,
            with_selection,
            items,
        };
        assert_eq!(classes, [class("101", 2, 1, 6), class("102", 1, 0, 0)]);
    }

    #[test]
    fn pages_follow_each_other_without_a_gap() {
        let rows = [row("101", 1), row("101", 2), row("102", 3)];
        let seats = |rows: &[RosterRow]| rows.iter().map(|row| row.seat).collect::<Vec<_>>();
        assert_eq!(seats(page(&rows, None, 2)), [1, 2]);
        assert_eq!(seats(page(&rows, Some(&rows[1].key().sk), 2)), [3]);
        assert_eq!(seats(page(&rows, Some(&rows[2].key().sk), 2)), Vec::<u32>::new());
    }
}
