//! Public documents (法規與文件): regulations, upload formats and guidance that the city keeps.

mod change;
mod list;
mod view;

use runtime::Function;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[list::FUNCTION, change::FUNCTION];
