use portfolio::{AccountId, BatchId};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// A row of a frozen batch, with everything that is sent of it. `SUB#<batch>` / `ROW#<data key>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FrozenItem {
    /// The batch.
    pub batch: BatchId,
    /// What the receipt refers to.
    pub data_key: String,
    /// Whose row.
    pub student: AccountId,
    /// The outcome's or performance's id.
    pub item_id: String,
    /// Its title, for lists.
    pub title: String,
    /// The student's name, number, class and seat, for lists.
    pub student_name: String,
    /// 學號
    pub student_number: String,
    /// 班級
    pub class_name: String,
    /// 座號
    pub seat: u32,
    /// The frozen row as JSON, encrypted with the school's data key: it names the person.
    pub sealed_row: String,
    /// What the central database says of it.
    pub result: RowResult,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What the central database says of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowResult {
    /// No receipt yet.
    Waiting,
    /// 收訖
    Received,
    /// Refused, with a reason.
    Rejected,
    /// The receipt does not name it.
    Missing,
}

impl FrozenItem {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "ROW#";

    /// The partition of a batch's rows.
    pub fn partition(batch: BatchId) -> String {
        format!("SUB#{batch}")
    }

    /// Where it lies.
    pub fn at(batch: BatchId, data_key: &str) -> Key {
        Key::new(Self::partition(batch), format!("ROW#{data_key}"))
    }
}

impl Item for FrozenItem {
    fn key(&self) -> Key {
        Self::at(self.batch, &self.data_key)
    }
}
