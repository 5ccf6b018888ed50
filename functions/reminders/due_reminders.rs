use jiff::{Timestamp, civil::Date};
use portfolio::{SchoolCode, reminders::Reminder};
use serde::{Deserialize, Serialize};

/// The message: this school reminds its people now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueReminders {
    /// The school.
    pub school: SchoolCode,
    /// The kinds whose hour it is.
    pub kinds: Vec<Reminder>,
    /// The day in Taipei that the schedule meant. The message may be worked on hours later.
    pub date: Date,
    /// The moment that the schedule meant.
    pub scheduled_at: Timestamp,
}
