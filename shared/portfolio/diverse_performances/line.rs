use unicode_normalization::UnicodeNormalization;

use crate::{FieldCode, text::is_out_of_place};

/// Whether the character ends a line: the rows of a roster are read line by line.
pub(crate) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The text with each run of line breaks as one space.
pub(crate) fn fold_lines(text: &str) -> String {
    let lines = text.split(is_line_break).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// The text in NFC, without white space around it, if it has no character that a line must not
/// have. With `folds_lines` line breaks become spaces, otherwise they are refused as well.
pub(crate) fn clean_line(text: &str, folds_lines: bool) -> Result<String, FieldCode> {
    let folded = if folds_lines { fold_lines(text) } else { text.to_owned() };
    let line: String = folded.trim().nfc().collect();
    if line.chars().any(|c| is_out_of_place(c) || is_line_break(c)) {
        Err(FieldCode::ControlCharacter)
    } else {
        Ok(line)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_composed_and_trimmed() {
        assert_eq!(clean_line("\u{3000}e\u{301}cole \n", true).unwrap(), "\u{e9}cole");
        assert_eq!(clean_line(" \t ", false).unwrap(), "");
    }

    #[test]
    fn line_breaks_become_one_space_or_are_refused() {
        for text in ["一\r\n二", "一\n\n\n二", "一\u{2028}二", "一\u{85}\u{b}二"] {
            assert_eq!(clean_line(text, true).unwrap(), "一 二", "{text:?}");
            assert_eq!(clean_line(text, false), Err(FieldCode::ControlCharacter), "{text:?}");
        }
    }

    #[test]
    fn characters_that_no_line_needs_are_refused() {
        for text in ["a\0b", "a\tb", "a\u{1b}b", "a\u{9f}b", "a\u{202e}b", "a\u{ffff}b"] {
            assert_eq!(clean_line(text, true), Err(FieldCode::ControlCharacter), "{text:?}");
        }
    }

    const BREAKS: &str = "\r\n\u{b}\u{c}\u{85}\u{2028}\u{2029}";

    fn typed() -> impl Strategy<Value = String> {
        let broken = format!("[學a\u{301} {BREAKS}]{{0,20}}");
        let broken = prop::string::string_regex(&broken).unwrap();
        prop_oneof![broken, "\\PC{0,20}", "[\t\u{0}\u{202e}ab]{0,4}"]
    }

    proptest! {
        #[test]
        fn folding_takes_the_breaks_and_nothing_else(text in typed()) {
            let folded = fold_lines(&text);
            prop_assert!(
                !folded.contains(is_line_break) && !folded.contains(|c| BREAKS.contains(c))
            );
            let kept = |text: &str| {
                text.chars().filter(|c| *c != ' ' && !BREAKS.contains(*c)).collect::<String>()
            };
            prop_assert_eq!(kept(&folded), kept(&text));
            prop_assert_eq!(fold_lines(&folded), folded);
        }

        #[test]
        fn a_line_stays_as_it_is_whether_breaks_are_folded_or_refused(text in typed()) {
            if let Ok(line) = clean_line(&text, true) {
                prop_assert!(!line.contains(char::is_control) && line.trim() == line);
                prop_assert_eq!(clean_line(&line, false), Ok(line.clone()));
                prop_assert_eq!(clean_line(&line, true), Ok(line));
            }
            // Where breaks are refused, those at the ends are white space all the same.
            if let Ok(line) = clean_line(&text, false) {
                prop_assert!(!text.trim().contains(is_line_break));
                prop_assert_eq!(clean_line(&text, true), Ok(line));
            }
        }
    }
}
