use jiff::civil::{Time, Weekday};
use portfolio::{reminders::last_day, taipei, windows::Span};

/// A window's end as people say it: its last day, and the hour. A window that closes at midnight
/// closes at 24:00 of the day before.
pub fn deadline(window: &Span) -> String {
    let day = last_day(window);
    let closes = window.closes_at.to_zoned(taipei()).time();
    let hour = match closes {
        time if time == Time::midnight() => "24:00".to_owned(),
        time => format!("{:02}:{:02}", time.hour(), time.minute()),
    };
    let weekday = match day.weekday() {
        Weekday::Monday => "一",
        Weekday::Tuesday => "二",
        Weekday::Wednesday => "三",
        Weekday::Thursday => "四",
        Weekday::Friday => "五",
        Weekday::Saturday => "六",
        Weekday::Sunday => "日",
    };
    format!("{} 年 {} 月 {} 日（週{weekday}）{hour}", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_belongs_to_the_day_that_ends() {
        let until = |closes_at: &str| {
            deadline(&Span {
                opens_at: "2026-11-01T00:00:00+08:00".parse().unwrap(),
                closes_at: closes_at.parse().unwrap(),
            })
        };
        assert_eq!(until("2026-12-01T00:00:00+08:00"), "2026 年 11 月 30 日（週一）24:00");
        assert_eq!(until("2026-11-30T17:00:00+08:00"), "2026 年 11 月 30 日（週一）17:00");
    }
}
