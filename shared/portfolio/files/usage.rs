use super::{FileState, MediaType, Purpose};
use crate::{FieldCode, FieldProblem, Refusal};

/// The two places in which an item names a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// 文件檔案、證明文件: a document or a picture.
    Document,
    /// 影音檔案: sound or video.
    Media,
}

impl Slot {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Document, Self::Media];

    /// The field on the wire.
    pub fn field(self) -> &'static str {
        match self {
            Self::Document => "document_file_id",
            Self::Media => "media_file_id",
        }
    }

    fn takes(self, kind: MediaType) -> bool {
        kind.is_audio_or_video() == (self == Self::Media)
    }
}

/// Why an item cannot name a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsageRefusal {
    /// It does not exist, is somebody else's, has not arrived, or is for something else.
    Unusable(Slot),
    /// Another item names it.
    InUse(Slot),
    /// A frozen submission holds it.
    Locked,
}

impl Refusal for UsageRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unusable(_) => "file.unusable",
            Self::InUse(_) => "file.in_use",
            Self::Locked => "file.locked",
        }
    }

    fn fields(&self) -> Vec<FieldProblem> {
        match self {
            Self::Unusable(slot) => {
                vec![FieldProblem::new(slot.field(), FieldCode::UnknownValue)]
            }
            Self::InUse(slot) => vec![FieldProblem::new(slot.field(), FieldCode::Taken)],
            Self::Locked => Vec::new(),
        }
    }
}

/// Whether a file that is there can stand in this place of an item of this purpose.
///
/// ```
/// use portfolio::files::{FileState, Purpose, Slot, check_usage};
/// let usage = |slot, kind| {
///     check_usage(slot, Purpose::LearningOutcome, FileState::Stored, Purpose::LearningOutcome, kind)
/// };
/// assert!(usage(Slot::Document, "application/pdf").is_ok());
/// assert!(usage(Slot::Media, "application/pdf").is_err());
/// ```
pub fn check_usage(
    slot: Slot,
    wanted: Purpose,
    state: FileState,
    purpose: Purpose,
    media_type: &str,
) -> Result<(), UsageRefusal> {
    let fits = MediaType::named(media_type).is_some_and(|kind| slot.takes(kind));
    if state == FileState::Stored && purpose == wanted && fits {
        Ok(())
    } else {
        Err(UsageRefusal::Unusable(slot))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::{file_state, name_or_noise};

    #[test]
    fn only_a_stored_file_of_the_same_purpose_and_the_right_kind_is_named() {
        let outcome = Purpose::LearningOutcome;
        for (slot, state, purpose, media_type, fits) in [
            (Slot::Document, FileState::Stored, outcome, "image/png", true),
            (Slot::Media, FileState::Stored, outcome, "video/mp4", true),
            (Slot::Document, FileState::Stored, outcome, "audio/mpeg", false),
            (Slot::Media, FileState::Stored, outcome, "image/png", false),
            (Slot::Document, FileState::Reserved, outcome, "image/png", false),
            (Slot::Document, FileState::Promoting, outcome, "image/png", false),
            (Slot::Document, FileState::Deleted, outcome, "image/png", false),
            (Slot::Document, FileState::Stored, Purpose::Supplement, "image/png", false),
            (Slot::Document, FileState::Stored, outcome, "text/html", false),
        ] {
            let answer = check_usage(slot, outcome, state, purpose, media_type);
            assert_eq!(answer.is_ok(), fits, "{slot:?} {state:?} {purpose} {media_type}");
        }
    }

    #[test]
    fn the_refusal_names_the_field() {
        let refusal = UsageRefusal::InUse(Slot::Media);
        assert_eq!(
            (refusal.code(), refusal.fields()[0].field.as_str()),
            ("file.in_use", "media_file_id")
        );
    }

    proptest! {
        #[test]
        fn a_file_fits_one_place_of_what_it_was_brought_for_once_it_is_stored(
            state in file_state(),
            [wanted, brought] in [0..Purpose::ALL.len(), 0..Purpose::ALL.len()],
            media_type in name_or_noise(MediaType::ALL.map(MediaType::name).to_vec()),
        ) {
            let (wanted, brought) = (Purpose::ALL[wanted], Purpose::ALL[brought]);
            let check = |slot| check_usage(slot, wanted, state, brought, &media_type);
            let taken = Slot::ALL.into_iter().filter(|slot| check(*slot).is_ok()).count();
            let usable = state == FileState::Stored && wanted == brought;
            let known = MediaType::named(&media_type).is_some();
            prop_assert_eq!(taken, usize::from(usable && known));
            for slot in Slot::ALL {
                prop_assert!(
                    check(slot).is_ok() || check(slot) == Err(UsageRefusal::Unusable(slot))
                );
            }
        }
    }
}
