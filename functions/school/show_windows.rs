//! `GET /api/schools/{school}/windows` — 作業期間: when a school opens uploads and selections.
//!
//! Everybody of the school.

use portfolio::{
    SchoolCode,
    account::Role,
    authorization::{Action, Resource},
};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use store::items::{WindowItem, school_partition};

use super::WindowView;

pub const FUNCTION: Function = Function {
    name: "school.show-windows",
    term: "作業期間",
    summary: "Lists when a school opens uploads and selections.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/windows",
        callers: Callers::SignedIn(&Role::OF_SCHOOLS),
        query: &["cursor", "limit"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<WindowView>>),
        refusals: &[],
        handle: |call| Box::pin(show_windows(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn show_windows(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    call.authorize(Action::ViewSchool, &Resource::School(&school))?;
    let prefix = WindowItem::PREFIX;
    let (after, limit) = (call.cursor(prefix)?, call.limit()?);
    let partition = school_partition(&school);
    let page = call.table().page(&partition, prefix, after.as_deref(), limit).await?;
    let windows: Vec<WindowItem> = page.found.all(prefix)?;
    let items = windows.iter().map(|window| WindowView::at(window, call.now())).collect();
    Ok(Reply::ok(Listed::page(items, page.next)))
}
