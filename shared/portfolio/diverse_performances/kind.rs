use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Field, definition};
use crate::ParseIdError;

/// The kinds of diverse performance, in the order of the sheets of the roster. On the wire
/// `leadership_post` and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PerformanceKind {
    /// 幹部經歷暨事蹟
    LeadershipPost,
    /// 競賽參與
    Competition,
    /// 檢定證照. Not to be confused with 認證, the certification of an outcome.
    Licence,
    /// 服務學習
    ServiceLearning,
    /// 彈性學習時間
    FlexibleLearning,
    /// 團體活動時間
    GroupActivity,
    /// 職場學習
    WorkplaceLearning,
    /// 作品成果
    CreativeWork,
    /// 大學及技專校院先修課程
    AdvancedCourse,
    /// 其他多元表現
    OtherActivity,
}

impl PerformanceKind {
    /// All ten, in the order of the roster.
    pub const ALL: [Self; 10] = [
        Self::LeadershipPost,
        Self::Competition,
        Self::Licence,
        Self::ServiceLearning,
        Self::FlexibleLearning,
        Self::GroupActivity,
        Self::WorkplaceLearning,
        Self::CreativeWork,
        Self::AdvancedCourse,
        Self::OtherActivity,
    ];

    /// The name on the wire and in the table.
    pub fn name(self) -> &'static str {
        definition(self).name
    }

    /// The name of its sheet in the roster, which is also its title in 中文.
    pub fn sheet_name(self) -> &'static str {
        definition(self).sheet
    }

    /// The title in English.
    pub fn title_en(self) -> &'static str {
        definition(self).title_en
    }

    /// Its fields, in the order of the roster's columns.
    pub fn fields(self) -> &'static [Field] {
        definition(self).fields
    }
}

impl fmt::Display for PerformanceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for PerformanceKind {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.name() == text).ok_or(ParseIdError("kind"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::{name_or_noise, names_are};

    proptest! {
        #[test]
        fn a_kind_has_one_name(
            text in name_or_noise(PerformanceKind::ALL.map(PerformanceKind::name).to_vec()),
        ) {
            prop_assert!(names_are::<PerformanceKind>(
                &PerformanceKind::ALL.map(PerformanceKind::name),
                &text
            ));
        }
    }
}
