use jiff::Timestamp;

use super::{Notice, NoticeCode};
use crate::{
    reminders::days_left,
    settings::UNDO_CERTIFICATION,
    taipei,
    windows::{Span, WindowKind},
};

/// What a student's notices depend on.
#[derive(Debug, Clone, Default)]
pub struct StudentFacts {
    /// When each outcome that is certified or returned was decided.
    pub decided_at: Vec<Timestamp>,
    /// When the student last saw the list of outcomes.
    pub last_viewed_at: Option<Timestamp>,
    /// The school's windows.
    pub windows: Vec<(WindowKind, Span)>,
    /// Days before the close at which a closing upload window becomes a notice.
    pub upload_reminder_days: u32,
}

/// What a student should know after the sign-in. A closing window says how many days are left: 0
/// on its last day.
///
/// ```
/// use portfolio::{notices::{NoticeCode, StudentFacts, student_notices}, windows::{Span, WindowKind}};
/// let span = Span::new("2026-11-01T00:00:00+08:00".parse()?, "2026-12-01T00:00:00+08:00".parse()?).unwrap();
/// let facts = StudentFacts {
///     windows: vec![(WindowKind::OutcomeUpload, span)],
///     upload_reminder_days: 3,
///     ..StudentFacts::default()
/// };
/// let notices = student_notices(&facts, "2026-11-28T10:00:00+08:00".parse()?);
/// assert_eq!((notices[0].code, notices[0].count), (NoticeCode::WindowClosing, 2));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn student_notices(facts: &StudentFacts, now: Timestamp) -> Vec<Notice> {
    let decided = facts.decided_at.iter().copied();
    let reviewed = reviewed(decided, facts.last_viewed_at, now);
    let open = facts.windows.iter().filter(|(_, span)| span.contains(now));
    let (uploads, selections): (Vec<_>, Vec<_>) =
        open.partition(|(kind, _)| *kind == WindowKind::OutcomeUpload);
    let today = now.to_zoned(taipei()).date();
    let left = uploads.iter().filter_map(|(_, span)| u32::try_from(days_left(span, today)).ok());
    let closing = left.min().filter(|days| *days <= facts.upload_reminder_days);
    let selections = u32::try_from(selections.len()).unwrap_or(u32::MAX);

    let counted = |code, count| (count > 0).then_some(Notice { code, count });
    [
        counted(NoticeCode::OutcomeReviewed, reviewed),
        closing.map(|count| Notice { code: NoticeCode::WindowClosing, count }),
        counted(NoticeCode::SelectionOpen, selections),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How many decisions the student has not seen in the list. A decision counts only once the
/// teacher can no longer take it back.
pub fn reviewed(
    decided_at: impl IntoIterator<Item = Timestamp>,
    last_viewed_at: Option<Timestamp>,
    now: Timestamp,
) -> u32 {
    let is_news = |decided: &Timestamp| {
        let stands_since = *decided + UNDO_CERTIFICATION;
        stands_since <= now && last_viewed_at.is_none_or(|viewed| viewed < stands_since)
    };
    u32::try_from(decided_at.into_iter().filter(is_news).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{reminders::falls_on, strategies::moment};

    fn at(time: &str) -> Timestamp {
        format!("2026-11-23T{time}+08:00").parse().unwrap()
    }

    #[test]
    fn a_decision_is_news_from_ten_minutes_after_it_until_the_list_was_seen() {
        let decided = at("08:00:00");
        for (viewed, now, news) in [
            (None, "08:09:59", 0),
            (None, "08:10:00", 1),
            (None, "23:00:00", 1),
            // Seen while it could still be taken back: not yet news, so it comes later.
            (Some("08:05:00"), "08:10:00", 1),
            (Some("08:10:00"), "08:11:00", 0),
            (Some("07:00:00"), "08:11:00", 1),
        ] {
            assert_eq!(reviewed([decided], viewed.map(at), at(now)), news, "{viewed:?} {now}");
        }
    }

    fn facts(kind: WindowKind, closes: &str) -> StudentFacts {
        let span = Span { opens_at: at("00:00:00"), closes_at: closes.parse().unwrap() };
        StudentFacts {
            windows: vec![(kind, span)],
            upload_reminder_days: 3,
            ..StudentFacts::default()
        }
    }

    #[test]
    fn an_upload_window_is_a_notice_in_its_last_days() {
        for (closes, days) in [
            ("2026-11-24T00:00:00+08:00", Some(0)),
            ("2026-11-26T12:00:00+08:00", Some(3)),
            ("2026-11-27T12:00:00+08:00", None),
            ("2026-11-23T08:00:00+08:00", None),
        ] {
            let notices =
                student_notices(&facts(WindowKind::OutcomeUpload, closes), at("09:00:00"));
            assert_eq!(notices.first().map(|notice| notice.count), days, "{closes}");
        }
    }

    #[test]
    fn open_selections_are_counted_and_closed_ones_are_not() {
        let mut facts = facts(WindowKind::OutcomeSelection, "2026-12-01T00:00:00+08:00");
        facts.windows.push((WindowKind::PerformanceSelection, facts.windows[0].1));
        let notices = student_notices(&facts, at("09:00:00"));
        assert_eq!(notices, [Notice { code: NoticeCode::SelectionOpen, count: 2 }]);
        let later = "2026-12-01T00:00:00+08:00".parse().unwrap();
        assert_eq!(student_notices(&facts, later), []);
    }

    proptest! {
        #[test]
        fn every_decision_is_news_once_however_often_the_list_is_looked_at(
            decided in prop::collection::vec((0_i64..12).prop_map(|n| n * 300), 0..5),
            looks in prop::collection::btree_set((0_i64..18).prop_map(|n| n * 300), 1..8),
        ) {
            let second = |seconds: i64| at("08:00:00") + jiff::SignedDuration::from_secs(seconds);
            let (mut told, mut viewed) = (0, None);
            for look in &looks {
                told += reviewed(decided.iter().map(|it| second(*it)), viewed, second(*look));
                viewed = Some(second(*look));
            }
            let last = looks.last().unwrap();
            let stands = decided.iter().filter(|it| **it + 600 <= *last).count();
            prop_assert_eq!(told as usize, stands);
        }

        #[test]
        fn what_closes_and_what_is_open_is_told_on_the_day_that_a_mail_tells_it(
            windows in prop::collection::vec((0_usize..4, -24_i64..100, 1_i64..300), 0..5),
            now in moment(),
            days in 0_u32..10,
        ) {
            // Most of them are of uploads, and most are open.
            let window = |(kind, opened, lasts): (usize, i64, i64)| {
                let opens_at = now - jiff::SignedDuration::from_hours(opened);
                let closes_at = opens_at + jiff::SignedDuration::from_hours(lasts);
                (WindowKind::ALL[kind % 3], Span { opens_at, closes_at })
            };
            let windows = windows.into_iter().map(window).collect();
            let facts =
                StudentFacts { windows, upload_reminder_days: days, ..StudentFacts::default() };
            let notices = student_notices(&facts, now);
            let count = |code| notices.iter().find(|it| it.code == code).map(|it| it.count);
            let open = |upload: bool| {
                facts.windows.iter().filter(move |(kind, span)| {
                    (*kind == WindowKind::OutcomeUpload) == upload
                        && span.opens_at <= now
                        && now < span.closes_at
                })
            };
            let selections = open(false).count() as u32;
            prop_assert_eq!(
                count(NoticeCode::SelectionOpen),
                (selections > 0).then_some(selections)
            );
            let today = now.to_zoned(taipei()).date();
            let closing = count(NoticeCode::WindowClosing);
            prop_assert!(closing.is_none_or(|left| left <= days));
            for day in 0..=days {
                let mailed = open(true).any(|(_, span)| falls_on(span, day, today));
                prop_assert!(!mailed || closing.is_some_and(|left| left <= day));
                prop_assert!(mailed || closing != Some(day));
            }
            prop_assert_eq!(count(NoticeCode::OutcomeReviewed), None);
        }
    }
}
