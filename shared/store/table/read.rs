use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes};
use futures::{StreamExt, TryStreamExt, stream};
use indexmap::IndexMap;
use portfolio::without_values;

use super::{Item, Key, Table};
use crate::StoreError;

/// The most keys of one BatchGetItem.
const BATCH: usize = 100;
/// How often keys that a batch left over are asked for again.
const ROUNDS: usize = 8;
/// How many of them are under way at once: whatever is made from a whole school's items waits for
/// hundreds.
const AT_ONCE: usize = 8;

/// An item as the table keeps it.
type Attributes = HashMap<String, AttributeValue>;

/// Items as they came, to be taken out by key or by type.
#[derive(Debug, Default)]
pub struct Found {
    items: IndexMap<Key, Attributes>,
}

impl Found {
    /// The item at this key.
    pub fn take<I: Item>(&self, key: &Key) -> Result<Option<I>, StoreError> {
        self.items.get(key).cloned().map(decode).transpose()
    }

    /// Every item whose sort key begins so, in the order of the keys.
    pub fn all<I: Item>(&self, prefix: &str) -> Result<Vec<I>, StoreError> {
        self.items
            .iter()
            .filter(|(at, _)| at.sk.starts_with(prefix))
            .map(|(_, item)| decode(item.clone()))
            .collect()
    }

    /// Whether nothing came.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether something came from this key.
    pub fn has(&self, key: &Key) -> bool {
        self.items.contains_key(key)
    }

    /// Where what came lies.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.items.keys()
    }

    fn add(&mut self, items: impl IntoIterator<Item = Attributes>) {
        let keyed = items.into_iter().filter_map(|item| Some((Key::of(&item)?, item)));
        self.items.extend(keyed);
    }
}

/// One page of a list, and where the next begins.
#[derive(Debug)]
pub struct Page {
    /// What the page holds.
    pub found: Found,
    /// The sort key after which the next page begins; none on the last.
    pub next: Option<String>,
}

fn decode<I: Item>(item: Attributes) -> Result<I, StoreError> {
    serde_dynamo::from_item(item).map_err(|error| {
        let (what, said) = (std::any::type_name::<I>(), without_values(&error.to_string()));
        StoreError::Unavailable(format!("{what} cannot be read: {said}"))
    })
}

