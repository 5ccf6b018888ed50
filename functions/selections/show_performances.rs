//! `GET /api/students/{student}/selections/{year}/diverse-performances` —
//! 勾選多元表現: the performances that a student selected for one school year.
//!
//! The student; homeroom teacher, counsellor and advisor of the class.

use portfolio::{account::Role, selections::Roster};
use runtime::{Callers, Function, Method, Need, Route, TableAction, Trigger, schema};

use super::{show::show, view::SelectionView};

pub const FUNCTION: Function = Function {
    name: "selections.show-performances",
    term: "勾選多元表現",
    summary: "Shows a student's selection of diverse performances.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/students/{student}/selections/{year}/diverse-performances",
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
        handle: |call| Box::pin(async move { show(&call, Roster::DiversePerformances).await }),
    }),
    needs: &[Need::Table(TableAction::BatchGetItem)],
    memory_mb: 256,
    timeout_s: 10,
};
