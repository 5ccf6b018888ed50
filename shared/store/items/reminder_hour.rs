use portfolio::{SchoolCode, reminders::Reminder};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// A school sends this kind of reminder at this hour. `HOUR#<hour>` / `<school>#<kind>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReminderHour {
    /// The hour in Taipei, 0 to 23.
    pub hour: u32,
    /// The school.
    pub school: SchoolCode,
    /// What it sends.
    pub reminder: Reminder,
}

impl ReminderHour {
    /// The partition of one hour.
    pub fn partition(hour: u32) -> String {
        format!("HOUR#{hour:02}")
    }

    /// Where it lies.
    pub fn at(hour: u32, school: &SchoolCode, reminder: Reminder) -> Key {
        Key::new(Self::partition(hour), format!("{school}#{}", reminder.name()))
    }

    /// Whether one lies at this key.
    pub fn is_at(key: &Key) -> bool {
        key.pk.starts_with("HOUR#")
    }
}

impl Item for ReminderHour {
    fn key(&self) -> Key {
        Self::at(self.hour, &self.school, self.reminder)
    }
}
