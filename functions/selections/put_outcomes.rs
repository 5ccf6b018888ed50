//! `PUT /api/students/{student}/selections/{year}/learning-outcomes` —
//! 勾選學習成果: which certified outcomes go to the central database.
//!
//! The student, inside the window of the school year, until the selection is frozen; at most 6.

use portfolio::{account::Role, selections::Roster};
use runtime::{Callers, Function, Method, Need, Route, TableAction, Trigger, schema};

use super::{
    put::{PutSelectionRequest, put},
    view::SelectionView,
};

pub const FUNCTION: Function = Function {
    name: "selections.put-outcomes",
    term: "勾選學習成果",
    summary: "Selects the learning outcomes of a school year.",
    trigger: Trigger::Route(Route {
        method: Method::Put,
        path: "/api/students/{student}/selections/{year}/learning-outcomes",
        callers: Callers::SignedIn(&[Role::Student]),
        query: &[],
        body: Some(schema::<PutSelectionRequest>),
        status: 200,
        answer: Some(schema::<SelectionView>),
        refusals: &[
            "window.closed",
            "selection.locked",
            "selection.too_many",
            "selection.not_certified",
            "selection.other_year",
            "selection.too_many_of_semester",
            "conflict",
        ],
        handle: |call| Box::pin(async move { put(&call, Roster::LearningOutcomes).await }),
    }),
    needs: &[
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
    ],
    memory_mb: 256,
    timeout_s: 10,
};
