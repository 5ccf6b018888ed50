use unicode_normalization::UnicodeNormalization;

use super::{MediaType, Purpose};
use crate::{FieldCode, FieldProblem, Refusal, text::is_out_of_place};

const NAME_CHARACTERS: usize = 200;

/// What a client asks to upload, before anything of it is believed.
#[derive(Debug, Clone)]
pub struct RequestedFile<'a> {
    /// The file's name on the owner's device.
    pub name: &'a str,
    /// Bytes.
    pub size: i64,
    /// 64 hexadecimal digits.
    pub sha256: &'a str,
    /// IANA name.
    pub media_type: &'a str,
    /// What it is for.
    pub purpose: Purpose,
}

/// A request that may be granted: everything in it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// In NFC, without path separators and control characters.
    pub name: String,
    /// Bytes, at least one.
    pub size: u64,
    /// 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// The type.
    pub media_type: MediaType,
    /// What it is for.
    pub purpose: Purpose,
}

/// Why a file is refused before a byte of it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileRefusal {
    /// One or more fields are wrong.
    Invalid(Vec<FieldProblem>),
    /// The type is none that this purpose takes.
    TypeNotAllowed,
    /// Larger than its kind may be.
    TooLarge {
        /// The limit of its kind, in bytes.
        limit: u64,
    },
}

impl Refusal for FileRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "input.invalid",
            Self::TypeNotAllowed => "file.type_not_allowed",
            Self::TooLarge { .. } => "file.too_large",
        }
    }

    fn facts(&self) -> Vec<(&'static str, i64)> {
        match self {
            Self::TooLarge { limit } => {
                vec![("limit_bytes", i64::try_from(*limit).unwrap_or(i64::MAX))]
            }
            _ => Vec::new(),
        }
    }

    fn fields(&self) -> Vec<FieldProblem> {
        match self {
            Self::Invalid(problems) => problems.clone(),
            Self::TypeNotAllowed => {
                vec![FieldProblem::new("media_type", FieldCode::UnknownValue)]
            }
            Self::TooLarge { limit } => {
                let limit = i64::try_from(*limit).unwrap_or(i64::MAX);
                vec![FieldProblem::over("size", FieldCode::OutOfRange, limit)]
            }
        }
    }
}

/// Checks a request to upload. Size, digest and type are mandatory: they are signed into the
/// address that the bytes are sent to.
pub fn reserve(request: &RequestedFile<'_>) -> Result<Reservation, FileRefusal> {
    let mut problems = Vec::new();
    let name =
        clean_name(request.name).map_err(|problem| problems.push(problem)).unwrap_or_default();
    let size = u64::try_from(request.size).unwrap_or_default();
    if size == 0 {
        problems.push(FieldProblem::new("size", FieldCode::OutOfRange));
    }
    let sha256 = request.sha256.to_ascii_lowercase();
    if sha256.len() != 64 || !sha256.bytes().all(|b| b.is_ascii_hexdigit()) {
        problems.push(FieldProblem::new("sha256", FieldCode::Malformed));
    }
    if !problems.is_empty() {
        return Err(FileRefusal::Invalid(problems));
    }
    let media_type = MediaType::named(request.media_type)
        .filter(|kind| request.purpose.media_types().contains(kind))
        .ok_or(FileRefusal::TypeNotAllowed)?;
    media_type.admits(size).map_err(|over| FileRefusal::TooLarge { limit: over.0 })?;
    Ok(Reservation { name, size, sha256, media_type, purpose: request.purpose })
}

