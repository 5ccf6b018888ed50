use jiff::Timestamp;
use portfolio::{
    SchoolCode,
    windows::{Span, WindowKind, WindowName},
};
use serde::{Deserialize, Serialize};

use super::Author;
use crate::{Item, Key};

/// An operating window (作業期間), as it is now. `SCH#<code>` / `WIN#<kind>#<period>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WindowItem {
    /// The school.
    pub school: SchoolCode,
    /// What it opens.
    pub kind: WindowKind,
    /// For which semester or year.
    pub period: String,
    /// From when until when.
    pub span: Span,
    /// Counts up with every change.
    pub version: u64,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Who changed it; none for the demonstration's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_by: Option<Author>,
}

impl WindowItem {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "WIN#";

    /// Where it lies.
    pub fn at(school: &SchoolCode, window: WindowName) -> Key {
        let sort = format!("WIN#{}#{}", window.kind(), window.period());
        Key::new(super::school_partition(school), sort)
    }
}

impl Item for WindowItem {
    fn key(&self) -> Key {
        let sort = format!("WIN#{}#{}", self.kind, self.period);
        Key::new(super::school_partition(&self.school), sort)
    }
}

/// A window as it once was. `SCH#<code>` / `WINPAST#<kind>#<period>#<version>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WindowPast(pub WindowItem);

impl WindowPast {
    /// What the sort keys of one window's past begin with.
    pub fn prefix(window: WindowName) -> String {
        format!("WINPAST#{}#{}#", window.kind(), window.period())
    }
}

impl Item for WindowPast {
    fn key(&self) -> Key {
        let WindowItem { school, kind, period, version, .. } = &self.0;
        let sort = format!("WINPAST#{kind}#{period}#{version:08}");
        Key::new(super::school_partition(school), sort)
    }
}
