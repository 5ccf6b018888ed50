//! The one letter of reminders (預警提醒) that somebody gets on one day.

mod deadline;
mod paragraph;
#[cfg(test)]
mod tests;

use askama::Template;

pub use paragraph::Paragraph;

use crate::Letter;

/// What somebody is reminded of today.
#[derive(Debug, Clone)]
pub struct Digest<'a> {
    /// The recipient's name: the only personal thing in the letter.
    pub name: &'a str,
    /// Where the browser app is.
    pub origin: &'a str,
    /// What there is to say. At least one.
    pub paragraphs: &'a [Paragraph],
}

#[derive(Template)]
#[template(path = "digest/digest.txt")]
struct Text<'a>(&'a Digest<'a>);

#[derive(Template)]
#[template(path = "digest/digest.html")]
struct Html<'a>(&'a Digest<'a>);

impl Digest<'_> {
    /// Writes the letter.
    pub fn letter(&self) -> Result<Letter, askama::Error> {
        Ok(Letter {
            subject: self.subject(),
            text: Text(self).render()?,
            html: Html(self).render()?,
        })
    }

    fn subject(&self) -> String {
        let first = self.paragraphs.first().map(Paragraph::headline).unwrap_or_default();
        match self.paragraphs.len() {
            0 | 1 => format!("【學習歷程檔案】{first}"),
            number => format!("【學習歷程檔案】{first}等 {number} 則提醒"),
        }
    }
}
