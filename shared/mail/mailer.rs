use aws_sdk_ses::{Client, primitives::Blob, types::RawMessage};

use crate::{Envelope, Letter, message};

/// Sends letters through SES as raw messages: UTF-8 in subject and body, text and HTML, and a way
/// to unsubscribe.
#[derive(Debug, Clone)]
pub struct Mailer {
    client: Client,
    from: String,
    unsubscribe: String,
}

/// The letter could not be handed over.
#[derive(Debug, thiserror::Error)]
#[error("the letter was not taken: {0}")]
pub struct MailError(String);

impl Mailer {
    /// `from` is the sender's address, `origin` the address of the browser app.
    pub fn new(client: Client, from: String, origin: &str) -> Self {
        Self { client, from, unsubscribe: format!("{origin}/account") }
    }

    /// Hands the letter to SES.
    pub async fn send(&self, envelope: &Envelope<'_>, letter: &Letter) -> Result<(), MailError> {
        let message = message::compose(&self.from, &self.unsubscribe, envelope, letter)
            .map_err(|error| MailError(error.to_string()))?;
        let raw = RawMessage::builder()
            .data(Blob::new(message))
            .build()
            .map_err(|error| MailError(error.to_string()))?;
        let sent = self
            .client
            .send_raw_email()
            .source(&self.from)
            .destinations(envelope.address)
            .raw_message(raw)
            .send()
            .await;
        sent.map(|_| ())
            .map_err(|error| MailError(aws_sdk_ses::error::DisplayErrorContext(&error).to_string()))
    }
}
