//! How wide a text is and where its lines end: Chinese with Latin words between.

/// Which of the two fonts of a document a run of characters is set in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Face {
    /// Printable ASCII, in a base font that every reader has.
    Latin,
    /// Everything else, in the reader's own Traditional Chinese font.
    Chinese,
}

/// Characters that set in one face, one after the other.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Run<'a> {
    pub(super) face: Face,
    pub(super) text: &'a str,
}

/// Widths of U+0020 to U+007E in Helvetica, in thousandths of the size.
const LATIN_WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Marks that may not begin a line; they hang into the margin instead.
const CLOSING: &str = "、。，；：？！」』）》〉】…％";
/// Marks that may not end a line; they move to the next one.
const OPENING: &str = "「『（《〈【";

fn face(character: char) -> Face {
    if character.is_ascii() { Face::Latin } else { Face::Chinese }
}

/// The runs of a text, in order, each as long as its face lasts.
pub(super) fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let ends = characters.peek().is_none_or(|(_, next)| face(*next) != face(character));
        if ends {
            let end = at + character.len_utf8();
            runs.push(Run { face: face(character), text: &text[start..end] });
            start = end;
        }
    }
    runs
}

fn advance(character: char, size: f32) -> f32 {
    let thousandths = match face(character) {
        Face::Chinese => 1000,
        Face::Latin => (character as usize)
            .checked_sub(0x20)
            .and_then(|index| LATIN_WIDTHS.get(index))
            .copied()
            .unwrap_or(0),
    };
    f32::from(thousandths) * size / 1000.0
}

/// The width of a text on one line, in the unit of `size`.
pub(super) fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|character| advance(character, size)).sum()
}

/// The text cut into lines of at most `room`; a Latin word is never cut, a closing mark hangs.
pub(super) fn lines(text: &str, size: f32, room: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let hangs = piece.chars().all(|mark| CLOSING.contains(mark));
        if !line.is_empty() && !hangs && width(&line, size) + width(piece, size) > room {
            let carried = carried_over(&mut line);
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            line.push_str(&carried);
            line.push_str(piece.trim_start());
        } else {
            line.push_str(piece);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// What cannot be cut: a Chinese character, a Latin word, a space.
fn pieces(text: &str) -> Vec<&str> {
    runs(text)
        .into_iter()
        .flat_map(|run| match run.face {
            Face::Latin => run.text.split_inclusive(' ').collect::<Vec<_>>(),
            Face::Chinese => run
                .text
                .char_indices()
                .map(|(at, character)| &run.text[at..at + character.len_utf8()])
                .collect(),
        })
        .collect()
}

/// Takes opening marks off the end of a finished line.
fn carried_over(line: &mut String) -> String {
    let kept = line.trim_end_matches(|mark| OPENING.contains(mark)).len();
    line.split_off(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_follow_the_faces() {
        let found: Vec<(Face, &str)> =
            runs("用Python寫的").iter().map(|run| (run.face, run.text)).collect();
        assert_eq!(
            found,
            [(Face::Chinese, "用"), (Face::Latin, "Python"), (Face::Chinese, "寫的")]
        );
    }

    #[test]
    fn a_closing_mark_hangs_and_an_opening_mark_moves_on() {
        assert_eq!(lines("一二三，四", 10.0, 30.0), ["一二三，", "四"]);
        assert_eq!(lines("一二「三", 10.0, 30.0), ["一二", "「三"]);
    }

    #[test]
    fn a_latin_word_is_not_cut() {
        assert_eq!(lines("學習Python", 10.0, 40.0), ["學習", "Python"]);
    }
}
