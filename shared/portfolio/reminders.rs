//! Reminders (預警提醒): who is reminded of what, and on which day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Semester, learning_outcomes::OutcomeState, settings::SchoolSettings, taipei, windows::Span,
};

/// The five kinds of the mission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    /// 學生繳交學習成果之提醒
    UploadOutcomes,
    /// 學生勾選學習成果之提醒
    SelectOutcomes,
    /// 學生勾選多元表現之提醒
    SelectPerformances,
    /// 教師學習成果未認證提醒
    CertifyOutcomes,
    /// 教師查看學生學習檔案之提醒
    ViewPortfolios,
}

impl Reminder {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::UploadOutcomes,
        Self::SelectOutcomes,
        Self::SelectPerformances,
        Self::CertifyOutcomes,
        Self::ViewPortfolios,
    ];

    /// The name in keys and logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::UploadOutcomes => "upload_outcomes",
            Self::SelectOutcomes => "select_outcomes",
            Self::SelectPerformances => "select_performances",
            Self::CertifyOutcomes => "certify_outcomes",
            Self::ViewPortfolios => "view_portfolios",
        }
    }

    /// The hour in Taipei at which a school sends it; none where the school sends none.
    pub fn hour(self, settings: &SchoolSettings) -> Option<u32> {
        match self {
            Self::UploadOutcomes | Self::SelectOutcomes | Self::SelectPerformances => {
                Some(settings.student_reminder_hour)
            }
            Self::CertifyOutcomes | Self::ViewPortfolios => settings.certification_reminder_hour,
        }
    }

    /// Days before the close of its window, for the kinds that have one.
    pub fn days_before_close(self, settings: &SchoolSettings) -> Option<u32> {
        match self {
            Self::UploadOutcomes => Some(settings.upload_reminder_days),
            Self::SelectOutcomes => Some(settings.outcome_selection_reminder_days),
            Self::SelectPerformances => Some(settings.performance_selection_reminder_days),
            Self::CertifyOutcomes | Self::ViewPortfolios => None,
        }
    }
}

/// Days after which a teacher who has not looked at the students' portfolios is reminded.
pub const UNREAD_DAYS: i32 = 7;

/// The last day of a window: the Taipei date of its last moment.
pub fn last_day(window: &Span) -> Date {
    let last = window.closes_at - jiff::SignedDuration::from_nanos(1);
    last.to_zoned(taipei()).date()
}

/// Whole days from `today` to the window's last day; negative afterwards.
pub fn days_left(window: &Span, today: Date) -> i32 {
    today.until(last_day(window)).map(|span| span.get_days()).unwrap_or(i32::MIN)
}

/// Whether the reminder of a window falls on this day: exactly `days` before its last day, and not
/// before it has opened.
///
/// ```
/// # use portfolio::{reminders::falls_on, windows::Span};
/// let window = Span::new("2026-11-01T00:00:00+08:00".parse()?, "2026-12-01T00:00:00+08:00".parse()?).unwrap();
/// assert!(falls_on(&window, 3, jiff::civil::date(2026, 11, 27)));
/// assert!(!falls_on(&window, 3, jiff::civil::date(2026, 11, 28)));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn falls_on(window: &Span, days: u32, today: Date) -> bool {
    let opened = window.opens_at.to_zoned(taipei()).date() <= today;
    opened && i64::from(days_left(window, today)) == i64::from(days)
}

/// Whole days since the students' portfolios were last looked at.
pub fn days_unread(last_viewed: Date, today: Date) -> i32 {
    last_viewed.until(today).map(|span| span.get_days()).unwrap_or(0)
}

/// Whether a teacher is reminded to look: a week, two weeks, … after the last look, or after the
/// account was made where there was none.
pub fn unread_falls_on(last_viewed: Date, today: Date) -> bool {
    let days = days_unread(last_viewed, today);
    days >= UNREAD_DAYS && days % UNREAD_DAYS == 0
}

