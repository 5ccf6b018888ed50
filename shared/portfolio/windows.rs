//! Operating windows (作業期間): when outcomes are uploaded, and when outcomes and performances are
//! selected.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{FieldCode, FieldProblem, Invalid, ParseIdError, Refusal, SchoolYear, Semester};

/// What a window opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowKind {
    /// Uploading learning outcomes and asking for their certification, per semester.
    OutcomeUpload,
    /// Selecting learning outcomes, per school year.
    OutcomeSelection,
    /// Selecting diverse performances, per school year.
    PerformanceSelection,
}

impl WindowKind {
    /// Every kind.
    pub const ALL: [Self; 3] =
        [Self::OutcomeUpload, Self::OutcomeSelection, Self::PerformanceSelection];

    /// The name on the wire and in keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::OutcomeUpload => "outcome_upload",
            Self::OutcomeSelection => "outcome_selection",
            Self::PerformanceSelection => "performance_selection",
        }
    }
}

impl fmt::Display for WindowKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for WindowKind {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.name() == text).ok_or(ParseIdError("window"))
    }
}

/// A window's own name: the kind and the semester or year that it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WindowName {
    /// Uploads of one semester.
    OutcomeUpload(Semester),
    /// Selection of outcomes of one year.
    OutcomeSelection(SchoolYear),
    /// Selection of performances of one year.
    PerformanceSelection(SchoolYear),
}

impl WindowName {
    /// Reads the two parts of the name.
    pub fn parse(kind: &str, period: &str) -> Result<Self, ParseIdError> {
        Ok(match kind.parse()? {
            WindowKind::OutcomeUpload => Self::OutcomeUpload(period.parse()?),
            WindowKind::OutcomeSelection => Self::OutcomeSelection(period.parse()?),
            WindowKind::PerformanceSelection => Self::PerformanceSelection(period.parse()?),
        })
    }

    /// The kind.
    pub fn kind(self) -> WindowKind {
        match self {
            Self::OutcomeUpload(_) => WindowKind::OutcomeUpload,
            Self::OutcomeSelection(_) => WindowKind::OutcomeSelection,
            Self::PerformanceSelection(_) => WindowKind::PerformanceSelection,
        }
    }

    /// The semester (`1151`) or year (`115`).
    pub fn period(self) -> String {
        match self {
            Self::OutcomeUpload(semester) => semester.to_string(),
            Self::OutcomeSelection(year) | Self::PerformanceSelection(year) => year.to_string(),
        }
    }
}

/// From when until when. The end is not within: a window that closes at midnight still accepts
/// 23:59:59 and refuses 00:00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first moment within.
    pub opens_at: Timestamp,
    /// The first moment after.
    pub closes_at: Timestamp,
}

/// The longest window that is no slip of the pen.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 366);

impl Span {
    /// A span that ends after it begins and is no longer than a year.
    pub fn new(opens_at: Timestamp, closes_at: Timestamp) -> Result<Self, Invalid> {
        let code = if closes_at <= opens_at {
            FieldCode::EndsBeforeStart
        } else if closes_at.duration_since(opens_at) > LONGEST {
            FieldCode::OutOfRange
        } else {
            return Ok(Self { opens_at, closes_at });
        };
        Err(Invalid(vec![FieldProblem::new("closes_at", code)]))
    }

    /// Whether the moment lies within.
    ///
    /// ```
    /// # use portfolio::windows::Span;
    /// let span = Span::new("2026-11-01T00:00:00+08:00".parse()?, "2026-12-01T00:00:00+08:00".parse()?).unwrap();
    /// assert!(span.contains("2026-11-30T23:59:59.999+08:00".parse()?));
    /// assert!(!span.contains("2026-12-01T00:00:00+08:00".parse()?));
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn contains(&self, at: Timestamp) -> bool {
        self.opens_at <= at && at < self.closes_at
    }
}

/// The window is closed, or was never opened: `window.closed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowClosed;

impl Refusal for WindowClosed {
    fn code(&self) -> &'static str {
        "window.closed"
    }
}

/// Whether something is accepted now: inside the window.
pub fn accepts(window: Option<Span>, now: Timestamp) -> Result<(), WindowClosed> {
    match window {
        Some(span) if span.contains(now) => Ok(()),
        _ => Err(WindowClosed),
    }
}

