//! Selection (勾選): what a student sends to the central database in one school year.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{ParseIdError, Refusal, Semester, settings::SchoolSettings};

/// The two rosters that students fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Roster {
    /// 學生課程學習成果名冊
    LearningOutcomes,
    /// 學生自填多元表現名冊
    DiversePerformances,
}

impl Roster {
    /// Both rosters.
    pub const ALL: [Self; 2] = [Self::LearningOutcomes, Self::DiversePerformances];

    /// The name on the wire and in keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::LearningOutcomes => "learning_outcomes",
            Self::DiversePerformances => "diverse_performances",
        }
    }

    /// How many a student selects at most in one school year.
    pub fn limit(self, settings: &SchoolSettings) -> u32 {
        match self {
            Self::LearningOutcomes => settings.selected_outcomes_per_year,
            Self::DiversePerformances => settings.selected_performances_per_year,
        }
    }
}

impl fmt::Display for Roster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Roster {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|roster| roster.name() == text).ok_or(ParseIdError("roster"))
    }
}

/// Why a selection is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SelectionRefusal {
    /// More than the year's number.
    TooMany {
        /// The number.
        limit: u32,
    },
    /// More of one semester than the school's number for it.
    TooManyOfSemester {
        /// The number.
        limit: u32,
    },
    /// One of them is not certified.
    NotCertified,
    /// One of them belongs to another school year.
    OtherYear,
    /// The batch that it goes into is frozen.
    Locked,
}

impl Refusal for SelectionRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::TooMany { .. } => "selection.too_many",
            Self::TooManyOfSemester { .. } => "selection.too_many_of_semester",
            Self::NotCertified => "selection.not_certified",
            Self::OtherYear => "selection.other_year",
            Self::Locked => "selection.locked",
        }
    }

    fn facts(&self) -> Vec<(&'static str, i64)> {
        match self {
            Self::TooMany { limit } | Self::TooManyOfSemester { limit } => {
                vec![("limit", i64::from(*limit))]
            }
            _ => Vec::new(),
        }
    }
}

/// Whether that many may be selected.
pub fn check_number(roster: Roster, selected: usize, settings: &SchoolSettings) -> Result<(), SelectionRefusal> {
    let limit = roster.limit(settings);
    if selected > limit as usize { Err(SelectionRefusal::TooMany { limit }) } else { Ok(()) }
}

/// Whether no semester has more than the school's number for it, where it set one.
pub fn check_semesters(
    semesters: impl IntoIterator<Item = Semester>,
    settings: &SchoolSettings,
) -> Result<(), SelectionRefusal> {
    let Some(limit) = settings.selected_outcomes_per_semester else { return Ok(()) };
    let mut counts = BTreeMap::<Semester, u32>::new();
    for semester in semesters {
        *counts.entry(semester).or_default() += 1;
    }
    let over = counts.values().any(|count| *count > limit);
    if over { Err(SelectionRefusal::TooManyOfSemester { limit }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_and_ten_are_the_most() {
        let settings = SchoolSettings::default();
        assert!(check_number(Roster::LearningOutcomes, 6, &settings).is_ok());
        assert_eq!(
            check_number(Roster::LearningOutcomes, 7, &settings),
            Err(SelectionRefusal::TooMany { limit: 6 })
        );
        assert!(check_number(Roster::DiversePerformances, 10, &settings).is_ok());
        assert!(check_number(Roster::DiversePerformances, 11, &settings).is_err());
    }

    #[test]
    fn a_school_may_set_a_number_per_semester() {
        let first: Semester = "1151".parse().unwrap();
        let second: Semester = "1152".parse().unwrap();
        let settings = SchoolSettings { selected_outcomes_per_semester: Some(3), ..Default::default() };
        assert!(check_semesters([first, first, first, second], &settings).is_ok());
        assert!(check_semesters([first; 4], &settings).is_err());
        assert!(check_semesters([first; 4], &SchoolSettings::default()).is_ok());
    }
}
