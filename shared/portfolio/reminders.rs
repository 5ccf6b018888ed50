//! Reminders (預警提醒): who is reminded of what, and on which day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{settings::SchoolSettings, taipei, windows::Span};

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

/// Whether a teacher is reminded to look: a week, two weeks, … after the last look, or after the
/// account was made where there was none.
pub fn unread_falls_on(last_viewed: Date, today: Date) -> bool {
    let days = last_viewed.until(today).map(|span| span.get_days()).unwrap_or(0);
    days >= UNREAD_DAYS && days % UNREAD_DAYS == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_window_that_closes_at_midnight_ends_on_the_day_before() {
        let at = |text: &str| text.parse().unwrap();
        let midnight = Span { opens_at: at("2026-11-01T00:00:00+08:00"), closes_at: at("2026-12-01T00:00:00+08:00") };
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
}
