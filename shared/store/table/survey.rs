use aws_sdk_dynamodb::types::{PointInTimeRecoveryStatus, TableStatus};

use super::{Key, Table};
use crate::StoreError;

/// What the service says of the table itself.
#[derive(Debug, Clone, Copy)]
pub struct Described {
    /// Items, as the service counted them within the last six hours.
    pub items: u64,
    /// Whether the table is protected from deletion.
    pub deletion_protection: bool,
}

impl Table {
    /// The keys of one of `of` segments of the whole table, as far as `keep` wants them. Scans of a
    /// megabyte each: for work by night alone.
    pub async fn segment(
        &self,
        segment: u32,
        of: u32,
        mut keep: impl FnMut(&Key) -> bool,
    ) -> Result<Vec<Key>, StoreError> {
        let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        let mut kept = Vec::new();
        let mut after = None;
        loop {
            let answer = self
                .client
                .scan()
                .table_name(&self.name)
                .segment(number(segment))
                .total_segments(number(of))
                .projection_expression("#pk, #sk")
                .expression_attribute_names("#pk", "pk")
                .expression_attribute_names("#sk", "sk")
                .set_exclusive_start_key(after)
                .send()
                .await
                .map_err(StoreError::unavailable)?;
            let keys = answer.items.unwrap_or_default();
            kept.extend(keys.iter().filter_map(Key::of).filter(|key| keep(key)));
            after = answer.last_evaluated_key;
            if after.is_none() {
                return Ok(kept);
            }
        }
    }

    /// What the service says of the table itself.
    pub async fn describe(&self) -> Result<Described, StoreError> {
        let answer = self
            .client
            .describe_table()
            .table_name(&self.name)
            .send()
            .await
            .map_err(StoreError::unavailable)?;
        let table = answer.table.ok_or(StoreError::Missing("the table's description"))?;
        if table.table_status() == Some(&TableStatus::Deleting) {
            return Err(StoreError::Missing("the table: it is being deleted"));
        }
        Ok(Described {
            items: table.item_count().and_then(|n| u64::try_from(n).ok()).unwrap_or_default(),
            deletion_protection: table.deletion_protection_enabled().unwrap_or_default(),
        })
    }

    /// Whether the table can be restored to a moment of the past.
    pub async fn has_point_in_time_recovery(&self) -> Result<bool, StoreError> {
        let answer = self
            .client
            .describe_continuous_backups()
            .table_name(&self.name)
            .send()
            .await
            .map_err(StoreError::unavailable)?;
        let recovery = answer
            .continuous_backups_description()
            .and_then(|backups| backups.point_in_time_recovery_description())
            .and_then(|recovery| recovery.point_in_time_recovery_status());
        Ok(recovery == Some(&PointInTimeRecoveryStatus::Enabled))
    }
}