impl Table {
    /// The item at the key: one GetItem, strongly consistent.
    pub async fn get<I: Item>(&self, key: &Key) -> Result<Option<I>, StoreError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.name)
            .set_key(Some(key.attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::unavailable)?;
        answer.item.map(decode).transpose()
    }

    /// The items at the keys: one BatchGetItem per hundred keys, strongly consistent. Keys without
    /// an item are left out.
    pub async fn get_many(&self, keys: &[Key]) -> Result<Found, StoreError> {
        let mut unique = keys.to_vec();
        unique.sort();
        unique.dedup();
        let wanted = unique.chunks(BATCH).map(|batch| batch.iter().map(Key::attributes).collect());
        let batches = wanted.map(|wanted| self.get_batch(wanted)).collect::<Vec<_>>();
        let all: Vec<Found> = stream::iter(batches).buffered(AT_ONCE).try_collect().await?;
        Ok(Found { items: all.into_iter().flat_map(|found| found.items).collect() })
    }

    async fn get_batch(&self, mut wanted: Vec<Attributes>) -> Result<Found, StoreError> {
        let mut found = Found::default();
        for _ in 0..ROUNDS {
            let keys = KeysAndAttributes::builder()
                .set_keys(Some(wanted))
                .consistent_read(true)
                .build()
                .map_err(StoreError::unavailable)?;
            let answer = self
                .client
                .batch_get_item()
                .request_items(&self.name, keys)
                .send()
                .await
                .map_err(StoreError::unavailable)?;
            found.add(answer.responses.into_iter().flatten().flat_map(|(_, items)| items));
            let left = answer.unprocessed_keys.and_then(|mut left| left.remove(&self.name));
            match left {
                Some(left) if !left.keys.is_empty() => wanted = left.keys,
                _ => return Ok(found),
            }
        }
        Err(StoreError::Unavailable("keys were left over again and again".to_owned()))
    }

    /// One page of a partition: items whose sort key begins with `prefix`, after `after`. One
    /// Query, strongly consistent.
    pub async fn page(
        &self,
        partition: &str,
        prefix: &str,
        after: Option<&str>,
        limit: i32,
    ) -> Result<Page, StoreError> {
        self.query(partition, prefix, after, limit, true).await
    }

    /// The same from the other end: the items before `before`, the greatest sort key first.
    pub async fn page_back(
        &self,
        partition: &str,
        prefix: &str,
        before: Option<&str>,
        limit: i32,
    ) -> Result<Page, StoreError> {
        self.query(partition, prefix, before, limit, false).await
    }

    async fn query(
        &self,
        partition: &str,
        prefix: &str,
        after: Option<&str>,
        limit: i32,
        forward: bool,
    ) -> Result<Page, StoreError> {
        let start = after.map(|sk| Key::new(partition, sk).attributes());
        let mut query = self
            .client
            .query()
            .table_name(&self.name)
            .consistent_read(true)
            .scan_index_forward(forward)
            .limit(limit)
            .set_exclusive_start_key(start)
            .expression_attribute_names("#pk", "pk")
            .expression_attribute_values(":pk", AttributeValue::S(partition.to_owned()));
        query = if prefix.is_empty() {
            query.key_condition_expression("#pk = :pk")
        } else {
            query
                .key_condition_expression("#pk = :pk AND begins_with(#sk, :sk)")
                .expression_attribute_names("#sk", "sk")
                .expression_attribute_values(":sk", AttributeValue::S(prefix.to_owned()))
        };
        let answer = query.send().await.map_err(StoreError::unavailable)?;
        let next = answer.last_evaluated_key.as_ref().and_then(Key::of).map(|key| key.sk);
        let mut found = Found::default();
        found.add(answer.items.unwrap_or_default());
        Ok(Page { found, next })
    }

    /// All items of a partition whose sort key begins with `prefix`: one Query per megabyte.
    pub async fn partition(&self, partition: &str, prefix: &str) -> Result<Found, StoreError> {
        let mut found = Found::default();
        let mut after = None;
        loop {
            let page = self.page(partition, prefix, after.as_deref(), i32::MAX).await?;
            found.items.extend(page.found.items);
            after = page.next;
            if after.is_none() {
                return Ok(found);
            }
        }
    }

    /// Keys of what is due in this queue of dues until `until`, the longest overdue first, `most`
    /// at most. Queries of the index, which may lag behind the table by moments.
    pub async fn due(
        &self,
        queue: &str,
        until: jiff::Timestamp,
        most: usize,
    ) -> Result<Vec<Key>, StoreError> {
        let mut keys = Vec::new();
        let mut after = None;
        loop {
            let answer = self
                .client
                .query()
                .table_name(&self.name)
                .index_name("due")
                .limit(i32::try_from(most - keys.len()).unwrap_or(i32::MAX))
                .set_exclusive_start_key(after)
                .key_condition_expression("#due = :due AND #at <= :at")
                .expression_attribute_names("#due", "due")
                .expression_attribute_names("#at", "due_at")
                .expression_attribute_values(":due", AttributeValue::S(queue.to_owned()))
                .expression_attribute_values(":at", AttributeValue::S(moment(until)))
                .send()
                .await
                .map_err(StoreError::unavailable)?;
            keys.extend(answer.items.unwrap_or_default().iter().filter_map(Key::of));
            after = answer.last_evaluated_key;
            if after.is_none() || keys.len() >= most {
                return Ok(keys);
            }
        }
    }
}

/// A moment as text that sorts as the moments do.
pub(super) fn moment(at: jiff::Timestamp) -> String {
    format!("{at:.6}")
}
