//! Learning outcomes (課程學習成果): what a student made in a course, for its teacher to certify.

mod create;
mod delete;
mod list;
mod request_certification;
mod saving;
mod show;
mod take_back;
mod update;
mod upload_window;
mod view;

use runtime::Function;

pub use saving::{pending_key, replace, save, stands};
pub use view::{OutcomeView, last_decision};

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[
    create::FUNCTION,
    list::FUNCTION,
    show::FUNCTION,
    update::FUNCTION,
    delete::FUNCTION,
    request_certification::FUNCTION,
    take_back::FUNCTION,
];
