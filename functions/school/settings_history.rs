//! `GET /api/schools/{school}/settings/history` — 功能參數異動紀錄: what a school had set before.
//!
//! The school's administrator and its submitters. The latest first.

use portfolio::{
    SchoolCode,
    account::Role,
    authorization::{Action, Resource},
};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use store::items::{SettingsPast, school_partition};

use super::settings_view::SettingsView;

pub const FUNCTION: Function = Function {
    name: "school.settings-history",
    term: "功能參數異動紀錄",
    summary: "Lists what a school had set before, the latest first.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/schools/{school}/settings/history",
        callers: Callers::SignedIn(&[
            Role::SchoolAdministrator,
            Role::OutcomeSubmitter,
            Role::PerformanceSubmitter,
        ]),
        query: &["cursor", "limit"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<SettingsView>>),
        refusals: &[],
        handle: |call| Box::pin(settings_history(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

async fn settings_history(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    call.authorize(Action::ViewSettings, &Resource::School(&school))?;
    let prefix = SettingsPast::PREFIX;
    let (before, limit) = (call.cursor(prefix)?, call.limit()?);
    let partition = school_partition(&school);
    let page = call.table().page_back(&partition, prefix, before.as_deref(), limit).await?;
    let past: Vec<SettingsPast> = page.found.all(prefix)?;
    let items: Vec<_> = past.iter().map(|past| SettingsView::from(&past.0)).collect();
    Ok(Reply::ok(Listed::page(items, page.next)))
}
