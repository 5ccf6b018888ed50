//! `GET /api/schools/{school}/settings` — 功能參數: what a school has set.
//!
//! The school's administrator and its submitters.

use portfolio::{
    SchoolCode,
    account::Role,
    authorization::{Action, Resource},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use store::items::SettingsItem;

use super::settings_view::SettingsView;

pub const FUNCTION: Function = Function {
    name: "school.show-settings",
    term: "功能參數",
    summary: "Shows what a school has set.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/settings",
        callers: Callers::SignedIn(&[
            Role::SchoolAdministrator,
            Role::OutcomeSubmitter,
            Role::PerformanceSubmitter,
        ]),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<SettingsView>),
        refusals: &[],
        handle: |call| Box::pin(show_settings(call)),
    }),
    needs: &[Need::Table(TableAction::GetItem)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn show_settings(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    call.authorize(Action::ViewSettings, &Resource::School(&school))?;
    let set: Option<SettingsItem> = call.table().get(&SettingsItem::at(&school)).await?;
    Ok(Reply::ok(set.as_ref().map_or_else(SettingsView::defaults, SettingsView::from)))
}
