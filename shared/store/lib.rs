//! Where it is kept: one file per item type, the keys, and the objects in S3.
//!
//! There is no storage trait and no double: this code runs in production and in every test, over
//! whatever HTTP client the SDK was given.

mod error;
pub mod items;
pub mod objects;
mod table;

pub use error::{Conflict, StoreError};
pub use table::{
    Condition, Described, Found, Item, Key, MAX_SORT_KEY, Page, Sleep, TRANSACTION_WRITES, Table,
    Write,
};
