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
    use super::*;

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
}
