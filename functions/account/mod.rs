//! One's own account (我的帳號).

mod change_password;

use runtime::Function;

/// The area's functions.
pub const FUNCTIONS: &[Function] = &[change_password::FUNCTION];
