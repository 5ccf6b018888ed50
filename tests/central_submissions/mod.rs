//! 提交中央資料庫: what a school sends, read back as whoever receives it reads it; who dies on the way;
//! and what the receipt makes of it.

mod chain;
mod dying;
mod freezing;
mod messages;
mod opening;
pub mod outbox;
mod package;
mod receipts;
mod roster;
mod whole_school;
