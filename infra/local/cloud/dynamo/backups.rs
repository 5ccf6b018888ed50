use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use bytes::Bytes;
use portfolio::integrity::RECOVERY_DAYS;
use serde_json::{Value, json};

use super::TABLE;

/// The setting of the table's point-in-time recovery, as in the template: to a moment of how many
/// days, 0 for none. The setting alone: there is no past to restore here.
#[derive(Clone)]
pub struct Backups(Arc<AtomicU32>);

impl Default for Backups {
    fn default() -> Self {
        Self(Arc::new(AtomicU32::new(RECOVERY_DAYS)))
    }
}

impl Backups {
    /// Answers the two operations there are of it; none for any other.
    pub fn answer(&self, operation: &str, body: &Bytes) -> Option<Value> {
        match operation {
            "DescribeContinuousBackups" => Some(self.describe()),
            "UpdateContinuousBackups" => {
                let asked: Value = serde_json::from_slice(body).unwrap_or_default();
                let asked = &asked["PointInTimeRecoverySpecification"];
                let on = asked["PointInTimeRecoveryEnabled"].as_bool().unwrap_or_default();
                let days = asked["RecoveryPeriodInDays"].as_u64();
                let days =
                    days.map_or(RECOVERY_DAYS, |days| u32::try_from(days).unwrap_or_default());
                self.0.store(if on { days } else { 0 }, Ordering::SeqCst);
                Some(self.describe())
            }
            _ => None,
        }
    }

    fn describe(&self) -> Value {
        let recovery = match self.0.load(Ordering::SeqCst) {
            0 => json!({ "PointInTimeRecoveryStatus": "DISABLED" }),
            days => {
                json!({ "PointInTimeRecoveryStatus": "ENABLED", "RecoveryPeriodInDays": days })
            }
        };
        json!({ "ContinuousBackupsDescription": {
            "TableName": TABLE,
            "ContinuousBackupsStatus": "ENABLED",
            "PointInTimeRecoveryDescription": recovery,
        } })
    }
}