/// Whether something that names files is accepted now: inside the window, or within the grace after
/// its close where each of the files was reserved inside the window, so that an upload under way
/// at the deadline still counts.
pub fn accepts_files(
    window: Option<Span>,
    grace: SignedDuration,
    now: Timestamp,
    reserved_at: &[Timestamp],
) -> Result<(), WindowClosed> {
    let span = window.ok_or(WindowClosed)?;
    let in_grace = span.closes_at <= now && now < span.closes_at + grace;
    let under_way =
        !reserved_at.is_empty() && reserved_at.iter().all(|reserved| span.contains(*reserved));
    if span.contains(now) || in_grace && under_way { Ok(()) } else { Err(WindowClosed) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::{moment, name_or_noise, names_are, window};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn an_upload_under_way_at_the_deadline_counts_within_the_grace() {
        let span = Span::new(at("2026-11-01T00:00:00+08:00"), at("2026-12-01T00:00:00+08:00")).ok();
        let grace = SignedDuration::from_mins(30);
        let before = at("2026-11-30T23:59:59+08:00");
        let close = at("2026-12-01T00:00:00+08:00");
        for (now, reserved, accepted) in [
            (before, vec![], true),
            (close, vec![], false),
            (close, vec![before], true),
            (close, vec![close], false),
            (close, vec![before, close], false),
            (at("2026-12-01T00:29:59+08:00"), vec![before], true),
            (at("2026-12-01T00:30:00+08:00"), vec![before], false),
            (at("2026-10-31T23:59:59+08:00"), vec![], false),
        ] {
            let answer = accepts_files(span, grace, now, &reserved);
            assert_eq!(answer.is_ok(), accepted, "{now} {reserved:?}");
        }
        assert_eq!(accepts(None, before), Err(WindowClosed));
    }

    proptest! {
        #[test]
        fn a_windows_name_is_read_as_it_is_told(
            kind in "outcome_upload|outcome_selection|performance_selection|\\PC{0,20}",
            period in "[0-9]{2,5}|\\PC{0,5}",
        ) {
            if let Ok(name) = WindowName::parse(&kind, &period) {
                prop_assert_eq!((name.kind().name(), name.period()), (kind.as_str(), period));
            }
        }
    }

    /// How far from the opening, the close or the end of the grace.
    fn near() -> impl Strategy<Value = (usize, i64)> {
        (0_usize..3, prop_oneof![-1_i64..2, -7200_i64..7200])
    }

    proptest! {
        #[test]
        fn a_kind_of_window_has_one_name(
            text in name_or_noise(WindowKind::ALL.map(WindowKind::name).to_vec()),
        ) {
            prop_assert!(names_are::<WindowKind>(&WindowKind::ALL.map(WindowKind::name), &text));
        }

        #[test]
        fn a_span_begins_before_it_ends_and_lasts_no_longer_than_a_year(
            opens_at in moment(),
            hours in prop_oneof![-48_i64..24 * 400, Just(0), Just(24 * 366)],
            after in -1_i64..2,
        ) {
            let closes_at = opens_at + SignedDuration::from_secs(hours * 3600 + after);
            let accepted = Span::new(opens_at, closes_at).is_ok();
            prop_assert_eq!(accepted, closes_at > opens_at && hours * 3600 + after <= 366 * 86_400);
        }

        #[test]
        fn a_file_reserved_in_time_gains_the_grace_and_nothing_else_does(
            window in window(),
            minutes in 0_i64..180,
            now in near(),
            reserved in prop::collection::vec(near(), 0..3),
        ) {
            let grace = SignedDuration::from_mins(minutes);
            let turns = [window.opens_at, window.closes_at, window.closes_at + grace];
            let moment =
                |(turn, seconds): (usize, i64)| turns[turn] + SignedDuration::from_secs(seconds);
            let now = moment(now);
            let reserved: Vec<Timestamp> = reserved.into_iter().map(moment).collect();
            let accepted = |reserved: &[Timestamp], grace| {
                accepts_files(Some(window), grace, now, reserved).is_ok()
            };
            let open = accepts(Some(window), now).is_ok();
            prop_assert_eq!(open, window.opens_at <= now && now < window.closes_at);
            let late = now >= window.closes_at + grace || now < window.opens_at;
            let with_files = accepted(&reserved, grace);
            // While it is open, everything; after the grace, nothing; between, what came in time.
            prop_assert!(!open || with_files);
            prop_assert!(!late || !with_files);
            let all_in_time = reserved.iter().all(|it| accepts(Some(window), *it).is_ok());
            prop_assert!(open || late || with_files == (all_in_time && !reserved.is_empty()));
            prop_assert!(
                open || !accepted(&[], grace) && !accepted(&reserved, SignedDuration::ZERO)
            );
            prop_assert!(accepts_files(None, grace, now, &reserved).is_err());
        }
    }
}
