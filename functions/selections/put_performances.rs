//! `PUT /api/students/{student}/selections/{year}/diverse-performances` —
//! 勾選多元表現: which performances go to the central database.
//!
//! The student, inside the window of the school year, until the selection is frozen; at most 10.

use portfolio::{account::Role, selections::Roster};
use runtime::{Callers, Function, Method, Need, Route, TableAction, Trigger, schema};

use super::{
    put::{PutSelectionRequest, put},
    view::SelectionView,
};

pub const FUNCTION: Function = Function {
    name: "selections.put-performances",
    term: "勾選多元表現",
    summary: "Selects the diverse performances of a school year.",
    trigger: Trigger::Route(Route {
        method: Method::Put,
        path: "/api/students/{student}/selections/{year}/diverse-performances",
        callers: Callers::SignedIn(&[Role::Student]),
        query: &[],
        body: Some(schema::<PutSelectionRequest>),
        status: 200,
        answer: Some(schema::<SelectionView>),
        refusals: &[
            "window.closed",
            "selection.locked",
            "selection.too_many",
            "selection.other_year",
            "conflict",
        ],
        handle: |call| Box::pin(async move { put(&call, Roster::DiversePerformances).await }),
    }),
    needs: &[
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
    ],
    memory_mb: 256,
    timeout_s: 10,
};
