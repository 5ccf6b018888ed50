//! Text that people type, brought into the one form in which it is counted and kept.

use unicode_normalization::UnicodeNormalization;

use crate::{FieldCode, FieldProblem};

/// One line of 1 to `limit` characters after NFC. Line breaks and tabs become spaces.
pub(crate) fn one_line(field: &str, text: &str, limit: usize) -> Result<String, FieldProblem> {
    let unified = text.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
    bounded(field, &unified, limit, char::is_control)
}

/// 1 to `limit` characters after NFC, line breaks and tabs among them.
pub(crate) fn many_lines(field: &str, text: &str, limit: usize) -> Result<String, FieldProblem> {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    bounded(field, &unified, limit, |letter| letter.is_control() && !matches!(letter, '\n' | '\t'))
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
