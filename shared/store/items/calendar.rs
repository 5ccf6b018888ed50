use jiff::Timestamp;
use portfolio::AccountId;
use serde::{Deserialize, Serialize, Serializer};

use super::WindowItem;
use crate::{Condition, Item, Key};

/// The school's windows and numbers as they concern one student, kept with the student so that the
/// dashboard is one Query. A change of the school's is spread to its students by a queue; what is
/// accepted is always decided by the school's own items. `USR#<student>` / `CALENDAR`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Calendar {
    /// Whose copy.
    pub student: AccountId,
    /// The school's windows.
    pub windows: Vec<WindowItem>,
    /// Outcomes that are selected at most in one school year.
    pub selected_outcomes_per_year: u32,
    /// Performances that are selected at most in one school year.
    pub selected_performances_per_year: u32,
    /// Days before the close at which a closing upload window becomes a notice.
    pub upload_reminder_days: u32,
    /// When the school's items were read. An older copy never replaces a newer one.
    #[serde(serialize_with = "sortable")]
    pub read_at: Timestamp,
}

impl Calendar {
    /// Where it lies.
    pub fn at(student: AccountId) -> Key {
        Key::new(super::person(student), "CALENDAR")
    }

    /// Holds where the student has no copy, or one that was not read after this one.
    pub fn replaces_older(&self) -> Condition {
        let read_at = spell(self.read_at);
        Condition::any([
            Condition::item_absent(),
            Condition::below("read_at", &read_at),
            Condition::equals("read_at", &read_at),
        ])
    }
}

/// A moment as text that sorts as the moments do.
fn spell(at: Timestamp) -> String {
    format!("{at:.6}")
}

fn sortable<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&spell(*at))
}

impl Item for Calendar {
    fn key(&self) -> Key {
        Self::at(self.student)
    }
}
