//! Sign-in and sessions (登入).

mod account_view;
mod activate;
mod cookie;
mod grant;
mod lock;
mod refresh;
mod sign_in;
mod sign_out;

use runtime::Function;

pub use account_view::AccountView;
pub(crate) use lock::Lock;

/// The area's functions.
pub const FUNCTIONS: &[Function] =
    &[sign_in::FUNCTION, activate::FUNCTION, refresh::FUNCTION, sign_out::FUNCTION];
