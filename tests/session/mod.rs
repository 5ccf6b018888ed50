//! 登入: sign-in, first sign-in, sessions, passwords and tokens.

mod activation;
mod activation_codes;
mod browser;
mod guessing;
mod guessing_at_once;
mod password;
mod refreshed;
mod signed_in;
mod signed_out;
mod stood;
mod tokens;
mod two_keys;
mod viewer;
