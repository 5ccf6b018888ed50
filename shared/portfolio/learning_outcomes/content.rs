use crate::{
    FieldCode, FieldProblem, Invalid,
    settings::{DESCRIPTION_CHARACTERS, REASON_CHARACTERS, TITLE_CHARACTERS},
    text::one_line,
};

/// What a student writes of an outcome, checked and in NFC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// 1 to 100 characters.
    pub title: String,
    /// 簡述: 1 to 100 characters, one line (rosters break on line breaks).
    pub description: String,
}

/// Checks title and description, and that at least one file is named.
///
/// ```
/// use portfolio::learning_outcomes::check_content;
/// assert!(check_content("光學實驗", "以雷射量測狹縫間距。", true).is_ok());
/// assert_eq!(check_content("", "", false).unwrap_err().0.len(), 3);
/// ```
pub fn check_content(title: &str, description: &str, has_file: bool) -> Result<Content, Invalid> {
    let mut problems = Vec::new();
    let mut take = |field, text, limit| {
        one_line(field, text, limit).map_err(|problem| problems.push(problem)).unwrap_or_default()
    };
    let title = take("title", title, TITLE_CHARACTERS);
    let description = take("description", description, DESCRIPTION_CHARACTERS);
    if !has_file {
        problems.push(FieldProblem::new("document_file_id", FieldCode::Missing));
    }
    Invalid::unless_empty(problems)?;
    Ok(Content { title, description })
}

/// The reason for a return, which the student needs to mend it: 1 to 500 characters.
pub fn check_reason(reason: Option<&str>) -> Result<String, Invalid> {
    one_line("reason", reason.unwrap_or_default(), REASON_CHARACTERS)
        .map_err(|problem| Invalid(vec![problem]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::typed_line;

    #[test]
    fn characters_are_counted_after_composition() {
        // 100 letters, each written as a base and a combining mark, are 100 characters.
        let decomposed = "e\u{301}".repeat(100);
        assert_eq!(check_content("a", &decomposed, true).unwrap().description.chars().count(), 100);
        let hundred = "學".repeat(100);
        assert!(check_content("a", &hundred, true).is_ok());
        let Invalid(problems) = check_content("a", &format!("{hundred}習"), true).unwrap_err();
        assert_eq!(problems, [FieldProblem::over("description", FieldCode::TooLong, 100)]);
    }

    #[test]
    fn line_breaks_become_spaces_and_other_control_characters_are_refused() {
        assert_eq!(check_content("a", "一\r\n二", true).unwrap().description, "一 二");
        assert!(check_content("a", "一\u{7}", true).is_err());
    }

    proptest! {
        #[test]
        fn an_outcome_is_taken_where_every_limit_is_kept_and_each_that_is_not_is_named(
            title in typed_line(TITLE_CHARACTERS),
            description in typed_line(DESCRIPTION_CHARACTERS),
            has_file: bool,
        ) {
            let mut wrong = Vec::new();
            wrong.extend(title.wrong.map(|code| ("title", code)));
            wrong.extend(description.wrong.map(|code| ("description", code)));
            wrong.extend((!has_file).then_some(("document_file_id", FieldCode::Missing)));
            match check_content(&title.text, &description.text, has_file) {
                Ok(kept) => {
                    prop_assert_eq!(&wrong, &[]);
                    let is_folded = !kept.description.contains(['\n', '\r', '\t', '\u{301}']);
                    prop_assert!(is_folded);
                    prop_assert_eq!(check_content(&kept.title, &kept.description, true), Ok(kept));
                }
                Err(Invalid(problems)) => {
                    let named: Vec<_> =
                        problems.iter().map(|p| (p.field.as_str(), p.code)).collect();
                    prop_assert_eq!(named, wrong);
                }
            }
        }

        #[test]
        fn a_return_has_a_reason_within_its_length(
            reason in prop::option::of(typed_line(REASON_CHARACTERS)),
        ) {
            let answer = check_reason(reason.as_ref().map(|reason| reason.text.as_str()));
            let wrong = reason.map_or(Some(FieldCode::Missing), |reason| reason.wrong);
            match answer {
                Ok(kept) => {
                    prop_assert_eq!(wrong, None);
                    prop_assert_eq!(check_reason(Some(&kept)), Ok(kept));
                }
                Err(Invalid(problems)) => prop_assert_eq!(Some(problems[0].code), wrong),
            }
        }
    }
}
