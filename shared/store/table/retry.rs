use std::{collections::HashMap, time::Duration};

use aws_sdk_dynamodb::{
    error::SdkError,
    operation::{
        delete_item::DeleteItemError, put_item::PutItemError,
        transact_write_items::TransactWriteItemsError, update_item::UpdateItemError,
    },
    types::AttributeValue,
};

use crate::{Conflict, StoreError};

/// How often a transaction that met another one is tried again.
pub const ATTEMPTS: u32 = 7;

/// What a refused transaction means.
pub enum Sorted {
    /// A condition did not hold.
    Conflict(Conflict),
    /// It met another transaction, or the table was busy.
    Busy,
    /// Anything else.
    Failed(StoreError),
}

type Attributes = HashMap<String, AttributeValue>;

/// Sorts a transaction's error. A condition that did not hold outweighs a mere meeting: the facts
/// are others, and trying again would not change them.
pub fn sort(error: SdkError<TransactWriteItemsError>, names: &[&'static str]) -> Sorted {
    use TransactWriteItemsError::{TransactionCanceledException, TransactionInProgressException};
    let reasons = match error.as_service_error() {
        Some(TransactionCanceledException(cancelled)) => cancelled.cancellation_reasons(),
        Some(TransactionInProgressException(_)) => return Sorted::Busy,
        _ => return Sorted::Failed(StoreError::unavailable(error)),
    };
    let failed: Vec<(&'static str, Option<Attributes>)> = reasons
        .iter()
        .zip(names)
        .filter(|(reason, _)| reason.code() == Some("ConditionalCheckFailed"))
        .map(|(reason, name)| (*name, reason.item().cloned()))
        .collect();
    if !failed.is_empty() {
        return Sorted::Conflict(Conflict { failed });
    }
    let passing = |code: &str| {
        matches!(code, "TransactionConflict" | "ThrottlingError" | "ProvisionedThroughputExceeded")
    };
    if reasons.iter().filter_map(|reason| reason.code()).any(passing) {
        Sorted::Busy
    } else {
        Sorted::Failed(StoreError::unavailable(error))
    }
}

/// How long to wait before the next attempt: 20 ms doubled each time, spread by the write's own mark
/// so that two that met do not meet again.
pub fn pause(attempt: u32, mark: &str) -> Duration {
    let spread = mark.bytes().rev().take(4).fold(0u64, |sum, b| sum * 31 + u64::from(b)) % 100;
    let base = 20u64 << attempt.min(6);
    Duration::from_millis(base / 2 + base * spread / 100)
}

/// What the refusal of a single write means.
pub enum Refused {
    /// Its condition did not hold; this stood there.
    Condition(Option<Attributes>),
    /// It met a transaction.
    Busy,
    /// Anything else.
    Failed(StoreError),
}

macro_rules! refused {
    ($(#[$doc:meta])* $name:ident, $error:ident) => {
        $(#[$doc])*
        pub fn $name(error: SdkError<$error>) -> Refused {
            match error.as_service_error() {
                Some($error::ConditionalCheckFailedException(failed)) => {
                    Refused::Condition(failed.item().cloned())
                }
                Some($error::TransactionConflictException(_)) => Refused::Busy,
                _ => Refused::Failed(StoreError::unavailable(error)),
            }
        }
    };
}

refused!(
    /// Why a put was refused.
    refused_put, PutItemError
);
refused!(
    /// Why an update was refused.
    refused_update, UpdateItemError
);
refused!(
    /// Why a delete was refused.
    refused_delete, DeleteItemError
);
