//! The school calendar of the demonstration, whose day is fixed: November 2026.

use jiff::{
    Span,
    civil::{Date, date},
};

use super::draw::Draw;

/// The school year that is running (學年度).
pub const CURRENT_YEAR: u16 = 115;
/// The semester that is running: no grades yet.
pub const CURRENT_SEMESTER: u16 = 1151;

/// Nothing in the demonstration happens after this day.
const LAST_DAY: Date = date(2026, 11, 20);

/// The semesters of a class from its first to the running one.
pub(super) fn semesters_since(entry_year: u16) -> Vec<u16> {
    (entry_year..=CURRENT_YEAR)
        .flat_map(|year| [year * 10 + 1, year * 10 + 2])
        .filter(|semester| *semester <= CURRENT_SEMESTER)
        .collect()
}

/// The grade, from 1, that a class which began in `entry_year` is in.
pub(super) fn grade_in(entry_year: u16, semester: u16) -> u8 {
    u8::try_from(semester / 10 - entry_year + 1).unwrap_or(1)
}

/// First and last day of lessons, the running semester only up to now.
fn days(semester: u16) -> (Date, Date) {
    let year = i16::try_from(semester / 10 + 1911).unwrap_or(2026);
    let (first, last) = match semester % 10 {
        1 => (date(year, 9, 8), date(year + 1, 1, 16)),
        _ => (date(year + 1, 2, 16), date(year + 1, 6, 26)),
    };
    (first, last.min(LAST_DAY))
}

/// A day in the semester, at least `after_start` days after its first and `before_end` days before
/// its last as far as the semester is long enough.
pub(super) fn day_in(semester: u16, after_start: i32, before_end: i32, draw: &mut Draw) -> Date {
    let (first, last) = days(semester);
    let length = (last - first).get_days();
    later(first, draw.between(after_start, (length - before_end).max(after_start + 1)))
}

/// So many days later, but not after the last day of the demonstration.
pub(super) fn later(day: Date, days: i32) -> Date {
    day.saturating_add(Span::new().days(days)).min(LAST_DAY)
}

/// The birth date of somebody who is fifteen when they enter.
pub(super) fn birth_date(entry_year: u16, draw: &mut Draw) -> Date {
    let year = i16::try_from(entry_year + 1911).unwrap_or(2026) - 16;
    date(year, 9, 2).saturating_add(Span::new().days(draw.between(0, 364)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_has_the_semesters_since_it_began() {
        assert_eq!(semesters_since(115), [1151]);
        assert_eq!(semesters_since(113), [1131, 1132, 1141, 1142, 1151]);
        assert_eq!(grade_in(113, 1142), 2);
    }

    #[test]
    fn no_day_lies_outside_its_semester_or_after_today() {
        let mut draw = Draw::of(&[1]);
        for semester in semesters_since(113) {
            for _ in 0..200 {
                let day = day_in(semester, 14, 10, &mut draw);
                let (first, last) = days(semester);
                assert!(first < day && day <= last, "{semester}: {day}");
                assert!(later(day, 400) <= LAST_DAY);
            }
        }
    }
}