fn clean_name(text: &str) -> Result<String, FieldProblem> {
    let name: String = text.nfc().collect::<String>().trim().to_owned();
    let problem = |code| Err(FieldProblem::new("name", code));
    if name.is_empty() {
        return problem(FieldCode::Missing);
    }
    if name.chars().count() > NAME_CHARACTERS {
        let limit = i64::try_from(NAME_CHARACTERS).unwrap_or(i64::MAX);
        return Err(FieldProblem::over("name", FieldCode::TooLong, limit));
    }
    if name.chars().any(is_out_of_place) {
        return problem(FieldCode::ControlCharacter);
    }
    if name.contains(['/', '\\']) || name == "." || name == ".." {
        return problem(FieldCode::Malformed);
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::settings::MB;
    use crate::strategies::{Typed, typed_line};
    use proptest::sample::select;

    fn request() -> RequestedFile<'static> {
        RequestedFile {
            name: "報告.pdf",
            size: 10,
            sha256: "ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12",
            media_type: "application/pdf",
            purpose: Purpose::LearningOutcome,
        }
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let wrong = RequestedFile { name: " ", size: 0, sha256: "xyz", ..request() };
        let fields: Vec<_> =
            reserve(&wrong).unwrap_err().fields().into_iter().map(|p| p.field).collect();
        assert_eq!(fields, ["name", "size", "sha256"]);
    }

    #[test]
    fn names_cannot_leave_their_folder() {
        for name in ["../a.pdf", "a/b.pdf", "a\\b.pdf", "..", "a\u{0}.pdf", "a\n.pdf"] {
            assert!(reserve(&RequestedFile { name, ..request() }).is_err(), "{name:?}");
        }
    }

    #[test]
    fn the_type_must_suit_the_purpose_and_the_size_its_kind() {
        let csv = RequestedFile { media_type: "text/csv", ..request() };
        assert_eq!(reserve(&csv), Err(FileRefusal::TypeNotAllowed));
        let large = RequestedFile { size: 4 * MB as i64 + 1, ..request() };
        assert_eq!(reserve(&large), Err(FileRefusal::TooLarge { limit: 4 * MB }));
        let negative = RequestedFile { size: -5, ..request() };
        assert_eq!(reserve(&negative).unwrap_err().code(), "input.invalid");
        assert_eq!(reserve(&request()).unwrap().size, 10);
    }

    #[derive(Debug, Clone)]
    struct Asked {
        name: Typed,
        size: i64,
        sha256: String,
        media_type: &'static str,
        purpose: Purpose,
    }

    fn asked() -> impl Strategy<Value = Asked> {
        let off_path = ["a/b", "a\\b", ".", ".."]
            .map(|text| Typed { text: text.to_owned(), wrong: Some(FieldCode::Malformed) });
        // A name takes no line breaks: they are refused, not folded.
        let is_line = |typed: &Typed| !typed.text.trim().contains(['\n', '\r', '\t']);
        let name = typed_line(NAME_CHARACTERS).prop_filter("line breaks", is_line);
        let mb = MB as i64;
        let near = [1, 4 * mb, 4 * mb + 1, 10 * mb, 10 * mb + 1];
        let size = prop_oneof![select(near.to_vec()), -2..20 * mb, any::<i64>()];
        let mut types = MediaType::ALL.map(MediaType::name).to_vec();
        types.extend(["text/html", "audio/mp3"]);
        (
            prop_oneof![9 => name, 1 => select(off_path.to_vec())],
            size,
            prop_oneof![9 => "[0-9a-fA-F]{64}", 1 => "[0-9a-f]{63}|[0-9a-f]{65}|[0-9a-g]{63}g"],
            select(types),
            select(Purpose::ALL.to_vec()),
        )
            .prop_map(|(name, size, sha256, media_type, purpose)| Asked {
                name,
                size,
                sha256,
                media_type,
                purpose,
            })
    }

    proptest! {
        #[test]
        fn what_is_asked_for_is_granted_where_every_limit_is_kept_and_nowhere_else(
            asked in asked(),
        ) {
            let Asked { name, size, sha256, media_type, purpose } = &asked;
            let request = RequestedFile {
                name: &name.text,
                size: *size,
                sha256,
                media_type,
                purpose: *purpose,
            };
            let mut wrong = Vec::new();
            wrong.extend(name.wrong.map(|code| ("name", code)));
            wrong.extend((*size < 1).then_some(("size", FieldCode::OutOfRange)));
            let digits = sha256.len() == 64 && !sha256.contains('g');
            wrong.extend((!digits).then_some(("sha256", FieldCode::Malformed)));
            let kind = MediaType::named(media_type);
            let takes = kind.is_some_and(|kind| purpose.media_types().contains(&kind));
            let limit = kind.map_or(0, MediaType::max_bytes);
            match reserve(&request) {
                Err(FileRefusal::Invalid(problems)) => {
                    let named: Vec<_> =
                        problems.iter().map(|p| (p.field.as_str(), p.code)).collect();
                    prop_assert!(!named.is_empty());
                    prop_assert_eq!(named, wrong);
                }
                Err(FileRefusal::TypeNotAllowed) => prop_assert!(wrong.is_empty() && !takes),
                Err(FileRefusal::TooLarge { limit: told }) => {
                    prop_assert!(
                        wrong.is_empty() && takes && told == limit && *size as u64 > limit
                    );
                }
                Ok(granted) => {
                    prop_assert!(wrong.is_empty() && takes && (1..=limit).contains(&granted.size));
                    prop_assert_eq!(granted.size, *size as u64);
                    prop_assert_eq!(granted.sha256.as_str(), sha256.to_lowercase());
                    let again =
                        RequestedFile { name: &granted.name, sha256: &granted.sha256, ..request };
                    prop_assert_eq!(reserve(&again), Ok(granted));
                }
            }
        }
    }
}