/// Whether a student is reminded to upload: nothing of the semester is there yet, or something
/// waits for its owner, a draft that was never put forward or one that was returned. Uploading is
/// voluntary, so who has put everything forward is left in peace.
///
/// ```
/// use portfolio::{learning_outcomes::OutcomeState, reminders::lacks_upload};
/// assert!(lacks_upload(&[]));
/// assert!(lacks_upload(&[OutcomeState::Certified, OutcomeState::Draft]));
/// assert!(!lacks_upload(&[OutcomeState::Pending, OutcomeState::Certified]));
/// ```
pub fn lacks_upload(outcomes: &[OutcomeState]) -> bool {
    outcomes.is_empty() || unrequested(outcomes) > 0
}

/// How many outcomes wait for their owner.
pub fn unrequested(outcomes: &[OutcomeState]) -> usize {
    let waits =
        |state: &&OutcomeState| matches!(state, OutcomeState::Draft | OutcomeState::Returned);
    outcomes.iter().filter(waits).count()
}

/// How many certified outcomes a student could select in all, where each stands for its semester:
/// a school may allow only so many of one semester.
pub fn selectable_outcomes(
    semesters: impl IntoIterator<Item = Semester>,
    settings: &SchoolSettings,
) -> u32 {
    let mut counts = BTreeMap::<Semester, u32>::new();
    for semester in semesters {
        *counts.entry(semester).or_default() += 1;
    }
    let limit = settings.selected_outcomes_per_semester.unwrap_or(u32::MAX);
    counts.values().map(|count| (*count).min(limit)).sum()
}

