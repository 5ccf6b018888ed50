use aws_sdk_ses::{Client, primitives::Blob, types::RawMessage};
use mail_builder::{MessageBuilder, headers::address::Address};

/// Sends letters through SES as raw messages: UTF-8 in subject and body, text and HTML, and a way
/// to unsubscribe.
#[derive(Debug, Clone)]
pub struct Mailer {
    client: Client,
    from: String,
    unsubscribe: String,
}

/// A letter, written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
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
    pub async fn send(&self, name: &str, to: &str, letter: &Letter) -> Result<(), MailError> {
        let message = MessageBuilder::new()
            .from(Address::new_address(Some("臺北市學習歷程檔案系統"), self.from.as_str()))
            .to(Address::new_address(Some(name.to_owned()), to.to_owned()))
            .subject(letter.subject.as_str())
            .header(
                "List-Unsubscribe",
                mail_builder::headers::raw::Raw::new(format!("<{}>", self.unsubscribe)),
            )
            .text_body(letter.text.as_str())
            .html_body(letter.html.as_str())
            .write_to_vec()
            .map_err(|error| MailError(error.to_string()))?;
        let raw = RawMessage::builder()
            .data(Blob::new(message))
            .build()
            .map_err(|error| MailError(error.to_string()))?;
        let sent = self
            .client
            .send_raw_email()
            .source(&self.from)
            .destinations(to)
            .raw_message(raw)
            .send()
            .await;
        sent.map(|_| ()).map_err(|error| {
            MailError(aws_sdk_ses::error::DisplayErrorContext(&error).to_string())
        })
    }
}
