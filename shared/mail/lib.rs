//! What is sent: letters, and the way they go.

mod letters;
mod mailer;
mod message;

pub use letters::{Digest, Letter, Paragraph};
pub use mailer::{MailError, Mailer};
pub use message::Envelope;
