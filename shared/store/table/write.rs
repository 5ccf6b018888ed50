use std::collections::HashMap;

use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Delete, Put, ReturnValuesOnConditionCheckFailure,
    TransactWriteItem, Update,
};
use portfolio::mutant;
use serde::Serialize;

use super::{
    Condition, Item, Key,
    condition::{Expression, attribute},
    read::moment,
};
use crate::{StoreError, items::is_removable};

/// One conditional write, alone or within a transaction. Its name says in a conflict which one it
/// was.
#[derive(Debug, Clone)]
pub struct Write {
    pub(super) name: &'static str,
    pub(super) key: Key,
    pub(super) action: Action,
    condition: Option<Condition>,
}

#[derive(Debug, Clone)]
pub(super) enum Action {
    Put(HashMap<String, AttributeValue>),
    Update(Vec<Change>),
    Delete,
    Check,
}

#[derive(Debug, Clone)]
pub(super) enum Change {
    Set(String, AttributeValue),
    Increase(String, i64),
    Count(String),
    Remove(String),
}

/// The attribute that says when the table may forget the item, in seconds of the epoch.
pub(super) const TIME_TO_LIVE: &str = "ttl";
/// The attribute that tells one write from every other.
pub(super) const MARK: &str = "write";

impl Write {
    /// Puts the item, whatever stood there.
    pub fn put<I: Item>(name: &'static str, item: &I) -> Result<Self, StoreError> {
        let key = item.key();
        let mut attributes: HashMap<String, AttributeValue> =
            serde_dynamo::to_item(item).map_err(StoreError::unavailable)?;
        attributes.extend(key.attributes());
        if let Some(expires) = item.expires() {
            attributes.insert(TIME_TO_LIVE.to_owned(), AttributeValue::N(expires.to_string()));
        }
        if let Some((queue, at)) = item.due() {
            attributes.insert("due".to_owned(), AttributeValue::S(queue));
            attributes.insert("due_at".to_owned(), AttributeValue::S(moment(at)));
        }
        Ok(Self { name, key, action: Action::Put(attributes), condition: None })
    }

    /// Puts the item where none stands.
    pub fn create<I: Item>(name: &'static str, item: &I) -> Result<Self, StoreError> {
        Ok(Self::put(name, item)?.when(Condition::item_absent()))
    }

    /// Puts the item in the place of the one that was read at `version`; 0 means that none was.
    pub fn replace<I: Item>(
        name: &'static str,
        item: &I,
        version: u64,
    ) -> Result<Self, StoreError> {
        let condition = match version {
            0 => Condition::item_absent(),
            _ => Condition::equals("version", version),
        };
        Ok(Self::put(name, item)?.when(condition.unless(mutant("replace-any-version"))))
    }

    /// Changes attributes of the item at the key.
    pub fn update(name: &'static str, key: Key) -> Self {
        Self { name, key, action: Action::Update(Vec::new()), condition: None }
    }

    /// Removes the item at the key, which is one that may be removed: the nightly comparison misses
    /// any other.
    pub fn delete(name: &'static str, key: Key) -> Self {
        debug_assert!(is_removable(&key), "{key:?} stays");
        Self { name, key, action: Action::Delete, condition: None }
    }

    /// Changes nothing, but the condition must hold.
    pub fn check(name: &'static str, key: Key, condition: Condition) -> Self {
        Self { name, key, action: Action::Check, condition: Some(condition) }
    }

    /// The write happens only where this holds too.
    pub fn when(mut self, condition: Condition) -> Self {
        self.condition = Some(match self.condition.take() {
            Some(earlier) => Condition::all([earlier, condition]),
            None => condition,
        });
        self
    }

    /// An attribute's new value.
    pub fn set(self, path: &str, value: impl Serialize) -> Self {
        self.change(Change::Set(path.to_owned(), attribute(value)))
    }

    /// Adds to a number; less than zero takes away.
    pub fn increase(self, path: &str, by: i64) -> Self {
        self.change(Change::Increase(path.to_owned(), by))
    }

    /// One more, beginning with one where the number is not there yet.
    pub fn count(self, path: &str) -> Self {
        self.change(Change::Count(path.to_owned()))
    }

    /// The table may forget the item after that second of the epoch.
    pub fn expires(self, second: i64) -> Self {
        self.set(TIME_TO_LIVE, second)
    }

