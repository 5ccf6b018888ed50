use std::io;

use jiff::Timestamp;
use mail_builder::{
    MessageBuilder,
    headers::{address::Address, content_type::ContentType, raw::Raw, url::URL},
    mime::{BodyPart, MimePart},
};

use crate::Letter;

/// Whom letters come from, beside the address.
const SENDER: &str = "臺北市學習歷程檔案系統";

/// Which letter this is, when it is sent and to whom.
#[derive(Debug, Clone, Copy)]
pub struct Envelope<'a> {
    /// What tells the letter from every other, in letters, digits, `.` and `_`. The same letter sent
    /// twice carries the same, so that a mailbox can tell.
    pub id: &'a str,
    /// When it is sent.
    pub at: Timestamp,
    /// The recipient's name.
    pub name: &'a str,
    /// The recipient's address.
    pub address: &'a str,
}

/// The raw message. Everything in it follows from what is given: no clock, no chance.
pub fn compose(
    from: &str,
    unsubscribe: &str,
    envelope: &Envelope<'_>,
    letter: &Letter,
) -> io::Result<Vec<u8>> {
    let domain = from.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    let parts = vec![
        MimePart::new("text/plain; charset=utf-8", BodyPart::from(letter.text.as_str())),
        MimePart::new("text/html; charset=utf-8", BodyPart::from(letter.html.as_str())),
    ];
    // Neither base64 nor quoted-printable can contain `=_`.
    let boundary = format!("=_{}", envelope.id);
    let alternatives = ContentType::new("multipart/alternative").attribute("boundary", boundary);
    MessageBuilder::new()
        .message_id(format!("{}@{domain}", envelope.id))
        .date(envelope.at.as_second())
        .from(Address::new_address(Some(SENDER), from))
        .to(Address::new_address(Some(envelope.name), envelope.address))
        .subject(letter.subject.as_str())
        .header("List-Unsubscribe", URL::new(unsubscribe))
        .header("Auto-Submitted", Raw::new("auto-generated"))
        .header("Content-Language", Raw::new("zh-TW"))
        .body(MimePart::new(alternatives, parts))
        .write_to_vec()
}

#[cfg(test)]
mod tests {
    use mail_parser::MessageParser;

    use super::*;

    fn letter() -> Letter {
        Letter {
            subject:
                "【學習歷程檔案】學習成果上傳還有 3 天截止，請記得在截止日期前完成上傳與送出認證"
                    .to_owned(),
            text: "王小明 您好：\n一行\n".to_owned(),
            html: "<p>王小明 您好：</p>".to_owned(),
        }
    }

    fn raw_for(name: &str) -> String {
        let envelope = Envelope {
            id: "2026-11-27.acc_07",
            at: "2026-11-27T08:00:05+08:00".parse().unwrap(),
            name,
            address: "student@example.test",
        };
        let origin = "https://portfolio.example.test/account";
        let raw = compose("reminders@example.test", origin, &envelope, &letter()).unwrap();
        String::from_utf8(raw).unwrap()
    }

    #[test]
    fn a_message_is_plain_ascii_and_reads_back_as_it_was_written() {
        let raw = raw_for("王小明");
        assert!(raw.is_ascii());
        assert_eq!(raw, raw_for("王小明"), "no clock and no chance in it");
        let message = MessageParser::new().parse(&raw).unwrap();
        let from = message.from().unwrap().first().unwrap();
        let to = message.to().unwrap().first().unwrap();
        assert_eq!(from.name(), Some(SENDER));
        assert_eq!(from.address(), Some("reminders@example.test"));
        assert_eq!((to.name(), to.address()), (Some("王小明"), Some("student@example.test")));
        assert_eq!(message.subject(), Some(letter().subject.as_str()));
        assert_eq!(message.message_id(), Some("2026-11-27.acc_07@example.test"));
        assert_eq!(message.date().unwrap().to_timestamp(), 1_795_737_605);
        assert_eq!(message.body_text(0).unwrap().replace("\r\n", "\n"), letter().text);
        assert_eq!(message.body_html(0).unwrap().trim_end(), letter().html);
        let unsubscribe = "List-Unsubscribe: <https://portfolio.example.test/account>\r\n";
        assert!(raw.contains(unsubscribe), "{raw}");
        assert!(raw.contains("Auto-Submitted: auto-generated\r\n"));
        assert!(raw.lines().all(|line| line.len() <= 998));
    }

    #[test]
    fn a_name_cannot_write_headers() {
        let raw = raw_for("王\r\nBcc: everybody@example.test\r\n");
        assert!(!raw.contains("\nBcc:"), "{raw}");
        let message = MessageParser::new().parse(&raw).unwrap();
        assert!(message.bcc().is_none());
        assert_eq!(message.to().unwrap().first().unwrap().address(), Some("student@example.test"));
    }
}
