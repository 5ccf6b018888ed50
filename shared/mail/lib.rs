//! What is sent: letters, and the way they go.

mod mailer;

pub use mailer::{Letter, MailError, Mailer};
