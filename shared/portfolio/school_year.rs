use std::{fmt, str::FromStr};

use jiff::{civil::Date, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::ParseIdError;

/// Asia/Taipei, in which every deadline of the system is meant.
pub fn taipei() -> TimeZone {
    TimeZone::get("Asia/Taipei").unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(8)))
}

/// A school year by the Republic's calendar (學年度): 108 began on 1 August 2019.
///
/// ```
/// use portfolio::SchoolYear;
/// assert_eq!(SchoolYear::of(jiff::civil::date(2026, 11, 23)), SchoolYear::new(115).unwrap());
/// assert_eq!(SchoolYear::of(jiff::civil::date(2026, 7, 31)).number(), 114);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct SchoolYear(u16);

impl SchoolYear {
    /// Between 100 and 199, which is all this century's portfolios; anything else is a slip.
    pub fn new(number: u16) -> Option<Self> {
        (100..200).contains(&number).then_some(Self(number))
    }

    /// The year's number in the Republic's calendar.
    pub fn number(self) -> u16 {
        self.0
    }

    /// The school year that this day lies in.
    pub fn of(day: Date) -> Self {
        let began = if day.month() >= 8 { day.year() } else { day.year() - 1 };
        Self(u16::try_from(began - 1911).unwrap_or_default())
    }

    /// The two semesters of the year.
    pub fn semesters(self) -> [Semester; 2] {
        [Semester { year: self, term: Term::First }, Semester { year: self, term: Term::Second }]
    }
}

impl fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for SchoolYear {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
        let number = if plain { text.parse().ok() } else { None };
        number.and_then(Self::new).ok_or(ParseIdError("year"))
    }
}

impl Serialize for SchoolYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.0)
    }
}

impl<'de> Deserialize<'de> for SchoolYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u16::deserialize(deserializer)?;
        Self::new(number).ok_or_else(|| de::Error::custom("a school year lies between 100 and 199"))
    }
}

/// One half of a school year (上學期, 下學期).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Term {
    /// August to January.
    First,
    /// February to July.
    Second,
}

/// A semester (學期), written `1081`: the year and the half.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Semester {
    /// The school year.
    pub year: SchoolYear,
    /// Which half of it.
    pub term: Term,
}

impl Semester {
    /// 1 or 2, as the rosters write it.
    pub fn number(self) -> u8 {
        match self.term {
            Term::First => 1,
            Term::Second => 2,
        }
    }

    /// The semester before this one.
    ///
    /// ```
    /// use portfolio::Semester;
    /// let first: Semester = "1151".parse()?;
    /// assert_eq!(first.previous().to_string(), "1142");
    /// assert_eq!(first.previous().previous().to_string(), "1141");
    /// # Ok::<(), portfolio::ParseIdError>(())
    /// ```
    pub fn previous(self) -> Self {
        match self.term {
            Term::Second => Self { term: Term::First, ..self },
            Term::First => {
                Self { year: SchoolYear(self.year.0.saturating_sub(1)), term: Term::Second }
            }
        }
    }

    /// The semester that this day lies in.
    pub fn of(day: Date) -> Self {
        let term = if (2..8).contains(&day.month()) { Term::Second } else { Term::First };
        Self { year: SchoolYear::of(day), term }
    }
}

impl fmt::Display for Semester {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.year, self.number())
    }
}

impl FromStr for Semester {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, term) = text.split_at_checked(3).ok_or(ParseIdError("semester"))?;
        let term = match term {
            "1" => Term::First,
            "2" => Term::Second,
            _ => return Err(ParseIdError("semester")),
        };
        Ok(Self { year: year.parse()?, term })
    }
}

impl Serialize for Semester {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Semester {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::custom("a semester is written like 1081"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_year_turns_on_the_first_of_august_and_the_term_on_the_first_of_february() {
        for (day, semester) in [
            (date(2019, 8, 1), "1081"),
            (date(2020, 1, 31), "1081"),
            (date(2020, 2, 1), "1082"),
            (date(2020, 7, 31), "1082"),
            (date(2020, 8, 1), "1091"),
        ] {
            assert_eq!(Semester::of(day).to_string(), semester);
            assert_eq!(semester.parse(), Ok(Semester::of(day)));
        }
    }

    #[test]
    fn what_is_no_semester_is_refused() {
        for text in ["", "108", "1083", "0081", "10811", "１０８1", "10"] {
            assert!(text.parse::<Semester>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_printed_as_it_stood(text in "[0-9]{0,6}|\\PC{0,6}") {
            if let Ok(year) = text.parse::<SchoolYear>() {
                prop_assert_eq!(year.to_string(), text.as_str());
            }
            if let Ok(semester) = text.parse::<Semester>() {
                prop_assert_eq!(semester.to_string(), text.as_str());
            }
        }

        #[test]
        fn every_day_lies_in_the_semester_that_it_names(days in 0_i32..36_000) {
            let day = date(2011, 8, 1).saturating_add(jiff::Span::new().days(days));
            let semester = Semester::of(day);
            prop_assert_eq!(semester.to_string().parse(), Ok(semester));
            prop_assert!(SchoolYear::of(day).semesters().contains(&semester));
        }
    }
}
