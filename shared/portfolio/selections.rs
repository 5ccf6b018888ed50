//! Selection (勾選): what a student sends to the central database in one school year.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    ParseIdError, Refusal, SchoolYear, Semester, settings::SchoolSettings, windows::WindowName,
};

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

    /// The window in which the year's selection is made.
    pub fn window(self, year: SchoolYear) -> WindowName {
        match self {
            Self::LearningOutcomes => WindowName::OutcomeSelection(year),
            Self::DiversePerformances => WindowName::PerformanceSelection(year),
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

/// What the rules ask of an item that is to be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selectable {
    /// Certified; performances need no certification.
    pub certified: bool,
    /// The school year it belongs to.
    pub year: SchoolYear,
    /// The semester it belongs to; none for a performance.
    pub semester: Option<Semester>,
}

/// Whether these items, all together, are a selection of that year.
pub fn check(
    roster: Roster,
    year: SchoolYear,
    items: &[Selectable],
    settings: &SchoolSettings,
) -> Result<(), SelectionRefusal> {
    check_number(roster, items.len(), settings)?;
    if items.iter().any(|item| !item.certified) {
        return Err(SelectionRefusal::NotCertified);
    }
    if items.iter().any(|item| item.year != year) {
        return Err(SelectionRefusal::OtherYear);
    }
    check_semesters(items.iter().filter_map(|item| item.semester), settings)
}

/// Whether that many may be selected.
pub fn check_number(
    roster: Roster,
    selected: usize,
    settings: &SchoolSettings,
) -> Result<(), SelectionRefusal> {
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
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::{name_or_noise, names_are, semester, settings};

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
    fn a_selection_takes_certified_items_of_its_own_year() {
        let semester: Semester = "1151".parse().unwrap();
        let fits = Selectable { certified: true, year: semester.year, semester: Some(semester) };
        let uncertified = Selectable { certified: false, ..fits };
        let older = Selectable { year: "114".parse().unwrap(), ..fits };
        let answer = |items: &[Selectable]| {
            check(Roster::LearningOutcomes, semester.year, items, &SchoolSettings::default())
        };
        assert_eq!(answer(&[]), Ok(()));
        assert_eq!(answer(&[fits; 6]), Ok(()));
        assert_eq!(answer(&[fits; 7]), Err(SelectionRefusal::TooMany { limit: 6 }));
        assert_eq!(answer(&[fits, uncertified]), Err(SelectionRefusal::NotCertified));
        assert_eq!(answer(&[fits, older]), Err(SelectionRefusal::OtherYear));
    }

    #[test]
    fn a_school_may_set_a_number_per_semester() {
        let first: Semester = "1151".parse().unwrap();
        let second: Semester = "1152".parse().unwrap();
        let settings =
            SchoolSettings { selected_outcomes_per_semester: Some(3), ..Default::default() };
        assert!(check_semesters([first, first, first, second], &settings).is_ok());
        assert!(check_semesters([first; 4], &settings).is_err());
        assert!(check_semesters([first; 4], &SchoolSettings::default()).is_ok());
    }

    fn selectable() -> impl Strategy<Value = Selectable> {
        let certified = prop::bool::weighted(0.95);
        (certified, semester(), prop::bool::weighted(0.95)).prop_map(
            |(certified, semester, dated)| Selectable {
                certified,
                year: semester.year,
                semester: dated.then_some(semester),
            },
        )
    }

    fn of_year(year: SchoolYear) -> impl Strategy<Value = Vec<Selectable>> {
        let mostly = move |item: Selectable, other: bool| {
            let in_year = item.semester.map(|it| Semester { year, ..it });
            if other { item } else { Selectable { year, semester: in_year, ..item } }
        };
        let item = (selectable(), prop::bool::weighted(0.05))
            .prop_map(move |(it, other)| mostly(it, other));
        prop::collection::vec(item, 0..12)
    }

    proptest! {
        #[test]
        fn a_roster_has_one_name(text in name_or_noise(Roster::ALL.map(Roster::name).to_vec())) {
            prop_assert!(names_are::<Roster>(&Roster::ALL.map(Roster::name), &text));
        }

        #[test]
        fn a_selection_is_taken_where_every_limit_is_kept_and_nowhere_else(
            pick in 0_usize..2,
            items in of_year(SchoolYear::new(115).unwrap()),
            settings in settings(),
        ) {
            let (roster, year) = (Roster::ALL[pick], SchoolYear::new(115).unwrap());
            let limit =
                [settings.selected_outcomes_per_year, settings.selected_performances_per_year]
                    [pick];
            let of_each = items.iter().map(|item| {
                items
                    .iter()
                    .filter(|other| item.semester.is_some() && other.semester == item.semester)
                    .count()
            });
            let most_of_one = of_each.max().unwrap_or(0);
            let of_semester = settings.selected_outcomes_per_semester;
            let too_many = items.len() > limit as usize;
            let uncertified = items.iter().any(|item| !item.certified);
            let strange = items.iter().any(|item| item.year != year);
            let crowded = of_semester.is_some_and(|limit| most_of_one > limit as usize);
            let wrong = [too_many, uncertified, strange, crowded];
            let said = match check(roster, year, &items, &settings) {
                Ok(()) => None,
                Err(SelectionRefusal::TooMany { limit: told }) => Some((0, told == limit)),
                Err(SelectionRefusal::NotCertified) => Some((1, true)),
                Err(SelectionRefusal::OtherYear) => Some((2, true)),
                Err(SelectionRefusal::TooManyOfSemester { limit }) => {
                    Some((3, Some(limit) == of_semester))
                }
                Err(SelectionRefusal::Locked) => Some((0, false)),
            };
            match said {
                None => prop_assert_eq!(wrong, [false; 4]),
                Some((which, limit_is_told)) => {
                    prop_assert!(wrong[which] && limit_is_told, "{said:?}")
                }
            }
        }

        #[test]
        fn whoever_may_select_some_may_select_fewer_in_any_order(
            mut items in of_year(SchoolYear::new(115).unwrap()),
            settings in settings(),
            left_out: prop::sample::Index,
        ) {
            let taken = |items: &[Selectable]| {
                check(Roster::LearningOutcomes, SchoolYear::new(115).unwrap(), items, &settings)
                    .is_ok()
            };
            let before = taken(&items);
            items.reverse();
            prop_assert_eq!(taken(&items), before);
            if before && !items.is_empty() {
                items.remove(left_out.index(items.len()));
                prop_assert!(taken(&items));
            }
        }
    }
}
