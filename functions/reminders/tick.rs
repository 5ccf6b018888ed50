//! Every full hour in Taipei — 提醒時刻: the schools whose hour it is are put into the queue.
//!
//! Date and hour are those that the schedule meant, never the clock's: a retry can come hours later.

use std::collections::BTreeMap;

use jiff::Timestamp;
use portfolio::{SchoolCode, reminders::Reminder, taipei};
use runtime::{Failure, Function, Need, Queue, TableAction, Tick, Trigger};
use store::items::ReminderHour;

use super::due_reminders::DueReminders;

pub const FUNCTION: Function = Function {
    name: "reminders.tick",
    term: "提醒時刻",
    summary: "Puts the schools that remind their people at this hour into the queue.",
    trigger: Trigger::Schedule { cron: "0 * * * ? *", handle: |moment| Box::pin(tick(moment)) },
    needs: &[Need::Table(TableAction::Query), Need::Send(Queue::Reminders)],
    memory_mb: 256,
    timeout_s: 60,
};

async fn tick(tick: Tick) -> Result<(), Failure> {
    let hour = tick.scheduled_at.to_zoned(taipei()).hour().unsigned_abs();
    let partition = ReminderHour::partition(u32::from(hour));
    let entries = tick.env.table().partition(&partition, "").await?.all("")?;
    let messages = by_school(entries, tick.scheduled_at);
    tick.env.queues().send_all(Queue::Reminders, &messages).await?;
    tracing::info!(hour, schools = messages.len(), "schools remind their people");
    Ok(())
}

fn by_school(entries: Vec<ReminderHour>, scheduled_at: Timestamp) -> Vec<DueReminders> {
    let mut schools = BTreeMap::<SchoolCode, Vec<Reminder>>::new();
    for entry in entries {
        schools.entry(entry.school).or_default().push(entry.reminder);
    }
    let date = scheduled_at.to_zoned(taipei()).date();
    let message = |(school, kinds)| DueReminders { school, kinds, date, scheduled_at };
    schools.into_iter().map(message).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_gets_one_message_for_all_its_kinds_of_the_hour() {
        let entry = |school: &str, reminder| ReminderHour {
            hour: 7,
            school: school.parse().unwrap(),
            reminder,
        };
        let entries = vec![
            entry("990301", Reminder::CertifyOutcomes),
            entry("990301", Reminder::ViewPortfolios),
            entry("990402", Reminder::CertifyOutcomes),
        ];
        // Late on the 26th in UTC is early on the 27th in Taipei.
        let messages = by_school(entries, "2026-11-26T23:00:00Z".parse().unwrap());
        let said: Vec<_> = messages
            .iter()
            .map(|message| (message.school.as_str(), message.kinds.len(), message.date))
            .collect();
        let date = jiff::civil::date(2026, 11, 27);
        assert_eq!(said, [("990301", 2, date), ("990402", 1, date)]);
    }
}
