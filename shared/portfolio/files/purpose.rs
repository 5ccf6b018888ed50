use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{ParseIdError, account::Role, settings::MB};

/// What a file is for. It decides who may bring it, of which types, and how large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// 課程學習成果
    LearningOutcome,
    /// 多元表現
    DiversePerformance,
    /// 其他 (自傳、學習計畫 …)
    Supplement,
    /// 課程諮詢紀錄
    AdvisingRecord,
    /// 自主學習計畫
    SelfDirectedPlan,
    /// 教師檔案櫃
    TeacherFile,
    /// 收訖明細, outside the quota
    CentralReceipt,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 7] = [
        Self::LearningOutcome,
        Self::DiversePerformance,
        Self::Supplement,
        Self::AdvisingRecord,
        Self::SelfDirectedPlan,
        Self::TeacherFile,
        Self::CentralReceipt,
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::LearningOutcome => "learning_outcome",
            Self::DiversePerformance => "diverse_performance",
            Self::Supplement => "supplement",
            Self::AdvisingRecord => "advising_record",
            Self::SelfDirectedPlan => "self_directed_plan",
            Self::TeacherFile => "teacher_file",
            Self::CentralReceipt => "central_receipt",
        }
    }

    /// Who may bring a file for it.
    pub fn roles(self) -> &'static [Role] {
        match self {
            Self::LearningOutcome
            | Self::DiversePerformance
            | Self::Supplement
            | Self::SelfDirectedPlan => &[Role::Student],
            Self::AdvisingRecord => &[Role::CourseAdvisor],
            Self::TeacherFile => &Role::TEACHERS,
            Self::CentralReceipt => &[Role::OutcomeSubmitter, Role::PerformanceSubmitter],
        }
    }

    /// The types it takes.
    pub fn media_types(self) -> &'static [MediaType] {
        use MediaType::{Csv, Docx, Jpeg, Mp3, Mp4, Pdf, Png, Pptx, Xlsx};
        match self {
            Self::LearningOutcome
            | Self::DiversePerformance
            | Self::Supplement
            | Self::SelfDirectedPlan => &[Pdf, Jpeg, Png, Mp3, Mp4],
            Self::AdvisingRecord => &[Pdf, Png, Jpeg],
            Self::TeacherFile => &[Pdf, Jpeg, Png, Mp3, Mp4, Docx, Xlsx, Pptx],
            Self::CentralReceipt => &[Csv],
        }
    }

    /// Whether the file counts against its owner's quota.
    pub fn is_charged(self) -> bool {
        self != Self::CentralReceipt
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Purpose {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == text).ok_or(ParseIdError("purpose"))
    }
}

/// The types of file that the system takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// A PDF document.
    Pdf,
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// MP3 sound.
    Mp3,
    /// MP4 video.
    Mp4,
    /// A Word document.
    Docx,
    /// An Excel workbook.
    Xlsx,
    /// A PowerPoint presentation.
    Pptx,
    /// Comma-separated values.
    Csv,
}

/// A file larger than its kind may be: `file.too_large`. Bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverLimit(pub u64);

impl MediaType {
    /// Every type.
    pub const ALL: [Self; 9] = [
        Self::Pdf,
        Self::Jpeg,
        Self::Png,
        Self::Mp3,
        Self::Mp4,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Csv,
    ];

    /// The IANA name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Mp3 => "audio/mpeg",
            Self::Mp4 => "video/mp4",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Csv => "text/csv",
        }
    }

    /// The type of that name, with the names that browsers use for the same thing.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "image/jpg" => Some(Self::Jpeg),
            "audio/mp3" => Some(Self::Mp3),
            "application/vnd.ms-excel" => Some(Self::Csv),
            _ => Self::ALL.into_iter().find(|kind| kind.name() == name),
        }
    }

    /// Sound and pictures that move; everything else is a document.
    pub fn is_audio_or_video(self) -> bool {
        matches!(self, Self::Mp3 | Self::Mp4)
    }

    /// The largest file of this type, in bytes: 4 MB for documents and 10 MB for sound and video
    /// since the first semester of 109 (announced 2020-12-23). Office documents of teachers and
    /// receipts are ours to set: 10 MB.
    pub fn max_bytes(self) -> u64 {
        match self {
            Self::Pdf | Self::Jpeg | Self::Png => 4 * MB,
            Self::Mp3 | Self::Mp4 | Self::Docx | Self::Xlsx | Self::Pptx | Self::Csv => 10 * MB,
        }
    }

    /// Whether a file of this many bytes is within the limit.
    pub fn admits(self, bytes: u64) -> Result<(), OverLimit> {
        if bytes <= self.max_bytes() { Ok(()) } else { Err(OverLimit(self.max_bytes())) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::{name_or_noise, names_are};

    #[test]
    fn the_limit_itself_is_admitted_and_one_byte_more_is_not() {
        for kind in MediaType::ALL {
            assert_eq!(kind.admits(kind.max_bytes()), Ok(()));
            assert_eq!(kind.admits(kind.max_bytes() + 1), Err(OverLimit(kind.max_bytes())));
            assert_eq!(MediaType::named(kind.name()), Some(kind));
        }
        assert_eq!(MediaType::Pdf.max_bytes(), 4_194_304);
        assert_eq!(MediaType::Mp4.max_bytes(), 10_485_760);
    }

    /// What browsers call some of the types.
    const BROWSERS: [&str; 3] = ["image/jpg", "audio/mp3", "application/vnd.ms-excel"];

    proptest! {
        #[test]
        fn a_purpose_has_one_name(text in name_or_noise(Purpose::ALL.map(Purpose::name).to_vec())) {
            prop_assert!(names_are::<Purpose>(&Purpose::ALL.map(Purpose::name), &text));
        }

        #[test]
        fn a_type_is_taken_under_its_own_name_and_under_what_browsers_call_it(
            text in name_or_noise([MediaType::ALL.map(MediaType::name).as_slice(), &BROWSERS].concat()),
        ) {
            match MediaType::named(&text) {
                Some(kind) => {
                    prop_assert!(kind.name() == text || BROWSERS.contains(&text.as_str()))
                }
                None => prop_assert!(MediaType::ALL.iter().all(|kind| kind.name() != text)),
            }
        }

        #[test]
        fn a_smaller_file_is_admitted_wherever_a_larger_one_is(
            pick in 0..MediaType::ALL.len(), bytes in 0..20 * MB, less in 0..20 * MB,
        ) {
            let kind = MediaType::ALL[pick];
            match kind.admits(bytes) {
                Ok(()) => prop_assert_eq!(kind.admits(bytes.saturating_sub(less)), Ok(())),
                Err(OverLimit(limit)) => {
                    prop_assert!(limit < bytes);
                    prop_assert_eq!(kind.admits(limit), Ok(()));
                    prop_assert!(kind.admits(bytes + less).is_err());
                }
            }
        }

        #[test]
        fn nobody_brings_what_is_somebody_elses_to_bring(pick in 0..Purpose::ALL.len()) {
            let purpose = Purpose::ALL[pick];
            let student = purpose.roles().contains(&Role::Student);
            prop_assert!(!purpose.roles().is_empty() && !purpose.media_types().is_empty());
            prop_assert!(!student || purpose.roles().len() == 1);
            prop_assert!(purpose.roles().iter().all(|role| Role::OF_SCHOOLS.contains(role)));
        }
    }
}
