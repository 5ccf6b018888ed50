//! One's own account (我的帳號).

mod change_password;
mod show;

use runtime::Function;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[show::FUNCTION, change_password::FUNCTION];
