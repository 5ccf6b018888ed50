//! Genuine files for the demonstration: made on demand, the same bytes every time.
//!
//! Documents and pictures are drawn here; the two recordings lie beside this file, since nothing
//! small encodes them (how they were made is said in their folder).

mod canvas;
mod chart;
mod page;
mod pdf;
mod scene;
mod typeset;

pub use chart::png;
pub use pdf::pdf;
pub use scene::jpeg;

/// Who made a document, as its first page says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The school's name.
    pub school: String,
    /// The class's name, for example 「高二1班」.
    pub class_name: String,
    /// The seat in the class, from 1.
    pub seat: u8,
    /// The student number (學號).
    pub student_number: String,
    /// The student's name.
    pub name: String,
    /// The course, or the kind of performance, that the document belongs to.
    pub subject: String,
}

/// One part of a document, from top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The heading of a section.
    Heading(String),
    /// A paragraph; lines are broken to the page.
    Text(String),
    /// A table with a caption under it; the first row is its head and all rows are equally long.
    Table {
        /// What the table shows.
        caption: String,
        /// The cells, row by row.
        rows: Vec<Vec<String>>,
    },
    /// A bar chart with a caption under it.
    Bars {
        /// What the chart shows, with its unit.
        caption: String,
        /// A label and a value, 0 or more, for each bar.
        bars: Vec<(String, f32)>,
    },
}

/// Whether a character shows in a document wherever it is opened: printable ASCII, Chinese, and the
/// marks that Traditional Chinese fonts have always had.
#[cfg(test)]
pub(super) fn legible(character: char) -> bool {
    matches!(character,
        ' '..='~'
        | '\u{4E00}'..='\u{9FA5}'
        | '\u{FF01}'..='\u{FF5E}'
        | '　' | '、' | '。' | '《' | '》' | '〈' | '〉' | '「' | '」' | '『' | '』' | '【' | '】'
        | '℃' | '°' | '±' | '×' | '÷' | '·' | '…' | '—' | '→' | 'Ω' | 'π')
}

/// A short melody of our own as MP3 (audio/mpeg).
pub fn mp3() -> &'static [u8] {
    include_bytes!("../media/melody.mp3")
}

/// A short animated clip of our own as MP4 (video/mp4: H.264 and AAC).
pub fn mp4() -> &'static [u8] {
    include_bytes!("../media/clip.mp4")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author() -> Author {
        Author {
            school: "臺北市立示範高級中學".into(),
            class_name: "高二1班".into(),
            seat: 7,
            student_number: "114101007".into(),
            name: "林予安".into(),
            subject: "化學".into(),
        }
    }

    fn media_type(bytes: &[u8]) -> Option<&'static str> {
        infer::get(bytes).map(|kind| kind.mime_type())
    }

    #[test]
    fn every_kind_is_recognised_for_what_it_is() {
        let document = pdf("滴定", &author(), &[Block::Text("過程".into())]);
        assert_eq!(media_type(&document), Some("application/pdf"));
        assert_eq!(media_type(&png(1)), Some("image/png"));
        assert_eq!(media_type(&jpeg(1)), Some("image/jpeg"));
        assert_eq!(media_type(mp3()), Some("audio/mpeg"));
        assert_eq!(media_type(mp4()), Some("video/mp4"));
    }

    #[test]
    fn the_same_input_gives_the_same_bytes_and_another_seed_others() {
        assert_eq!(png(3), png(3));
        assert_eq!(jpeg(3), jpeg(3));
        assert_eq!(pdf("滴定", &author(), &[]), pdf("滴定", &author(), &[]));
        for seed in 0..3 {
            assert_ne!(png(seed), png(seed + 1));
            assert_ne!(jpeg(seed), jpeg(seed + 1));
        }
    }

    #[test]
    fn files_keep_to_the_limits_of_their_kinds_with_room_to_spare() {
        for seed in 0..6 {
            assert!(png(seed).len() < 200 << 10);
            assert!(jpeg(seed).len() < 200 << 10);
        }
        assert!(mp3().len() < 60 << 10);
        assert!(mp4().len() < 60 << 10);
    }
}
