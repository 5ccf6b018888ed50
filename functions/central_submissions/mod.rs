//! Central submission (提交中央資料庫): pre-check, freeze, build, deliver, receipts.

mod batch_view;
mod candidates;
mod deliver;
mod delivery;
mod download;
mod freeze;
mod freeze_rows;
mod identity;
mod import_receipt;
mod items;
mod list;
mod open;
mod package;
mod pre_check;
mod rights;
mod rows;
mod shard;
mod show;
mod work;

use runtime::Function;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[
    open::FUNCTION,
    list::FUNCTION,
    show::FUNCTION,
    freeze::FUNCTION,
    items::FUNCTION,
    download::FUNCTION,
    import_receipt::FUNCTION,
    work::FUNCTION,
];