    /// Removes an attribute.
    pub fn remove(self, path: &str) -> Self {
        self.change(Change::Remove(path.to_owned()))
    }

    /// The item is due in this queue of dues at that moment, or no longer due.
    pub fn due(self, due: Option<(String, jiff::Timestamp)>) -> Self {
        match due {
            Some((queue, at)) => self.set("due", queue).set("due_at", moment(at)),
            None => self.remove("due").remove("due_at"),
        }
    }

    fn change(mut self, change: Change) -> Self {
        if let Action::Update(changes) = &mut self.action {
            changes.push(change);
        }
        self
    }

    /// The parts that the SDK's requests take.
    pub(super) fn spell(&self, mark: &str) -> Spelled {
        let mut text = Expression::default();
        let mut item = None;
        let mut update = None;
        match &self.action {
            Action::Put(attributes) => {
                let mut attributes = attributes.clone();
                attributes.insert(MARK.to_owned(), AttributeValue::S(mark.to_owned()));
                item = Some(attributes);
            }
            Action::Update(changes) => update = Some(spell_update(changes, mark, &mut text)),
            Action::Delete | Action::Check => {}
        }
        let condition = self.condition.as_ref().map(|condition| condition.write(&mut text));
        Spelled { item, update, condition, text }
    }

    pub(super) fn in_transaction(
        &self,
        table: &str,
        mark: &str,
    ) -> Result<TransactWriteItem, StoreError> {
        let Spelled { item, update, condition, text } = self.spell(mark);
        let old = Some(ReturnValuesOnConditionCheckFailure::AllOld);
        let member = TransactWriteItem::builder();
        let member = match &self.action {
            Action::Put(_) => {
                let put = Put::builder()
                    .table_name(table)
                    .set_item(item)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(text.names())
                    .set_expression_attribute_values(text.values())
                    .set_return_values_on_condition_check_failure(old);
                member.put(put.build().map_err(StoreError::unavailable)?)
            }
            Action::Update(_) => {
                let change = Update::builder()
                    .table_name(table)
                    .set_key(Some(self.key.attributes()))
                    .set_update_expression(update)
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(text.names())
                    .set_expression_attribute_values(text.values())
                    .set_return_values_on_condition_check_failure(old);
                member.update(change.build().map_err(StoreError::unavailable)?)
            }
            Action::Delete => {
                let delete = Delete::builder()
                    .table_name(table)
                    .set_key(Some(self.key.attributes()))
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(text.names())
                    .set_expression_attribute_values(text.values())
                    .set_return_values_on_condition_check_failure(old);
                member.delete(delete.build().map_err(StoreError::unavailable)?)
            }
            Action::Check => {
                let check = ConditionCheck::builder()
                    .table_name(table)
                    .set_key(Some(self.key.attributes()))
                    .set_condition_expression(condition)
                    .set_expression_attribute_names(text.names())
                    .set_expression_attribute_values(text.values())
                    .set_return_values_on_condition_check_failure(old);
                member.condition_check(check.build().map_err(StoreError::unavailable)?)
            }
        };
        Ok(member.build())
    }
}

pub(super) struct Spelled {
    pub item: Option<HashMap<String, AttributeValue>>,
    pub update: Option<String>,
    pub condition: Option<String>,
    pub text: Expression,
}

fn spell_update(changes: &[Change], mark: &str, text: &mut Expression) -> String {
    let mut set =
        vec![format!("{} = {}", text.path(MARK), text.value(AttributeValue::S(mark.to_owned())))];
    let mut removed = Vec::new();
    for change in changes {
        match change {
            Change::Set(path, value) => {
                set.push(format!("{} = {}", text.path(path), text.value(value.clone())));
            }
            Change::Increase(path, by) => {
                let path = text.path(path);
                let by = text.value(AttributeValue::N(by.to_string()));
                set.push(format!("{path} = {path} + {by}"));
            }
            Change::Count(path) => {
                let path = text.path(path);
                let zero = text.value(AttributeValue::N("0".to_owned()));
                let one = text.value(AttributeValue::N("1".to_owned()));
                set.push(format!("{path} = if_not_exists({path}, {zero}) + {one}"));
            }
            Change::Remove(path) => removed.push(text.path(path)),
        }
    }
    let mut update = format!("SET {}", set.join(", "));
    if !removed.is_empty() {
        update.push_str(&format!(" REMOVE {}", removed.join(", ")));
    }
    update
}
