//! The files of an outcome or a performance, with the names that students give them.

use super::documents;

/// Longest name before the extension, in characters.
const NAME_CHARACTERS: usize = 60;

/// A file as it is uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The name, with its extension.
    pub name: String,
    /// The media type that the bytes have.
    pub media_type: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What is attached: a document, a recording, both or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachments {
    /// 文件檔案: PDF, JPEG or PNG.
    pub document: Option<File>,
    /// 影音檔案: MP3 or MP4.
    pub media: Option<File>,
    name: String,
}

impl Attachments {
    /// Nothing yet; what is attached is named after the text.
    pub(super) fn named(text: &str) -> Self {
        let name = text.chars().filter(|one| !"/\\:*?\"<>|：？？".contains(*one));
        Self { name: name.take(NAME_CHARACTERS).collect(), ..Self::default() }
    }

    fn file(&self, extension: &str, media_type: &'static str, bytes: Vec<u8>) -> Option<File> {
        Some(File { name: format!("{}.{extension}", self.name), media_type, bytes })
    }

    pub(super) fn pdf(&mut self, bytes: Vec<u8>) {
        self.document = self.file("pdf", "application/pdf", bytes);
    }

    pub(super) fn png(&mut self, bytes: Vec<u8>) {
        self.document = self.file("png", "image/png", bytes);
    }

    pub(super) fn jpeg(&mut self, bytes: Vec<u8>) {
        self.document = self.file("jpg", "image/jpeg", bytes);
    }

    pub(super) fn mp3(&mut self) {
        self.media = self.file("mp3", "audio/mpeg", documents::mp3().to_vec());
    }

    pub(super) fn mp4(&mut self) {
        self.media = self.file("mp4", "video/mp4", documents::mp4().to_vec());
    }
}
