use portfolio::notices::Notice;
use runtime::Language;
use schemars::JsonSchema;
use serde::Serialize;

/// A notice as pages show it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NoticeView {
    /// Its stable code, for example `outcome.reviewed`.
    code: &'static str,
    /// How many; days left for a window that closes.
    count: u32,
    /// The sentence to show.
    text: String,
}

impl NoticeView {
    /// The notice in the language of who reads it.
    pub fn of(notice: &Notice, language: Language) -> Self {
        let text = match language {
            Language::Chinese => notice.sentence(),
            Language::English => notice.sentence_en(),
        };
        Self { code: notice.code.code(), count: notice.count, text }
    }
}
