//! `GET /api/students/{student}/courses` — 修課紀錄: the courses that a student takes or took.
//!
//! The student; homeroom teacher, counsellor and advisor of the class.

use portfolio::{AccountId, CourseId, Semester, account::Role};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::CourseRecord;

use crate::students;

pub const FUNCTION: Function = Function {
    name: "student-records.courses",
    term: "修課紀錄",
    summary: "Lists the courses that a student takes or took.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/students/{student}/courses",
        callers: Callers::SignedIn(&[
            Role::Student,
            Role::HomeroomTeacher,
            Role::GuidanceCounsellor,
            Role::CourseAdvisor,
        ]),
        query: &["semester"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<CourseView>>),
        refusals: &[],
        handle: |call| Box::pin(courses(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

/// A course as the page shows it.
#[derive(Debug, Serialize, JsonSchema)]
struct CourseView {
    #[schemars(with = "String")]
    id: CourseId,
    name: String,
    code: Option<String>,
    #[schemars(with = "String")]
    semester: Semester,
    credits: u32,
    grade: u32,
    teachers: Vec<TeacherView>,
}

/// A teacher of a course.
#[derive(Debug, Serialize, JsonSchema)]
struct TeacherView {
    #[schemars(with = "String")]
    id: AccountId,
    name: String,
}

async fn courses(call: Call) -> Result<Reply, Problem> {
    let student: AccountId = call.path("student")?;
    let semester: Option<Semester> = call.query("semester")?;
    let found = students::read(&call, student, CourseRecord::PREFIX).await?;
    let records: Vec<CourseRecord> = found.all(CourseRecord::PREFIX)?;
    let asked = |record: &CourseRecord| semester.is_none_or(|asked| record.semester == asked);
    // The semester that runs comes first: it is what a student works on.
    let mut records: Vec<CourseRecord> = records.into_iter().filter(asked).collect();
    records.sort_by_key(|record| (std::cmp::Reverse(record.semester), record.code.clone()));
    let items = records.into_iter().map(view).collect();
    Ok(Reply::ok(Listed::whole(items)))
}

fn view(record: CourseRecord) -> CourseView {
    let teacher =
        |teacher: store::items::CourseTeacher| TeacherView { id: teacher.id, name: teacher.name };
    CourseView {
        id: record.course,
        name: record.name,
        code: record.code,
        semester: record.semester,
        credits: record.credits,
        grade: record.grade,
        teachers: record.teachers.into_iter().map(teacher).collect(),
    }
}
