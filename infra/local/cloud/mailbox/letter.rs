use jiff::Timestamp;
use mail_parser::MessageParser;
use serde::Serialize;

/// A letter, as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// When it was sent.
    #[serde(serialize_with = "taipei")]
    pub at: Timestamp,
    /// The addresses that it went to.
    pub to: String,
    /// The subject, decoded.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

fn taipei<S: serde::Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&runtime::wire_time(*at))
}

/// Takes a message apart.
pub fn read(at: Timestamp, to: &[String], message: &[u8]) -> Letter {
    let parsed = MessageParser::default().parse(message).unwrap_or_default();
    let part = |text: Option<std::borrow::Cow<'_, str>>| text.unwrap_or_default().into_owned();
    Letter {
        at,
        to: to.join(", "),
        subject: parsed.subject().unwrap_or_default().to_owned(),
        text: part(parsed.body_text(0)),
        html: part(parsed.body_html(0)),
    }
}
