use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;

use super::{
    Table, Write, retry,
    write::{Action, MARK, Spelled},
};
use crate::{Conflict, StoreError};

/// The most writes of one transaction.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
pub const TRANSACTION_WRITES: usize = 100;

impl Table {
    /// All of the writes, at most [`TRANSACTION_WRITES`], or none. Transactions that only met another
    /// one under way are tried again; one whose reply was lost is recognised by its token.
    pub async fn transact(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let mark = (self.ids)().simple().to_string();
        let members: Vec<_> = writes
            .iter()
            .map(|write| write.in_transaction(&self.name, &mark))
            .collect::<Result<_, _>>()?;
        let names: Vec<&'static str> = writes.iter().map(|write| write.name).collect();
        for attempt in 0.. {
            let answer = self
                .client
                .transact_write_items()
                .set_transact_items(Some(members.clone()))
                // A cancelled transaction keeps its token, so each attempt has its own.
                .client_request_token(format!("{mark}{attempt:x}"))
                .send()
                .await;
            let Err(error) = answer else { return Ok(()) };
            match retry::sort(error, &names) {
                retry::Sorted::Conflict(conflict) => return Err(StoreError::Conflict(conflict)),
                retry::Sorted::Busy if attempt < retry::ATTEMPTS => {
                    (self.sleep)(retry::pause(attempt, &mark)).await;
                }
                retry::Sorted::Busy => {
                    return Err(StoreError::Unavailable("met other transactions".to_owned()));
                }
                retry::Sorted::Failed(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// One conditional write. One that met a transaction under way is tried again; where the
    /// condition fails only because this very write had happened and its reply was lost, that is
    /// success.
    pub async fn write(&self, write: Write) -> Result<(), StoreError> {
        if matches!(write.action, Action::Check) {
            return self.transact(vec![write]).await;
        }
        let mark = (self.ids)().simple().to_string();
        for attempt in 0.. {
            match self.write_once(&write, &mark).await {
                None => return Ok(()),
                Some(retry::Refused::Condition(stood)) => {
                    let ours =
                        stood.as_ref().and_then(|item| item.get(MARK)?.as_s().ok()) == Some(&mark);
                    let conflict = Conflict { failed: vec![(write.name, stood)] };
                    return if ours { Ok(()) } else { Err(StoreError::Conflict(conflict)) };
                }
                Some(retry::Refused::Busy) if attempt < retry::ATTEMPTS => {
                    (self.sleep)(retry::pause(attempt, &mark)).await;
                }
                Some(retry::Refused::Busy) => break,
                Some(retry::Refused::Failed(error)) => return Err(error),
            }
        }
        Err(StoreError::Unavailable("met other transactions".to_owned()))
    }

    /// `None` where it happened.
    async fn write_once(&self, write: &Write, mark: &str) -> Option<retry::Refused> {
        let Spelled { item, update, condition, text } = write.spell(mark);
        let old = Some(ReturnValuesOnConditionCheckFailure::AllOld);
        let table = Some(self.name.clone());
        match &write.action {
            Action::Put(_) => {
                let call = self.client.put_item().set_table_name(table).set_item(item);
                let call = call
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(text.names())
                    .set_expression_attribute_values(text.values())
                    .set_return_values_on_condition_check_failure(old);
                call.send().await.err().map(retry::refused_put)
            }
            Action::Update(_) => {
                let call = self.client.update_item().set_table_name(table);
                let call = call
                    .set_key(Some(write.key.attributes()))
                    .set_update_expression(update)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(text.names())
                    .set_expression_attribute_values(text.values())
                    .set_return_values_on_condition_check_failure(old);
                call.send().await.err().map(retry::refused_update)
            }
            Action::Delete | Action::Check => {
                let call = self.client.delete_item().set_table_name(table);
                let call = call
                    .set_key(Some(write.key.attributes()))
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(text.names())
                    .set_expression_attribute_values(text.values())
                    .set_return_values_on_condition_check_failure(old);
                call.send().await.err().map(retry::refused_delete)
            }
        }
    }
}
