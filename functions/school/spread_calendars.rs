//! Queue `calendars` — 作業期間與參數同步: a school's windows and numbers, copied to its students, so that
//! the dashboard of each is one Query.
//!
//! Safe to repeat and to overtake: a copy that was read earlier never replaces one read later.

use futures::{StreamExt, TryStreamExt, stream};
use portfolio::{SchoolCode, mutant};
use runtime::{Failure, Function, Message, Need, Queue, TableAction, Trigger};
use store::{
    StoreError, Table, Write,
    items::{Calendar, RosterRow, SettingsItem, WindowItem, school_partition},
};

use super::changed::SchoolChanged;

pub const FUNCTION: Function = Function {
    name: "school.spread-calendars",
    term: "作業期間與參數同步",
    summary: "Copies a school's windows and numbers to its students.",
    trigger: Trigger::Queue {
        queue: Queue::Calendars,
        handle: |message| Box::pin(spread_calendars(message)),
    },
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::Query),
        Need::Table(TableAction::PutItem),
    ],
    memory_mb: 512,
    timeout_s: 300,
};

/// How many students are written at the same time.
const AT_ONCE: usize = 16;

async fn spread_calendars(message: Message) -> Result<(), Failure> {
    let SchoolChanged { school } = message.read()?;
    let table = message.env.table();
    // Before the reads: whatever is read is at least as new as this.
    let read_at = message.env.clock.now();
    let set: Option<SettingsItem> = table.get(&SettingsItem::at(&school)).await?;
    let settings = set.map(|item| item.settings).unwrap_or_default();
    let windows = windows(&table, &school).await?;
    let students = students(&table, &school).await?;
    let number = students.len();
    let copies = students.into_iter().map(|row| Calendar {
        student: row.student,
        windows: windows.clone(),
        selected_outcomes_per_year: settings.selected_outcomes_per_year,
        selected_performances_per_year: settings.selected_performances_per_year,
        upload_reminder_days: settings.upload_reminder_days,
        read_at,
    });
    stream::iter(copies.map(|copy| put(&table, copy)))
        .buffer_unordered(AT_ONCE)
        .try_collect::<()>()
        .await?;
    tracing::info!(school = %school, students = number, "calendars spread");
    Ok(())
}

async fn windows(table: &Table, school: &SchoolCode) -> Result<Vec<WindowItem>, StoreError> {
    let found = table.partition(&school_partition(school), WindowItem::PREFIX).await?;
    found.all(WindowItem::PREFIX)
}

async fn students(table: &Table, school: &SchoolCode) -> Result<Vec<RosterRow>, StoreError> {
    let found = table.partition(&school_partition(school), RosterRow::PREFIX).await?;
    found.all(RosterRow::PREFIX)
}

async fn put(table: &Table, copy: Calendar) -> Result<(), StoreError> {
    let write = Write::put("calendar", &copy)?
        .when(copy.replaces_older().unless(mutant("replace-a-newer-calendar")));
    match table.write(write).await {
        // A newer copy is there already.
        Err(StoreError::Conflict(_)) => Ok(()),
        outcome => outcome,
    }
}
