//! Accounts (帳號): roles, user names and passwords.

mod credentials;
mod role;

pub use credentials::{
    ACTIVATION_CODE_DIGITS, ACTIVATION_DAYS, INITIAL_PASSWORD_DIGITS, LOCK_AFTER_FAILURES,
    LOCKED_FOR, Username, activation_code, choose_password, choose_username, initial_password,
    initial_student_username, initial_teacher_username, typed_password,
};
pub use role::Role;
