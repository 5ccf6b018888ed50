use jiff::Timestamp;
use portfolio::{SchoolCode, settings::SchoolSettings};
use serde::{Deserialize, Serialize};

use super::Author;
use crate::{Item, Key};

/// What a school sets (功能參數), as it is now. `SCH#<code>` / `SET`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SettingsItem {
    /// The school.
    pub school: SchoolCode,
    /// The settings.
    pub settings: SchoolSettings,
    /// Counts up with every change.
    pub version: u64,
    /// When they were last changed.
    pub updated_at: Timestamp,
    /// Who changed them; none for the defaults.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_by: Option<Author>,
}

impl SettingsItem {
    /// Where they lie.
    pub fn at(school: &SchoolCode) -> Key {
        Key::new(super::school_partition(school), "SET")
    }

    /// Whether they lie at this key.
    pub fn is_at(key: &Key) -> bool {
        super::school_of(key).is_some() && key.sk == "SET"
    }
}

impl Item for SettingsItem {
    fn key(&self) -> Key {
        Self::at(&self.school)
    }
}

/// The settings as they once were. `SCH#<code>` / `SETPAST#<version>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SettingsPast(pub SettingsItem);

impl SettingsPast {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "SETPAST#";
}

impl Item for SettingsPast {
    fn key(&self) -> Key {
        let partition = super::school_partition(&self.0.school);
        Key::new(partition, format!("SETPAST#{:08}", self.0.version))
    }
}
