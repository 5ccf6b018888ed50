/// What is wrong with one field of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's path as the client sent it, for example `fields.start_date`.
    pub field: String,
    /// What is wrong.
    pub code: FieldCode,
    /// The limit that the value passes, where there is one (characters, bytes or the plain number).
    pub limit: Option<i64>,
}

impl FieldProblem {
    /// A problem without a limit.
    pub fn new(field: impl Into<String>, code: FieldCode) -> Self {
        Self { field: field.into(), code, limit: None }
    }

    /// A problem with the limit that was passed.
    pub fn over(field: impl Into<String>, code: FieldCode, limit: i64) -> Self {
        Self { field: field.into(), code, limit: Some(limit) }
    }
}

/// The kinds of wrong that a field can be. The wire carries [`FieldCode::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldCode {
    /// Mandatory and left out, null, or nothing but white space.
    Missing,
    /// More characters (Unicode scalar values after NFC) than allowed.
    TooLong,
    /// Fewer characters or items than asked for.
    TooShort,
    /// Not the JSON type that is asked for.
    WrongType,
    /// Not one of the values that exist.
    UnknownValue,
    /// A number below or above its range.
    OutOfRange,
    /// Not a date of the form `2026-11-23`, or not in the calendar.
    NotADate,
    /// Not a time of the form `2026-11-23T08:00:00+08:00`.
    NotATime,
    /// An end before its beginning.
    EndsBeforeStart,
    /// Not an address that begins with `https://` or `http://`.
    NotAUrl,
    /// Not of the form that is asked for (an id, a digest, a code).
    Malformed,
    /// The same value twice in a list of different ones.
    Duplicate,
    /// Control characters, which no text of a portfolio needs.
    ControlCharacter,
    /// A field that this kind does not have.
    Unexpected,
    /// A password that is too easy to guess.
    TooWeak,
    /// A user name that somebody else has.
    Taken,
}

impl FieldCode {
    /// Every code, in the order of the documentation.
    pub const ALL: [Self; 16] = [
        Self::Missing,
        Self::TooLong,
        Self::TooShort,
        Self::WrongType,
        Self::UnknownValue,
        Self::OutOfRange,
        Self::NotADate,
        Self::NotATime,
        Self::EndsBeforeStart,
        Self::NotAUrl,
        Self::Malformed,
        Self::Duplicate,
        Self::ControlCharacter,
        Self::Unexpected,
        Self::TooWeak,
        Self::Taken,
    ];

    /// The stable code on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong => "too_long",
            Self::TooShort => "too_short",
            Self::WrongType => "wrong_type",
            Self::UnknownValue => "unknown_value",
            Self::OutOfRange => "out_of_range",
            Self::NotADate => "not_a_date",
            Self::NotATime => "not_a_time",
            Self::EndsBeforeStart => "ends_before_start",
            Self::NotAUrl => "not_a_url",
            Self::Malformed => "malformed",
            Self::Duplicate => "duplicate",
            Self::ControlCharacter => "control_character",
            Self::Unexpected => "unexpected",
            Self::TooWeak => "too_weak",
            Self::Taken => "taken",
        }
    }
}
