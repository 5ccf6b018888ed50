//! `PUT /api/schools/{school}/settings` — 設定功能參數: a school sets its numbers and hours.
//!
//! The school's administrator. What was set before is kept; a changed hour moves the school to
//! another hour of the reminders' tick; the students' copies follow through the queue.

use portfolio::{
    SchoolCode,
    account::Role,
    authorization::{Action, Resource},
    reminders::Reminder,
    settings::SchoolSettings,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Queue, Reply, Route, TableAction, Trigger,
    schema,
};
use store::{
    StoreError, Write,
    items::{ReminderHour, SettingsItem, SettingsPast},
};

use super::{
    changed,
    settings_view::{SettingsBody, SettingsView},
};

pub const FUNCTION: Function = Function {
    name: "school.change-settings",
    term: "設定功能參數",
    summary: "Sets a school's numbers and hours.",
    trigger: Trigger::Route(Route {
        method: Method::Put,
        path: "/api/schools/{school}/settings",
        callers: Callers::SignedIn(&[Role::SchoolAdministrator]),
        query: &[],
        body: Some(schema::<SettingsBody>),
        status: 200,
        answer: Some(schema::<SettingsView>),
        refusals: &["conflict"],
        handle: |call| Box::pin(change_settings(call)),
    }),
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::DeleteItem),
        Need::Send(Queue::Calendars),
    ],
    memory_mb: 256,
    timeout_s: 10,
};

async fn change_settings(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    call.authorize(Action::AdministerSchool, &Resource::School(&school))?;
    let body: SettingsBody = call.body()?;
    let wanted = SchoolSettings::from(&body);
    wanted.check()?;
    let stands: Option<SettingsItem> = call.table().get(&SettingsItem::at(&school)).await?;
    let holds = stands.as_ref().filter(|stands| stands.settings == wanted).cloned();
    let now_set = match holds {
        Some(holds) => holds,
        None => save(&call, school, stands, wanted, body.version).await?,
    };
    changed::announce(&call, &now_set.school).await?;
    Ok(Reply::ok(SettingsView::from(&now_set)))
}

async fn save(
    call: &Call,
    school: SchoolCode,
    stands: Option<SettingsItem>,
    wanted: SchoolSettings,
    version: u64,
) -> Result<SettingsItem, Problem> {
    if stands.as_ref().map_or(0, |stands| stands.version) != version {
        return Err(Problem::new("conflict"));
    }
    let (author, now) = changed::by(call)?;
    let next = SettingsItem {
        school,
        settings: wanted,
        version: version + 1,
        updated_at: now,
        updated_by: Some(author),
    };
    let mut writes = vec![Write::replace("settings", &next, version)?];
    writes.extend(hours(&next, stands.as_ref().map(|stands| &stands.settings))?);
    if let Some(stands) = stands {
        writes.push(Write::create("past", &SettingsPast(stands))?);
    }
    match call.table().transact(writes).await.map_err(StoreError::into_conflict) {
        Ok(()) => Ok(next),
        Err(Ok(conflict)) => {
            let found: Option<SettingsItem> = conflict.found("settings");
            let same = found.filter(|found| found.settings == next.settings);
            same.ok_or(Problem::new("conflict"))
        }
        Err(Err(error)) => Err(error.into()),
    }
}

/// The school's entries among the hours: each kind of reminder whose hour changed leaves its old
/// hour and enters its new one; a blank hour has none.
fn hours(next: &SettingsItem, before: Option<&SchoolSettings>) -> Result<Vec<Write>, StoreError> {
    let mut writes = Vec::new();
    for reminder in Reminder::ALL {
        let old = before.and_then(|settings| reminder.hour(settings));
        let new = reminder.hour(&next.settings);
        if old == new {
            continue;
        }
        if let Some(hour) = old {
            let key = ReminderHour::at(hour, &next.school, reminder);
            writes.push(Write::delete("hour left", key));
        }
        if let Some(hour) = new {
            let entry = ReminderHour { hour, school: next.school.clone(), reminder };
            writes.push(Write::put("hour entered", &entry)?);
        }
    }
    Ok(writes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(settings: SchoolSettings) -> SettingsItem {
        SettingsItem {
            school: "990301".parse().unwrap(),
            settings,
            version: 2,
            updated_at: jiff::Timestamp::UNIX_EPOCH,
            updated_by: None,
        }
    }

    #[test]
    fn only_the_reminders_whose_hour_changed_move() {
        let before = SchoolSettings::default();
        let count = |next: SchoolSettings| hours(&set(next), Some(&before)).unwrap().len();
        assert_eq!(count(before.clone()), 0);
        assert_eq!(count(SchoolSettings { student_reminder_hour: 9, ..before.clone() }), 6);
        let blank = SchoolSettings { certification_reminder_hour: None, ..before.clone() };
        assert_eq!(count(blank), 2);
        assert_eq!(hours(&set(before.clone()), None).unwrap().len(), 5);
    }
}
