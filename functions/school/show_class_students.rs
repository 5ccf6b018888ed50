//! `GET /api/schools/{school}/classes/{class}/students` — 班級學生名單: the students of a class, and how many of
//! their outcomes are certified, wait for it (未認證) or were returned.
//!
//! The homeroom teacher, counsellors and advisors of the class, submitters and the administrator. A
//! colleague's class is 403, one that nobody is in 404. A Query for the class, and one for each student's
//! outcomes.

use futures::{StreamExt, TryStreamExt, stream};
use portfolio::{
    SchoolCode,
    account::Role,
    authorization::{Action, Resource},
};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{LearningOutcome, RosterRow, person, school_partition};

use crate::students::{OutcomeCounts, StudentRef};

pub const FUNCTION: Function = Function {
    name: "school.show-class-students",
    term: "班級學生名單",
    summary: "Lists the students of a class.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/classes/{class}/students",
        callers: Callers::SignedIn(&Role::SEEING_CLASSES),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<ClassStudent>>),
        refusals: &[],
        handle: |call| Box::pin(show_class_students(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

/// How many students are read at once.
const AT_ONCE: usize = 8;

/// A student of the class, and how far the outcomes are.
#[derive(Debug, Serialize, JsonSchema)]
struct ClassStudent {
    #[serde(flatten)]
    student: StudentRef,
    outcomes: OutcomeCounts,
}

async fn show_class_students(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    let class: String = call.path("class")?;
    let prefix = RosterRow::prefix(&class).ok_or(Problem::not_found())?;
    let found = call.table().partition(&school_partition(&school), &prefix).await?;
    let rows: Vec<RosterRow> = found.all(&prefix)?;
    if rows.is_empty() {
        return Err(Problem::not_found());
    }
    call.authorize(Action::ViewClass, &Resource::Class { school: &school, class: &class })?;
    let work: Vec<_> = rows.into_iter().map(|row| counted(&call, row)).collect();
    let students = stream::iter(work).buffered(AT_ONCE).try_collect().await?;
    Ok(Reply::ok(Listed::whole(students)))
}

async fn counted(call: &Call, row: RosterRow) -> Result<ClassStudent, Problem> {
    let prefix = LearningOutcome::PREFIX;
    let outcomes: Vec<LearningOutcome> =
        call.table().partition(&person(row.student), prefix).await?.all(prefix)?;
    Ok(ClassStudent { student: StudentRef::from(&row), outcomes: OutcomeCounts::of(&outcomes) })
}
