//! Notices after sign-in (登入後之系統提示): the same facts as the reminders' mails.

use jiff::civil::Date;
mod student;

use serde::{Deserialize, Serialize};

pub use student::{StudentFacts, reviewed, student_notices};

use crate::reminders::{UNREAD_DAYS, days_unread};

/// What somebody should know, and how often it is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it is about.
    pub code: NoticeCode,
    /// How many; days left for a window that closes.
    pub count: u32,
}

/// The notices there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NoticeCode {
    /// Student: outcomes were reviewed since the list was last looked at.
    #[serde(rename = "outcome.reviewed")]
    OutcomeReviewed,
    /// Teacher: outcomes wait for certification.
    #[serde(rename = "certification.pending")]
    CertificationPending,
    /// Student: the upload window closes soon.
    #[serde(rename = "window.closing")]
    WindowClosing,
    /// Student: a selection is open.
    #[serde(rename = "selection.open")]
    SelectionOpen,
    /// Teacher: students' portfolios have not been looked at for a week.
    #[serde(rename = "portfolio.unread")]
    PortfolioUnread,
}

impl NoticeCode {
    /// The code on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::OutcomeReviewed => "outcome.reviewed",
            Self::CertificationPending => "certification.pending",
            Self::WindowClosing => "window.closing",
            Self::SelectionOpen => "selection.open",
            Self::PortfolioUnread => "portfolio.unread",
        }
    }
}

impl Notice {
    /// The sentence to show, in zh-TW.
    pub fn sentence(&self) -> String {
        let n = self.count;
        match self.code {
            NoticeCode::OutcomeReviewed => {
                format!("您有 {n} 則學習成果認證已完成審核，請至【學習成果認證】中查看。")
            }
            NoticeCode::CertificationPending => format!("您目前有 {n} 則學習成果待認證。"),
            NoticeCode::WindowClosing if n == 0 => {
                "學習成果上傳於今天截止，請把握時間。".to_owned()
            }
            NoticeCode::WindowClosing => format!("學習成果上傳將於 {n} 天後截止，請把握時間。"),
            NoticeCode::SelectionOpen => format!("目前有 {n} 項勾選開放中，請於截止前完成勾選。"),
            NoticeCode::PortfolioUnread => {
                format!("您已 {n} 天未查看學生的學習歷程檔案，歡迎前往【班級資料】瀏覽。")
            }
        }
    }

    /// The sentence to show, in English.
    pub fn sentence_en(&self) -> String {
        let n = self.count;
        match self.code {
            NoticeCode::OutcomeReviewed => {
                format!("{n} of your learning outcomes have been reviewed.")
            }
            NoticeCode::CertificationPending => {
                format!("{n} learning outcomes wait for your certification.")
            }
            NoticeCode::WindowClosing if n == 0 => {
                "The upload of learning outcomes closes today.".to_owned()
            }
            NoticeCode::WindowClosing => {
                format!("The upload of learning outcomes closes in {n} days.")
            }
            NoticeCode::SelectionOpen => format!("{n} selections are open now."),
            NoticeCode::PortfolioUnread => {
                format!("You have not looked at your students' portfolios for {n} days.")
            }
        }
    }
}

/// What a teacher should know: how many outcomes wait, and for how many days the students'
/// portfolios have not been looked at. `last_viewed` is the Taipei date of the last look, or of the
/// account's making where there was none; none for somebody who has no portfolios to look at.
///
/// ```
/// use jiff::civil::date;
/// use portfolio::notices::{NoticeCode, teacher_notices};
/// let notices = teacher_notices(3, Some(date(2026, 11, 1)), date(2026, 11, 23));
/// let said: Vec<_> = notices.iter().map(|notice| (notice.code, notice.count)).collect();
/// assert_eq!(said, [(NoticeCode::CertificationPending, 3), (NoticeCode::PortfolioUnread, 22)]);
/// ```
pub fn teacher_notices(pending: u32, last_viewed: Option<Date>, today: Date) -> Vec<Notice> {
    let waiting =
        (pending > 0).then_some(Notice { code: NoticeCode::CertificationPending, count: pending });
    let days = last_viewed.map_or(0, |viewed| days_unread(viewed, today));
    let unread = (days >= UNREAD_DAYS)
        .then(|| Notice { code: NoticeCode::PortfolioUnread, count: days.unsigned_abs() });
    waiting.into_iter().chain(unread).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{reminders::unread_falls_on, strategies::day};
    use jiff::civil::date;

    #[test]
    fn a_teacher_is_told_of_what_waits_and_after_a_week_of_what_was_not_looked_at() {
        let today = date(2026, 11, 23);
        let codes = |pending, viewed| -> Vec<_> {
            teacher_notices(pending, viewed, today).iter().map(|n| (n.code, n.count)).collect()
        };
        let waiting = (NoticeCode::CertificationPending, 1);
        assert_eq!(codes(0, None), []);
        assert_eq!(codes(1, None), [waiting]);
        assert_eq!(codes(0, Some(date(2026, 11, 17))), []);
        assert_eq!(codes(1, Some(date(2026, 11, 16))), [waiting, (NoticeCode::PortfolioUnread, 7)]);
        assert_eq!(codes(0, Some(date(2026, 12, 1))), []);
    }

    proptest! {
        #[test]
        fn a_teacher_is_told_what_waits_and_whatever_day_a_reminder_goes_out(
            pending in 0_u32..3, viewed in prop::option::of(day()), today in day(),
        ) {
            let notices = teacher_notices(pending, viewed, today);
            let of = |code| {
                let counts: Vec<u32> = notices
                    .iter()
                    .filter(|notice| notice.code == code)
                    .map(|notice| notice.count)
                    .collect();
                counts
            };
            let waiting: Vec<u32> = (pending > 0).then_some(pending).into_iter().collect();
            prop_assert_eq!(of(NoticeCode::CertificationPending), waiting);
            let unread = of(NoticeCode::PortfolioUnread);
            match (viewed, unread.as_slice()) {
                (Some(viewed), [days]) => {
                    prop_assert!(*days >= 7);
                    prop_assert_eq!(crate::strategies::days_after(viewed, *days as i32), today);
                }
                (viewed, unread) => {
                    prop_assert!(unread.is_empty());
                    prop_assert!(viewed.is_none_or(|viewed| !unread_falls_on(viewed, today)));
                }
            }
        }

        #[test]
        fn a_notice_says_its_number_in_both_languages(count in 1_u32..1000, pick in 0_usize..5) {
            let code = [
                NoticeCode::OutcomeReviewed,
                NoticeCode::CertificationPending,
                NoticeCode::WindowClosing,
                NoticeCode::SelectionOpen,
                NoticeCode::PortfolioUnread,
            ][pick];
            let notice = Notice { code, count };
            for sentence in [notice.sentence(), notice.sentence_en()] {
                let digits: String = sentence.chars().filter(char::is_ascii_digit).collect();
                prop_assert_eq!(digits, count.to_string());
            }
            prop_assert_eq!(serde_json::to_value(code).unwrap(), code.code());
        }
    }
}
