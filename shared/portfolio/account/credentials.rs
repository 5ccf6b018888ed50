use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{FieldCode, FieldProblem, text::is_out_of_place};

/// Days after the import in which the initial password opens the activation.
pub const ACTIVATION_DAYS: i64 = 30;
/// How many digits of the ID number make the initial password (the mission's sign-in rule).
pub const INITIAL_PASSWORD_DIGITS: usize = 6;
/// How many digits a printed activation code has: two more than the initial password, so that neither is
/// taken for the other. Ours.
pub const ACTIVATION_CODE_DIGITS: usize = 8;
/// Failures after which an (account, network) pair is locked.
pub const LOCK_AFTER_FAILURES: u32 = 5;
/// How long the pair stays locked.
pub const LOCKED_FOR: jiff::SignedDuration = jiff::SignedDuration::from_mins(15);

const USERNAME_CHARACTERS: std::ops::RangeInclusive<usize> = 6..=32;
const PASSWORD_CHARACTERS: std::ops::RangeInclusive<usize> = 10..=128;
const PASSWORD_DISTINCT: usize = 5;

/// A user name in the one form in which names are compared: lower case ASCII.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Username(String);

impl Username {
    /// Reads what somebody typed. `None` where no account can have that name.
    pub fn typed(text: &str) -> Option<Self> {
        let name = text.trim().to_ascii_lowercase();
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
        let sound = (1..=64).contains(&name.len()) && name.bytes().all(plain);
        sound.then_some(Self(name))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Username {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A teacher's first user name: the school's domain and the nine digits of the ID number.
///
/// ```
/// use portfolio::account::initial_teacher_username;
/// assert_eq!(initial_teacher_username("zlsh", "A111122222").unwrap().as_str(), "zlsh111122222");
/// ```
pub fn initial_teacher_username(domain: &str, id_number: &str) -> Option<Username> {
    Username::typed(&format!("{domain}{}", id_number.get(1..)?))
}

/// A student's first user name: the school's domain and the student number.
pub fn initial_student_username(domain: &str, student_number: &str) -> Option<Username> {
    Username::typed(&format!("{domain}{student_number}"))
}

/// The first password of everybody: the last six digits of the ID number.
pub fn initial_password(id_number: &str) -> Option<&str> {
    id_number.get(id_number.len().checked_sub(INITIAL_PASSWORD_DIGITS)?..)
}

/// A printed activation code (啟用碼), which stands in for the initial password: of a drawn number its
/// last eight digits.
///
/// ```
/// use portfolio::account::activation_code;
///
/// assert_eq!(activation_code(12_300_000_042), "00000042");
/// ```
pub fn activation_code(drawn: u64) -> String {
    let digits = format!("{drawn:0>ACTIVATION_CODE_DIGITS$}");
    digits[digits.len() - ACTIVATION_CODE_DIGITS..].to_owned()
}

/// The user name that somebody chooses at the first sign-in: 6 to 32 of `a-z 0-9 . _ -`, begun by
/// a letter, other than the initial one and not of the initial names' form (a school's domain and
/// a number), which would take somebody else's.
pub fn choose_username(text: &str, initial: &Username) -> Result<Username, FieldProblem> {
    let problem = |code| FieldProblem::new("username", code);
    if text.trim().is_empty() {
        return Err(problem(FieldCode::Missing));
    }
    let name = Username::typed(text).ok_or(problem(FieldCode::Malformed))?;
    let length = name.0.len();
    if length < *USERNAME_CHARACTERS.start() {
        return Err(FieldProblem::over("username", FieldCode::TooShort, 6));
    }
    if length > *USERNAME_CHARACTERS.end() {
        return Err(FieldProblem::over("username", FieldCode::TooLong, 32));
    }
    let digits = name.0.bytes().rev().take_while(u8::is_ascii_digit).count();
    if !name.0.starts_with(|c: char| c.is_ascii_lowercase()) || digits >= INITIAL_PASSWORD_DIGITS {
        return Err(problem(FieldCode::Malformed));
    }
    if name == *initial { Err(problem(FieldCode::Taken)) } else { Ok(name) }
}

/// A password in the one form in which passwords are compared: NFC, since keyboards differ, and no
/// longer than any that may be chosen.
pub fn typed_password(text: &str) -> String {
    text.nfc().take(*PASSWORD_CHARACTERS.end()).collect()
}

/// The password that somebody chooses, in NFC: 10 to 128 characters, at least five different ones,
/// not only digits, without the user name and without the initial password in it.
pub fn choose_password(
    field: &str,
    text: &str,
    username: &Username,
    is_initial: impl Fn(&str) -> bool,
) -> Result<String, FieldProblem> {
    let password: String = text.nfc().collect();
    let length = password.chars().count();
    if length == 0 {
        return Err(FieldProblem::new(field, FieldCode::Missing));
    }
    if length < *PASSWORD_CHARACTERS.start() {
        return Err(FieldProblem::over(field, FieldCode::TooShort, 10));
    }
    if length > *PASSWORD_CHARACTERS.end() {
        return Err(FieldProblem::over(field, FieldCode::TooLong, 128));
    }
    if password.chars().any(is_out_of_place) {
        return Err(FieldProblem::new(field, FieldCode::ControlCharacter));
    }
    let distinct: std::collections::BTreeSet<char> = password.chars().collect();
    let weak = distinct.len() < PASSWORD_DISTINCT
        || password.chars().all(|c| c.is_ascii_digit())
        || password.to_lowercase().contains(username.as_str())
        || is_initial(&password);
    if weak { Err(FieldProblem::new(field, FieldCode::TooWeak)) } else { Ok(password) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn initial() -> Username {
        Username::typed("zlsh108234567").unwrap()
    }

    #[test]
    fn a_chosen_name_is_none_of_the_initial_ones() {
        assert_eq!(choose_username("Lin.Yi-an", &initial()).unwrap().as_str(), "lin.yi-an");
        for (text, code) in [
            ("", FieldCode::Missing),
            ("lin", FieldCode::TooShort),
            ("zlsh108234567", FieldCode::Malformed),
            ("zlsh108234999", FieldCode::Malformed),
            ("林怡安怡安怡安", FieldCode::Malformed),
            ("1linyian", FieldCode::Malformed),
            ("a123456789012345678901234567890123", FieldCode::TooLong),
        ] {
            assert_eq!(choose_username(text, &initial()).unwrap_err().code, code, "{text}");
        }
    }

    #[test]
    fn a_weak_password_is_refused() {
        let name = Username::typed("lin.yi-an").unwrap();
        let choose = |text: &str| choose_password("password", text, &name, |p| p == "correct 222");
        assert!(choose("山高水長 the river").is_ok());
        assert_eq!(
            choose("cafe\u{301} on the river").unwrap(),
            typed_password("caf\u{e9} on the river")
        );
        for (text, code) in [
            ("", FieldCode::Missing),
            ("short", FieldCode::TooShort),
            ("aaaaaaaaaaaa", FieldCode::TooWeak),
            ("123456789012", FieldCode::TooWeak),
            ("xx lin.yi-an xx", FieldCode::TooWeak),
            ("correct 222", FieldCode::TooWeak),
        ] {
            assert_eq!(choose(text).unwrap_err().code, code, "{text}");
        }
    }

    #[test]
    fn the_first_names_follow_the_mission() {
        assert_eq!(initial_student_username("zlsh", "108234567"), Some(initial()));
        assert_eq!(initial_password("A111122222"), Some("122222"));
        assert_eq!(initial_password("A1"), None);
    }

    proptest! {
        #[test]
        fn a_name_is_one_however_it_is_typed(text in "[ A-Za-z0-9._-]{0,70}|\\PC{0,70}") {
            if let Some(name) = Username::typed(&text) {
                let louder = format!(" {} ", text.to_ascii_uppercase());
                prop_assert_eq!(Username::typed(&louder), Some(name.clone()));
                prop_assert!(name.as_str().bytes().all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase()));
            }
        }

        #[test]
        fn a_password_that_is_chosen_is_the_one_that_is_typed(text in any::<String>()) {
            let name = Username::typed("student-1").expect("a name");
            if let Ok(chosen) = choose_password("password", &text, &name, |_| false) {
                prop_assert!(chosen.chars().count() >= 10);
                prop_assert_eq!(typed_password(&text), chosen.as_str());
                prop_assert_eq!(typed_password(&chosen), chosen);
            }
        }
    }
}
