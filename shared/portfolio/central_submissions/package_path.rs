use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::DataKey;
use crate::diverse_performances::is_line_break;

// What file systems and the tools that unpack an archive take without trouble.
const NAME_BYTES: usize = 120;
const EXTENSION_BYTES: usize = 10;

/// What a file is to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileRole {
    /// 證明文件, 文件檔案: PDF or picture.
    Document,
    /// 影音檔案: sound or video.
    Media,
}

impl FileRole {
    /// Both roles.
    pub const ALL: [Self; 2] = [Self::Document, Self::Media];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Media => "media",
        }
    }
}

impl fmt::Display for FileRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where a file lies in the archives: a folder for the row, and in it the role and the name under
/// which the student uploaded the file, without what a file system stumbles over. No two files of a
/// batch have the same path, and none leads out of its folder.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PackagePath(String);

impl PackagePath {
    /// The path of this file.
    ///
    /// ```
    /// use portfolio::central_submissions::{FileRole, PackagePath};
    /// let key = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".parse().unwrap();
    /// let path = PackagePath::new(key, FileRole::Document, "../報告: 初稿?.pdf");
    /// assert_eq!(
    ///     path.as_str(),
    ///     "0123456789ABCDEFGHJKMNPQRSTVWXYZ/document_.._報告_ 初稿_.pdf"
    /// );
    /// ```
    pub fn new(data_key: DataKey, role: FileRole, file_name: &str) -> Self {
        Self(format!("{data_key}/{role}_{}", plain_name(file_name)))
    }

    /// The path as text, at most 255 bytes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PackagePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn plain_name(file_name: &str) -> String {
    let plain: String = file_name.nfc().map(|c| if may_stand(c) { c } else { '_' }).collect();
    let plain = plain.trim().trim_end_matches(['.', ' ']);
    let (stem, extension) = match plain.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= EXTENSION_BYTES => (stem, Some(extension)),
        _ => (plain, None),
    };
    let stem = cut(stem, NAME_BYTES);
    match extension {
        Some(extension) => format!("{stem}.{extension}"),
        None => stem.to_owned(),
    }
}

fn may_stand(c: char) -> bool {
    !c.is_control()
        && !is_line_break(c)
        && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

fn cut(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn path(file_name: &str) -> String {
        let key = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".parse().unwrap();
        PackagePath::new(key, FileRole::Media, file_name).to_string()
    }

    #[test]
    fn long_names_keep_their_extension() {
        let long = path(&format!("{}.mp4", "學".repeat(100)));
        assert!(long.ends_with(&format!("/media_{}.mp4", "學".repeat(40))));
        assert!(path(&"x".repeat(500)).len() < 255);
    }

    #[test]
    fn names_that_look_alike_are_written_alike() {
        assert_eq!(path("e\u{301}.mp3"), path("\u{e9}.mp3"));
    }

    proptest! {
        #[test]
        fn a_path_has_one_folder_and_no_way_out(name in any::<String>()) {
            let path = path(&name);
            let parts: Vec<_> = path.split('/').collect();
            prop_assert_eq!(parts.len(), 2);
            prop_assert!(parts[1].starts_with("media_"));
            prop_assert!(path.len() <= 255 && !path.ends_with(['.', ' ']));
            prop_assert!(!path.contains(['\\', ':', '\0', '\n']));
        }
    }
}
