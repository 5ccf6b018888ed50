//! Every code that the API answers with, its status and its sentences.

pub use super::sentences::ALL;

/// One code.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The stable code.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What to do, in zh-TW.
    pub chinese: &'static str,
    /// What to do, in English.
    pub english: &'static str,
}

/// The entry of a code.
pub fn find(code: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_once_and_has_both_sentences() {
        for (n, entry) in ALL.iter().enumerate() {
            assert!(!entry.chinese.is_empty() && !entry.english.is_empty(), "{}", entry.code);
            assert!((400..=503).contains(&entry.status), "{}", entry.code);
            assert!(ALL[n + 1..].iter().all(|other| other.code != entry.code), "{}", entry.code);
        }
    }
}
