//! Text that people type, brought into the one form in which it is counted and kept.

use unicode_normalization::UnicodeNormalization;

use crate::{FieldCode, FieldProblem};

/// One line of 1 to `limit` characters after NFC. Line breaks and tabs become spaces.
pub(crate) fn one_line(field: &str, text: &str, limit: usize) -> Result<String, FieldProblem> {
    let unified = text.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
    bounded(field, &unified, limit, is_out_of_place)
}

/// 1 to `limit` characters after NFC, line breaks and tabs among them.
pub(crate) fn many_lines(field: &str, text: &str, limit: usize) -> Result<String, FieldProblem> {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    bounded(field, &unified, limit, |c| is_out_of_place(c) && !matches!(c, '\n' | '\t'))
}

fn bounded(
    field: &str,
    text: &str,
    limit: usize,
    is_refused: fn(char) -> bool,
) -> Result<String, FieldProblem> {
    let kept: String = text.trim().nfc().collect();
    if kept.is_empty() {
        return Err(FieldProblem::new(field, FieldCode::Missing));
    }
    if kept.chars().count() > limit {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        return Err(FieldProblem::over(field, FieldCode::TooLong, limit));
    }
    if kept.chars().any(is_refused) {
        return Err(FieldProblem::new(field, FieldCode::ControlCharacter));
    }
    Ok(kept)
}

/// Whether no text of people's needs the character: controls, what turns the direction of the text
/// that follows, so that a name looks like another one, and what XML, and so a workbook, cannot
/// carry.
pub(crate) fn is_out_of_place(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_no_text_needs_is_refused() {
        let refused = Err(FieldProblem::new("title", FieldCode::ControlCharacter));
        for text in ["a\0b", "a\u{1b}b", "a\u{9f}b", "a\u{202e}b", "a\u{2066}b", "a\u{ffff}b"] {
            assert_eq!(one_line("title", text, 10), refused, "{text:?}");
            assert_eq!(many_lines("title", text, 10), refused, "{text:?}");
        }
        assert_eq!(one_line("title", "一\r\n二", 10).unwrap(), "一 二");
        assert_eq!(many_lines("title", "一\r\n\t二", 10).unwrap(), "一\n\t二");
    }

    proptest! {
        #[test]
        fn what_is_kept_is_kept_again_as_it_is(text in any::<String>(), limit in 1_usize..50) {
            for kept in [one_line("title", &text, limit), many_lines("title", &text, limit)] {
                let Ok(kept) = kept else { continue };
                prop_assert!((1..=limit).contains(&kept.chars().count()));
                prop_assert!(!kept.chars().any(|c| is_out_of_place(c) && !matches!(c, '\n' | '\t')));
                prop_assert_eq!(many_lines("title", &kept, limit), Ok(kept));
            }
            if let Ok(line) = one_line("title", &text, limit) {
                prop_assert!(!line.contains(['\n', '\r', '\t']));
                prop_assert_eq!(one_line("title", &line, limit), Ok(line));
            }
        }
    }
}
