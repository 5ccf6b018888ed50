//! `GET /api/students/{student}/selections/{year}/learning-outcomes` —
//! 勾選學習成果: the outcomes that a student selected for one school year.
//!
//! The student; homeroom teacher, counsellor and advisor of the class.

use portfolio::{account::Role, selections::Roster};
use runtime::{Callers, Function, Method, Need, Route, TableAction, Trigger, schema};

use super::{show::show, view::SelectionView};

pub const FUNCTION: Function = Function {
    name: "selections.show-outcomes",
    term: "勾選學習成果",
    summary: "Shows a student's selection of learning outcomes.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/students/{student}/selections/{year}/learning-outcomes",
        callers: Callers::SignedIn(&[
            Role::Student,
            Role::HomeroomTeacher,
            Role::GuidanceCounsellor,
            Role::CourseAdvisor,
        ]),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<SelectionView>),
        refusals: &[],
        handle: |call| Box::pin(async move { show(&call, Roster::LearningOutcomes).await }),
    }),
    needs: &[Need::Table(TableAction::BatchGetItem)],
    memory_mb: 256,
    timeout_s: 10,
};
