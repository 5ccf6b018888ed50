//! `SendRawEmail` of the Query protocol (2010-12-01).

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use http::Response;
use mail_parser::{Message, MessageParser};

use super::Mailbox;
use crate::cloud::{
    MAIL_FROM, REGION,
    refusal::{Refusal, SES, xml_answer},
    service::{Asked, form_field},
};

/// The largest message, in bytes (SES quotas: 10 MB by default).
const MAX_MESSAGE: usize = 10 << 20;
/// The most recipients of one message (SES quotas).
const MAX_RECIPIENTS: usize = 50;
/// The longest line of a message without its end (RFC 5322, 2.1.1).
const MAX_LINE: usize = 998;

/// Answers one request.
pub fn serve(
    mailbox: &Mailbox,
    asked: &Asked,
    form: &Bytes,
    id: &str,
) -> Result<Response<Bytes>, Refusal> {
    if asked.operation != "SendRawEmail" {
        let said = format!("Could not find operation {}", asked.operation);
        return Err(Refusal::new("InvalidAction", said));
    }
    let data = form_field(form, "RawMessage.Data").unwrap_or_default();
    let message = BASE64.decode(data).map_err(|_| invalid("RawMessage.Data is not base64"))?;
    let parsed = check(&message)?;
    sender(&parsed, form_field(form, "Source"))?;
    let to = recipients(&parsed, form)?;
    let message_id = mailbox.keep(to, message).map_err(|error| Refusal {
        status: 500,
        code: "ServiceUnavailable",
        message: error.to_string(),
    })?;
    Ok(xml_answer(
        200,
        format!(
            "<SendRawEmailResponse xmlns=\"{SES}\"><SendRawEmailResult><MessageId>{message_id}\
             </MessageId></SendRawEmailResult><ResponseMetadata><RequestId>{id}</RequestId>\
             </ResponseMetadata></SendRawEmailResponse>"
        ),
    ))
}

/// A message that other servers would take.
fn check(message: &[u8]) -> Result<Message<'_>, Refusal> {
    if message.len() > MAX_MESSAGE {
        return Err(invalid("Message length is more than 10485760 bytes long"));
    }
    if message.split(|byte| *byte == b'\n').any(|line| line.len() > MAX_LINE + 1) {
        return Err(invalid("A line is longer than 998 characters"));
    }
    let headers = message.windows(4).position(|end| end == b"\r\n\r\n");
    let headers = headers.ok_or_else(|| invalid("The headers do not end"))?;
    if !message[..headers].is_ascii() {
        return Err(invalid("Header contains characters that are not ASCII: encode them"));
    }
    MessageParser::default().parse(message).ok_or_else(|| invalid("The message cannot be read"))
}

/// Only a verified identity sends.
fn sender(message: &Message<'_>, source: Option<String>) -> Result<(), Refusal> {
    let from = message.from().and_then(|from| from.first()).and_then(|from| from.address());
    let from = from.ok_or_else(|| invalid("Missing required header 'From'."))?;
    let named = source.as_deref().into_iter().chain([from]);
    let unverified: Vec<&str> =
        named.filter(|address| !address.eq_ignore_ascii_case(MAIL_FROM)).collect();
    if unverified.is_empty() {
        return Ok(());
    }
    let message = format!(
        "Email address is not verified. The following identities failed the check in region {}: {}",
        REGION.to_uppercase(),
        unverified.join(", ")
    );
    Err(Refusal::new("MessageRejected", message))
}

/// Whom the envelope names, or else the message.
fn recipients(message: &Message<'_>, form: &Bytes) -> Result<Vec<String>, Refusal> {
    let fields = form_urlencoded::parse(form);
    let named = fields.filter(|(name, _)| name.starts_with("Destinations.member."));
    let mut to: Vec<String> = named.map(|(_, address)| address.into_owned()).collect();
    if to.is_empty() {
        let groups = [message.to(), message.cc(), message.bcc()];
        let people = groups.into_iter().flatten().flat_map(|group| group.iter());
        to = people.filter_map(|person| person.address()).map(str::to_owned).collect();
    }
    if to.is_empty() {
        return Err(invalid("Missing final '@domain'"));
    }
    if to.len() > MAX_RECIPIENTS {
        return Err(invalid("Recipient count exceeds 50."));
    }
    match to.iter().find(|address| !is_address(address)) {
        Some(_) => Err(invalid("Missing final '@domain'")),
        None => Ok(to),
    }
}

fn is_address(text: &str) -> bool {
    let plain = text.is_ascii() && !text.contains(char::is_whitespace);
    let parts = text.rsplit_once('@');
    plain && parts.is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
}

fn invalid(message: &str) -> Refusal {
    Refusal::new("InvalidParameterValue", message)
}
