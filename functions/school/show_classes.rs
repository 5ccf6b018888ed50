//! `GET /api/schools/{school}/classes` — 班級資料: the classes that somebody sees.
//!
//! Homeroom teachers their own, counsellors and advisors the ones assigned to them, submitters and
//! the administrator all.

use portfolio::{
    AccountId, SchoolCode,
    account::Role,
    authorization::{Action, Resource},
};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{SchoolClass, school_partition};

pub const FUNCTION: Function = Function {
    name: "school.show-classes",
    term: "班級資料",
    summary: "Lists the classes of a school that the caller sees.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/classes",
        callers: Callers::SignedIn(&Role::SEEING_CLASSES),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<ClassView>>),
        refusals: &[],
        handle: |call| Box::pin(show_classes(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

/// A class as lists show it.
#[derive(Debug, Serialize, JsonSchema)]
struct ClassView {
    class_name: String,
    grade: u32,
    /// How many students it has.
    students: u32,
    homeroom_teacher: Option<HomeroomTeacherView>,
}

/// A class's homeroom teacher.
#[derive(Debug, Serialize, JsonSchema)]
struct HomeroomTeacherView {
    #[schemars(with = "String")]
    id: AccountId,
    name: String,
}

async fn show_classes(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    let found = call.table().partition(&school_partition(&school), SchoolClass::PREFIX).await?;
    let mut classes: Vec<SchoolClass> = found.all(SchoolClass::PREFIX)?;
    classes.retain(|class| {
        let resource = Resource::Class { school: &school, class: &class.class_name };
        call.authorize(Action::ViewClass, &resource).is_ok()
    });
    Ok(Reply::ok(Listed::whole(classes.into_iter().map(view).collect())))
}

fn view(class: SchoolClass) -> ClassView {
    ClassView {
        class_name: class.class_name,
        grade: class.grade,
        students: class.students,
        homeroom_teacher: class
            .homeroom_teacher
            .map(|teacher| HomeroomTeacherView { id: teacher.id, name: teacher.name }),
    }
}
