//! Files under an exact quota (檔案、使用空間). Their bytes never pass through a function.

mod attachments;
mod canary;
mod collect;
mod confirm;
mod delete;
mod download;
mod list;
mod promote;
mod promotion;
mod receipt;
mod receipt_keys;
mod refund;
mod reserve;
mod sweep;
mod view;

use runtime::Function;

pub use attachments::{Asked, Attachments, AttachmentsChange};
pub use receipt::sign as sign_receipt;
pub use view::FileView;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[
    reserve::FUNCTION,
    confirm::FUNCTION,
    list::FUNCTION,
    download::FUNCTION,
    delete::FUNCTION,
    receipt_keys::FUNCTION,
    promote::FUNCTION,
    sweep::FUNCTION,
    collect::FUNCTION,
    canary::FUNCTION,
];
