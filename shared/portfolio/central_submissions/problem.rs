use super::{FileRole, ItemId};
use crate::{AccountId, diverse_performances::PerformanceKind};

/// A problem that the pre-check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// The item that it is about; none where it is about the student or the batch.
    pub item: Option<ItemId>,
    /// The student that it is about; none where it is about the batch.
    pub student: Option<AccountId>,
}

/// What can be wrong with what is to be submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// No student selected anything.
    NothingSelected,
    /// No identity number.
    IdNumberMissing,
    /// An identity number that other students of the batch have too.
    IdNumberDuplicate {
        /// How many students have it.
        students: usize,
    },
    /// No birth date.
    BirthDateMissing,
    /// No class. Only a remark of the roster.
    ClassMissing,
    /// No seat. Only a remark of the roster.
    SeatMissing,
    /// More items than the year's number.
    OverLimit {
        /// How many the student selected.
        selected: u32,
        /// The year's number.
        limit: u32,
    },
    /// The outcome's certification was withdrawn after it was selected.
    NotCertified,
    /// The course has no code.
    CourseCodeMissing,
    /// The course's code has not 23 characters.
    CourseCodeLength {
        /// How many it has.
        length: usize,
    },
    /// No description.
    DescriptionMissing,
    /// A description that is too long.
    DescriptionTooLong {
        /// Its characters.
        length: usize,
        /// The most there may be.
        limit: usize,
    },
    /// A description with line breaks; the roster has a space in place of each.
    DescriptionHasLineBreaks,
    /// Fields of a performance that are wrong by the table as it stands.
    FieldsInvalid {
        /// The kind of performance.
        kind: PerformanceKind,
        /// The names of the fields.
        names: Vec<String>,
    },
    /// An outcome without a file.
    NoFile,
    /// A file whose bytes are not in the vault.
    FileNotStored {
        /// Which of the item's files.
        role: FileRole,
    },
    /// A file of which no digest is known.
    FileWithoutDigest {
        /// Which of the item's files.
        role: FileRole,
    },
}

impl ProblemKind {
    /// The stable code on the wire.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NothingSelected => "precheck.nothing_selected",
            Self::IdNumberMissing => "precheck.id_number_missing",
            Self::IdNumberDuplicate { .. } => "precheck.id_number_duplicate",
            Self::BirthDateMissing => "precheck.birth_date_missing",
            Self::ClassMissing => "precheck.class_missing",
            Self::SeatMissing => "precheck.seat_missing",
            Self::OverLimit { .. } => "precheck.over_limit",
            Self::NotCertified => "precheck.not_certified",
            Self::CourseCodeMissing => "precheck.course_code_missing",
            Self::CourseCodeLength { .. } => "precheck.course_code_length",
            Self::DescriptionMissing => "precheck.description_missing",
            Self::DescriptionTooLong { .. } => "precheck.description_too_long",
            Self::DescriptionHasLineBreaks => "precheck.description_line_breaks",
            Self::FieldsInvalid { .. } => "precheck.fields_invalid",
            Self::NoFile => "precheck.no_file",
            Self::FileNotStored { .. } => "precheck.file_not_stored",
            Self::FileWithoutDigest { .. } => "precheck.file_without_digest",
        }
    }

    /// Whether the batch cannot be frozen while it lasts. The others are remarks: a student who just
    /// changed class must not keep a whole school from submitting.
    pub fn forbids_freezing(&self) -> bool {
        !matches!(self, Self::ClassMissing | Self::SeatMissing | Self::DescriptionHasLineBreaks)
    }

    /// Figures that belong to it.
    pub fn facts(&self) -> Vec<(&'static str, i64)> {
        let figure = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        match self {
            Self::IdNumberDuplicate { students } => vec![("students", figure(*students))],
            Self::OverLimit { selected, limit } => {
                vec![("selected", i64::from(*selected)), ("limit", i64::from(*limit))]
            }
            Self::CourseCodeLength { length } => vec![("length", figure(*length))],
            Self::DescriptionTooLong { length, limit } => {
                vec![("length", figure(*length)), ("limit", figure(*limit))]
            }
            Self::FieldsInvalid { names, .. } => vec![("fields", figure(names.len()))],
            _ => Vec::new(),
        }
    }
}