/// Whether a student is reminded to select: there is more that could be selected than is, within
/// the year's number.
///
/// ```
/// use portfolio::reminders::can_select_more;
/// assert!(can_select_more(0, 3, 6));
/// assert!(!can_select_more(3, 3, 6));
/// assert!(!can_select_more(6, 9, 6));
/// ```
pub fn can_select_more(selected: u32, selectable: u32, limit: u32) -> bool {
    selected < selectable.min(limit)
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::select};

    use super::*;
    use crate::strategies::{day, days_after, semester, settings, window};
    use jiff::civil::date;

    #[test]
    fn a_window_that_closes_at_midnight_ends_on_the_day_before() {
        let at = |text: &str| text.parse().unwrap();
        let midnight = Span {
            opens_at: at("2026-11-01T00:00:00+08:00"),
            closes_at: at("2026-12-01T00:00:00+08:00"),
        };
        let noon = Span { closes_at: at("2026-12-01T12:00:00+08:00"), ..midnight };
        assert_eq!(last_day(&midnight), date(2026, 11, 30));
        assert_eq!(last_day(&noon), date(2026, 12, 1));
        assert_eq!(days_left(&midnight, date(2026, 11, 30)), 0);
        assert_eq!(days_left(&midnight, date(2026, 12, 2)), -2);
        assert!(!falls_on(&midnight, 40, date(2026, 10, 21)));
    }

    #[test]
    fn a_teacher_who_does_not_look_is_reminded_weekly() {
        let looked = date(2026, 11, 1);
        for (day, reminded) in [(7, false), (8, true), (9, false), (15, true), (22, true)] {
            assert_eq!(unread_falls_on(looked, date(2026, 11, day)), reminded, "{day}");
        }
    }

    #[test]
    fn what_a_semester_allows_bounds_what_could_be_selected() {
        let [first, second] = ["1151", "1152"].map(|text| text.parse::<Semester>().unwrap());
        let certified = [first, first, first, first, second];
        let settings = SchoolSettings::default();
        assert_eq!(selectable_outcomes(certified, &settings), 5);
        let settings = SchoolSettings { selected_outcomes_per_semester: Some(3), ..settings };
        assert_eq!(selectable_outcomes(certified, &settings), 4);
    }

    proptest! {
        #[test]
        fn a_window_is_open_on_its_last_day_and_not_on_the_next(window in window()) {
            let last = last_day(&window);
            let begins = |day: Date| day.to_zoned(taipei()).unwrap().timestamp();
            let [begin, end] = [begins(last), begins(days_after(last, 1))];
            prop_assert!(window.contains(begin.max(window.opens_at)));
            prop_assert!(begin < window.closes_at && window.closes_at <= end);
        }

        #[test]
        fn a_window_is_reminded_of_once_while_it_is_open_where_it_is_long_enough(
            window in window(), days in 0_u32..45,
        ) {
            let opens = window.opens_at.to_zoned(taipei()).date();
            let reminded: Vec<Date> = (-50..50)
                .map(|after| days_after(opens, after))
                .filter(|day| falls_on(&window, days, *day))
                .collect();
            let open_days =
                (0..50).take_while(|after| days_after(opens, *after) <= last_day(&window));
            let long_enough = open_days.count() > days as usize;
            prop_assert_eq!(reminded.len(), usize::from(long_enough));
            for day in reminded {
                prop_assert!(day >= opens);
                prop_assert_eq!(days_after(day, days as i32), last_day(&window));
                prop_assert_eq!(days_left(&window, day), days as i32);
            }
        }

        #[test]
        fn who_does_not_look_is_reminded_on_one_day_of_every_week_after_the_first(
            looked in day(), from in -20_i32..60,
        ) {
            let reminded = |after: i32| unread_falls_on(looked, days_after(looked, after));
            let in_week = (from..from + UNREAD_DAYS).filter(|after| reminded(*after)).count();
            prop_assert_eq!(in_week, usize::from(from > 0));
            prop_assert!(
                !reminded(0) && (from <= 0 || reminded(from) == reminded(from + UNREAD_DAYS))
            );
        }

        #[test]
        fn a_student_is_reminded_of_what_waits_for_nobody_else(
            outcomes in prop::collection::vec(
                select(vec![
                    OutcomeState::Draft,
                    OutcomeState::Pending,
                    OutcomeState::Certified,
                    OutcomeState::Returned,
                ]),
                0..6,
            ),
        ) {
            // What waits is what can be put forward.
            let waiting = outcomes
                .iter()
                .filter(|state| crate::learning_outcomes::request(**state).is_ok())
                .count();
            prop_assert_eq!(unrequested(&outcomes), waiting);
            prop_assert_eq!(lacks_upload(&outcomes), outcomes.is_empty() || waiting > 0);
            let with_a_draft = [outcomes.as_slice(), &[OutcomeState::Draft]].concat();
            prop_assert!(lacks_upload(&with_a_draft));
        }

        #[test]
        fn so_many_could_be_selected_as_the_selection_takes(
            certified in prop::collection::vec(semester(), 0..12), settings in settings(),
        ) {
            let mut taken: Vec<Semester> = Vec::new();
            for one in &certified {
                taken.push(*one);
                if crate::selections::check_semesters(taken.iter().copied(), &settings).is_err() {
                    taken.pop();
                }
            }
            let selectable = selectable_outcomes(certified.iter().copied(), &settings);
            prop_assert_eq!(selectable as usize, taken.len());
            let limit = settings.selected_outcomes_per_year;
            let mut selected = 0;
            while can_select_more(selected, selectable, limit) {
                selected += 1;
                prop_assert!(selected <= limit && selected <= selectable);
            }
            prop_assert!(selected == limit || selected == selectable);
        }

        #[test]
        fn who_sends_a_reminder_of_a_window_says_how_many_days_before(
            pick in 0..Reminder::ALL.len(), settings in settings(),
        ) {
            let reminder = Reminder::ALL[pick];
            let to_teachers = reminder.days_before_close(&settings).is_none();
            let silent = SchoolSettings { certification_reminder_hour: None, ..settings };
            prop_assert_eq!(reminder.hour(&silent).is_none(), to_teachers);
            prop_assert_eq!(serde_json::to_value(reminder).unwrap(), reminder.name());
        }
    }
}
