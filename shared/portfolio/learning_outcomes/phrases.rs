use crate::{FieldCode, FieldProblem, Invalid, text::one_line};

/// The most reasons of one's own that a teacher keeps. Ours.
pub const MOST_PHRASES: usize = 20;

/// The longest of them, in characters. Ours.
pub const PHRASE_CHARACTERS: usize = 100;

/// Checks the reasons for a return that a teacher keeps at hand (常用退回原因). None stands twice.
///
/// ```
/// use portfolio::learning_outcomes::check_phrases;
/// assert_eq!(check_phrases(&["請補上出處 ".to_owned()]).unwrap(), ["請補上出處"]);
/// assert!(check_phrases(&["請補上出處".to_owned(), "請補上出處 ".to_owned()]).is_err());
/// ```
pub fn check_phrases(phrases: &[String]) -> Result<Vec<String>, Invalid> {
    if phrases.len() > MOST_PHRASES {
        let limit = i64::try_from(MOST_PHRASES).unwrap_or(i64::MAX);
        return Err(Invalid(vec![FieldProblem::over("phrases", FieldCode::OutOfRange, limit)]));
    }
    let mut problems = Vec::new();
    let mut kept: Vec<String> = Vec::new();
    for (place, phrase) in phrases.iter().enumerate() {
        let field = format!("phrases[{place}]");
        match one_line(&field, phrase, PHRASE_CHARACTERS) {
            Ok(phrase) if kept.contains(&phrase) => {
                problems.push(FieldProblem::new(field, FieldCode::Duplicate));
            }
            Ok(phrase) => kept.push(phrase),
            Err(problem) => problems.push(problem),
        }
    }
    Invalid::unless_empty(problems)?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_and_number_are_bounded() {
        let long = "長".repeat(PHRASE_CHARACTERS + 1);
        let Invalid(problems) = check_phrases(&["好".to_owned(), long]).unwrap_err();
        assert_eq!(problems, [FieldProblem::over("phrases[1]", FieldCode::TooLong, 100)]);
        let many: Vec<String> = (0..=MOST_PHRASES).map(|n| n.to_string()).collect();
        assert!(check_phrases(&many).is_err());
        assert_eq!(check_phrases(&many[1..]).unwrap().len(), MOST_PHRASES);
    }
}
