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
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::typed_line;

    #[test]
    fn length_and_number_are_bounded() {
        let long = "長".repeat(PHRASE_CHARACTERS + 1);
        let Invalid(problems) = check_phrases(&["好".to_owned(), long]).unwrap_err();
        assert_eq!(problems, [FieldProblem::over("phrases[1]", FieldCode::TooLong, 100)]);
        let many: Vec<String> = (0..=MOST_PHRASES).map(|n| n.to_string()).collect();
        assert!(check_phrases(&many).is_err());
        assert_eq!(check_phrases(&many[1..]).unwrap().len(), MOST_PHRASES);
    }

    proptest! {
        #[test]
        fn phrases_are_kept_where_each_is_right_and_stands_once(
            typed in prop::collection::vec(typed_line(PHRASE_CHARACTERS), 0..6),
            again: Option<prop::sample::Index>,
        ) {
            let mut texts: Vec<String> = typed.iter().map(|phrase| phrase.text.clone()).collect();
            let mut wrong: Vec<Option<FieldCode>> =
                typed.iter().map(|phrase| phrase.wrong).collect();
            // The same once more, with other white space around it.
            if let Some(again) = again.filter(|_| !texts.is_empty()) {
                texts.push(format!("  {} ", again.get(&texts)));
                wrong.push(again.get(&wrong).or(Some(FieldCode::Duplicate)));
            }
            match check_phrases(&texts) {
                Ok(kept) => {
                    prop_assert!(wrong.iter().all(Option::is_none));
                    let distinct: std::collections::BTreeSet<_> = kept.iter().collect();
                    prop_assert_eq!((kept.len(), distinct.len()), (texts.len(), texts.len()));
                    prop_assert_eq!(check_phrases(&kept), Ok(kept));
                }
                Err(Invalid(problems)) => {
                    for problem in &problems {
                        let place = (0..texts.len())
                            .find(|at| problem.field == format!("phrases[{at}]"))
                            .unwrap();
                        let alone = check_phrases(&texts[place..=place]);
                        if problem.code == FieldCode::Duplicate {
                            let earlier = |at: usize| check_phrases(&texts[at..=at]) == alone;
                            prop_assert!(alone.is_ok() && (0..place).any(earlier));
                        } else {
                            prop_assert_eq!(Some(problem.code), wrong[place]);
                        }
                    }
                    // Two that are the same by chance are named too.
                    prop_assert!(problems.len() >= wrong.iter().flatten().count());
                }
            }
        }

        #[test]
        fn as_many_as_there_may_be_and_no_more(count in 0..2 * MOST_PHRASES) {
            let phrases: Vec<String> = (0..count).map(|n| format!("原因{n}")).collect();
            prop_assert_eq!(check_phrases(&phrases).is_ok(), count <= MOST_PHRASES);
        }
    }
}
