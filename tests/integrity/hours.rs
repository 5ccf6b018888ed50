//! A school whose hour of reminders is lost sends none, and nobody would notice: the next night does.

use portfolio::{SchoolCode, reminders::Reminder};
use serde_json::{Value, json};
use store::items::ReminderHour;

use super::night::{found, next_night};
use crate::support::{Actor, SCHOOL, Table, World};

/// The hour at which students of the school are reminded; another one from now on.
async fn move_hour(administrator: &Actor<'_>, to: u32) {
    let path = format!("/api/schools/{SCHOOL}/settings");
    let mut settings: Value = administrator.get(&path).await.expect(200);
    settings["student_reminder_hour"] = json!(to);
    let known = administrator.put(&path, settings).await;
    assert_eq!(known.status, 200, "{}", known.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_hour_of_reminders_that_is_lost_is_found_and_one_that_moved_is_not() {
    let world = World::new().await;
    let school: SchoolCode = SCHOOL.parse().expect("a code");
    let administrator = world.teacher("administrator").await;
    move_hour(&administrator, 5).await;
    assert!(next_night(&world).await.is_sound());
    move_hour(&administrator, 6).await;
    assert!(next_night(&world).await.is_sound());
    let lost = ReminderHour::at(6, &school, Reminder::SelectOutcomes);
    Table::lose(&world, &lost).await;
    let night = next_night(&world).await;
    let found = found(&world, night.date).await;
    let said: Vec<_> = found.iter().map(|one| (one.school.clone(), one.object.clone())).collect();
    assert_eq!(said, [(Some(school), format!("{} {}", lost.pk, lost.sk))]);
}
