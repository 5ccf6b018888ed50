use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use bytes::Bytes;
use serde_json::{Value, json};

use super::TABLE;

/// The switch of the table's point-in-time recovery, on as in the template. The switch alone: there
/// is no past to restore here.
#[derive(Clone)]
pub struct Backups(Arc<AtomicBool>);

impl Default for Backups {
    fn default() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }
}

impl Backups {
    /// Answers the two operations there are of it; none for any other.
    pub fn answer(&self, operation: &str, body: &Bytes) -> Option<Value> {
        match operation {
            "DescribeContinuousBackups" => Some(self.describe()),
            "UpdateContinuousBackups" => {
                let asked: Value = serde_json::from_slice(body).unwrap_or_default();
                let on = &asked["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"];
                self.0.store(on.as_bool().unwrap_or_default(), Ordering::SeqCst);
                Some(self.describe())
            }
            _ => None,
        }
    }

    fn describe(&self) -> Value {
        let status = if self.0.load(Ordering::SeqCst) { "ENABLED" } else { "DISABLED" };
        json!({ "ContinuousBackupsDescription": {
            "TableName": TABLE,
            "ContinuousBackupsStatus": "ENABLED",
            "PointInTimeRecoveryDescription": { "PointInTimeRecoveryStatus": status },
        } })
    }
}
