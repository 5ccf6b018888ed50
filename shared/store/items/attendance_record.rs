use portfolio::{AccountId, Semester};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// A student's absences of one semester, in periods (出缺勤紀錄). `USR#<student>` / `ATT#<semester>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AttendanceRecord {
    /// Whose.
    pub student: AccountId,
    /// When.
    pub semester: Semester,
    /// 遲到
    pub late: u32,
    /// 曠課
    pub truancy: u32,
    /// 病假
    pub sick_leave: u32,
    /// 公假
    pub official_leave: u32,
    /// 事假
    pub personal_leave: u32,
    /// 喪假
    pub bereavement_leave: u32,
}

impl AttendanceRecord {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "ATT#";
}

impl Item for AttendanceRecord {
    fn key(&self) -> Key {
        Key::new(super::person(self.student), format!("ATT#{}", self.semester))
    }
}
