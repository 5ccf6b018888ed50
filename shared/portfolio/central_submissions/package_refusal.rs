use super::DataKey;
use crate::Refusal;

/// Why frozen rows cannot be packed. None of these comes from what a student does: each says that
/// the rows were put together wrongly.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackageRefusal {
    /// Two rows have one key.
    #[error("two rows have the key {0}")]
    DuplicateRow(DataKey),
    /// A performance in the roster of outcomes, or the other way round.
    #[error("the row {0} belongs in another roster")]
    WrongRoster(DataKey),
    /// A file that no archive can take.
    #[error("a file of the row {0} is larger than an archive")]
    FileTooLarge(DataKey),
    /// The workbook cannot be written: more rows or text than a sheet takes.
    #[error("the workbook cannot be written: {0}")]
    Workbook(String),
}

impl Refusal for PackageRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::DuplicateRow(_) => "submission.duplicate_row",
            Self::WrongRoster(_) => "submission.wrong_roster",
            Self::FileTooLarge(_) => "submission.file_too_large",
            Self::Workbook(_) => "submission.workbook",
        }
    }
}
