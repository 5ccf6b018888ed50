//! Notices after sign-in (登入後之系統提示): the same facts as the reminders' mails.

use serde::{Deserialize, Serialize};

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
