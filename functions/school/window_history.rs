//! `GET /api/schools/{school}/windows/{kind}/{period}/history` — 作業期間異動紀錄: how a window was
//! set before.
//!
//! The school's administrator and its submitters. The latest first.

use jiff::Timestamp;
use portfolio::{
    SchoolCode,
    account::Role,
    authorization::{Action, Resource},
};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema, wire_time,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{WindowItem, WindowPast, school_partition};

use super::{WindowView, author_view::AuthorView, change_window};

pub const FUNCTION: Function = Function {
    name: "school.window-history",
    term: "作業期間異動紀錄",
    summary: "Lists how a window was set before, the latest first.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/windows/{kind}/{period}/history",
        callers: Callers::SignedIn(&[
            Role::SchoolAdministrator,
            Role::OutcomeSubmitter,
            Role::PerformanceSubmitter,
        ]),
        query: &["cursor", "limit"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<PastWindowView>>),
        refusals: &[],
        handle: |call| Box::pin(window_history(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

/// A window as it was set, when and by whom.
#[derive(Debug, Serialize, JsonSchema)]
struct PastWindowView {
    #[serde(flatten)]
    window: WindowView,
    updated_at: String,
    updated_by: Option<AuthorView>,
}

async fn window_history(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    let name = change_window::named(&call)?;
    call.authorize(Action::ViewSettings, &Resource::School(&school))?;
    let prefix = WindowPast::prefix(name);
    let (before, limit) = (call.cursor(&prefix)?, call.limit()?);
    let partition = school_partition(&school);
    let page = call.table().page_back(&partition, &prefix, before.as_deref(), limit).await?;
    let past: Vec<WindowPast> = page.found.all(&prefix)?;
    let items: Vec<_> = past.iter().map(|past| view(&past.0, call.now())).collect();
    Ok(Reply::ok(Listed::page(items, page.next)))
}

fn view(past: &WindowItem, now: Timestamp) -> PastWindowView {
    PastWindowView {
        window: WindowView::at(past, now),
        updated_at: wire_time(past.updated_at),
        updated_by: past.updated_by.as_ref().map(AuthorView::from),
    }
}
