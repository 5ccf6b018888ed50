use portfolio::{AccountId, Semester};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// A student's rewards and discipline of one semester (獎懲紀錄). `USR#<student>` / `CND#<semester>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ConductRecord {
    /// Whose.
    pub student: AccountId,
    /// When.
    pub semester: Semester,
    /// 嘉獎
    pub commendations: u32,
    /// 小功
    pub minor_merits: u32,
    /// 大功
    pub major_merits: u32,
    /// 警告
    pub warnings: u32,
    /// 小過
    pub minor_demerits: u32,
    /// 大過
    pub major_demerits: u32,
}

impl ConductRecord {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "CND#";
}

impl Item for ConductRecord {
    fn key(&self) -> Key {
        Key::new(super::person(self.student), format!("CND#{}", self.semester))
    }
}
