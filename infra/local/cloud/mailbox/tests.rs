use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use jiff::Timestamp;
use runtime::{Clock, Ids};
use serde_json::Value;

use super::{Mailbox, serve};
use crate::cloud::{Asked, MAIL_FROM, Service};

fn open(folder: Option<std::path::PathBuf>) -> Mailbox {
    let clock = Clock::new(|| Timestamp::from_second(1_790_000_000).unwrap_or_default());
    Mailbox::open(folder, clock.clone(), Ids::by(clock)).unwrap()
}

/// The code of the refusal; empty where the message was taken.
fn send(mailbox: &Mailbox, message: &str, to: &[&str]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("Action", "SendRawEmail")
        .append_pair("RawMessage.Data", &BASE64.encode(message));
    for (n, address) in to.iter().enumerate() {
        form.append_pair(&format!("Destinations.member.{}", n + 1), address);
    }
    let form = Bytes::from(form.finish());
    let operation = "SendRawEmail".to_owned();
    let asked = Asked { service: Service::Ses, operation, json: Value::Null };
    serve(mailbox, &asked, &form, "1")
        .err()
        .map_or_else(String::new, |refusal| refusal.code.to_owned())
}

fn message(from: &str, to: &str) -> String {
    let subject = format!("=?utf-8?B?{}?=", BASE64.encode("提醒"));
    format!(
        "From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n還有三天\r\n"
    )
}

#[test]
fn a_letter_is_kept_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let mailbox = open(Some(folder.path().to_owned()));
    let text = message(MAIL_FROM, "somebody@mail.example");
    assert_eq!(send(&mailbox, &text, &["lin@mail.example"]), "");
    drop(mailbox);
    let letters = open(Some(folder.path().to_owned())).letters();
    let letter = &letters[0];
    assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("lin@mail.example", "提醒"));
    assert_eq!(letter.text.trim(), "還有三天");
    assert_eq!(letter.at, Timestamp::from_second(1_790_000_000).unwrap());
}

#[test]
fn what_ses_refuses_is_refused() {
    let mailbox = open(None);
    let sound = message(MAIL_FROM, "lin@mail.example");
    let long = sound.replace("還有三天", &"x".repeat(2000));
    let raw_header = sound.replace("MIME-Version: 1.0", "X-Name: 林");
    for (text, to, code) in [
        (message("other@mail.example", "lin@mail.example"), &[][..], "MessageRejected"),
        (message(MAIL_FROM, "nobody"), &[], "InvalidParameterValue"),
        (sound.replace("From", "X-From"), &[], "InvalidParameterValue"),
        (sound.clone(), &["a b@mail.example"], "InvalidParameterValue"),
        (sound.clone(), &["lin@mail.example"; 51], "InvalidParameterValue"),
        (long, &[], "InvalidParameterValue"),
        (raw_header, &[], "InvalidParameterValue"),
        ("no message".to_owned(), &[], "InvalidParameterValue"),
        (sound, &[], ""),
    ] {
        assert_eq!(send(&mailbox, &text, to), code, "{text}");
    }
    assert_eq!(mailbox.letters().len(), 1);
}
