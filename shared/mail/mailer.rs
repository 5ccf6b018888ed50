use aws_sdk_ses::{
    Client,
    config::{
        Builder,
        interceptors::InterceptorContext,
        retry::{ClassifyRetry, RetryAction},
    },
    error::ProvideErrorMetadata,
    operation::send_raw_email::SendRawEmailError,
    primitives::Blob,
    types::RawMessage,
};

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

    /// Hands the letter to SES: once, and again only where SES said that it was too busy to take it.
    /// Whether a letter was taken whose answer was lost nobody can know; who sends decides.
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
            .customize()
            .config_override(Builder::new().retry_classifier(OnlyWhatWasNotTaken))
            .send()
            .await;
        sent.map(|_| ()).map_err(|error| MailError(portfolio::said(&error)))
    }
}

/// Forbids every second attempt but after a throttling.
#[derive(Debug)]
struct OnlyWhatWasNotTaken;

impl ClassifyRetry for OnlyWhatWasNotTaken {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let error = context.output_or_error().and_then(Result::err);
        let said = error
            .and_then(|error| error.as_operation_error())
            .and_then(|error| error.downcast_ref::<SendRawEmailError>())
            .and_then(ProvideErrorMetadata::code);
        match said {
            Some("Throttling" | "ThrottlingException") => RetryAction::NoActionIndicated,
            _ => RetryAction::RetryForbidden,
        }
    }

    fn name(&self) -> &'static str {
        "only what was not taken"
    }
}
