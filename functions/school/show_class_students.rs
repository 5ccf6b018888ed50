//! `GET /api/schools/{school}/classes/{class}/students` — 班級學生名單: the students of a class.
//!
//! The homeroom teacher, counsellors and advisors of the class, submitters and the administrator. A
//! colleague's class is 403, one that nobody is in 404.

use portfolio::{
    SchoolCode,
    account::Role,
    authorization::{Action, Resource},
};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use store::items::{RosterRow, school_partition};

use crate::students::StudentRef;

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
        answer: Some(schema::<Listed<StudentRef>>),
        refusals: &[],
        handle: |call| Box::pin(show_class_students(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

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
    Ok(Reply::ok(Listed::whole(rows.iter().map(StudentRef::from).collect())))
}
