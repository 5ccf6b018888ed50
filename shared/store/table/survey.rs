use aws_sdk_dynamodb::types::{PointInTimeRecoveryStatus, TableStatus, TimeToLiveStatus};
use portfolio::integrity::RECOVERY_DAYS;

use super::{Key, Table, write::TIME_TO_LIVE};
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
    /// Meets every item of one of `of` segments of the whole table: its key, and whether it stays for
    /// ever, without a time to live. Scans of a megabyte each: for work by night alone.
    pub async fn segment(
        &self,
        segment: u32,
        of: u32,
        mut meet: impl FnMut(&Key, bool),
    ) -> Result<(), StoreError> {
        let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        let mut after = None;
        loop {
            let answer = self
                .client
                .scan()
                .table_name(&self.name)
                .segment(number(segment))
                .total_segments(number(of))
                .projection_expression("#pk, #sk, #ttl")
                .expression_attribute_names("#pk", "pk")
                .expression_attribute_names("#sk", "sk")
                .expression_attribute_names("#ttl", TIME_TO_LIVE)
                .set_exclusive_start_key(after)
                .send()
                .await
                .map_err(StoreError::unavailable)?;
            for item in answer.items.unwrap_or_default() {
                let key = Key::of(&item).ok_or(StoreError::Missing("an item's key"))?;
                meet(&key, !item.contains_key(TIME_TO_LIVE));
            }
            after = answer.last_evaluated_key;
            if after.is_none() {
                return Ok(());
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

    /// To a moment of how many days the table can be restored; none where to no moment.
    pub async fn recovery_days(&self) -> Result<Option<u32>, StoreError> {
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
            .filter(|it| {
                it.point_in_time_recovery_status() == Some(&PointInTimeRecoveryStatus::Enabled)
            });
        // Where nothing is said of days, there are all.
        let days = |days: Option<i32>| {
            days.map_or(RECOVERY_DAYS, |days| u32::try_from(days).unwrap_or_default())
        };
        Ok(recovery.map(|recovery| days(recovery.recovery_period_in_days())))
    }

    /// Whether items end by another attribute than their time to live.
    pub async fn expires_otherwise(&self) -> Result<bool, StoreError> {
        let answer = self
            .client
            .describe_time_to_live()
            .table_name(&self.name)
            .send()
            .await
            .map_err(StoreError::unavailable)?;
        let by = answer
            .time_to_live_description()
            .filter(|it| it.time_to_live_status() != Some(&TimeToLiveStatus::Disabled));
        Ok(by.and_then(|by| by.attribute_name()).is_some_and(|name| name != TIME_TO_LIVE))
    }
}
