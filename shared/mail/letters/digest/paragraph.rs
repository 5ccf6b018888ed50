use portfolio::{
    SchoolYear, Semester,
    notices::{Notice, NoticeCode},
    selections::Roster,
    windows::Span,
};

use super::deadline::deadline;

/// One thing that somebody is reminded of, with its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paragraph {
    /// 學生繳交學習成果之提醒
    Upload {
        /// Of which semester.
        semester: Semester,
        /// When it can be done.
        window: Span,
        /// Days until its last day.
        days: u32,
        /// Outcomes of the semester.
        outcomes: usize,
        /// Those that were never put forward, or were returned.
        unrequested: usize,
    },
    /// 學生勾選學習成果之提醒, 學生勾選多元表現之提醒
    Select {
        /// What is selected.
        roster: Roster,
        /// Of which school year.
        year: SchoolYear,
        /// When it can be done.
        window: Span,
        /// Days until its last day.
        days: u32,
        /// How many are selected.
        selected: u32,
        /// How many more could be.
        more: u32,
        /// The year's number.
        limit: u32,
    },
    /// 教師學習成果未認證提醒
    Certify {
        /// How many outcomes wait.
        pending: u32,
    },
    /// 教師查看學生學習檔案之提醒
    View {
        /// Days since the last look.
        days: u32,
    },
}

impl Paragraph {
    /// What it is about, in a few words.
    pub fn headline(&self) -> String {
        match self {
            Self::Upload { days, .. } => format!("學習成果上傳還有 {days} 天截止"),
            Self::Select { roster, days, .. } => {
                format!("{}勾選還有 {days} 天截止", noun(*roster))
            }
            Self::Certify { pending } => format!("{pending} 則學習成果待認證"),
            Self::View { days } => format!("已 {days} 天未查看學生學習歷程檔案"),
        }
    }

    /// The facts, in whole sentences.
    pub fn sentences(&self) -> String {
        match self {
            Self::Upload { semester, window, outcomes, unrequested, .. } => {
                let until = deadline(window);
                let stand = match (outcomes, unrequested) {
                    (0, _) => "您這學期還沒有上傳學習成果".to_owned(),
                    (_, number) => format!("您有 {number} 件學習成果尚未送出認證"),
                };
                format!(
                    "{semester} 學期的課程學習成果上傳至 {until} 止。{stand}；是否上傳由您自行決定。"
                )
            }
            Self::Select { roster, year, window, selected, more, limit, .. } => {
                let (noun, until) = (noun(*roster), deadline(window));
                format!(
                    "{year} 學年度的{noun}勾選至 {until} 止。您已勾選 {selected} 件，還可以再勾選 {more} 件（每學年至多 {limit} 件）；是否勾選由您自行決定。"
                )
            }
            Self::Certify { pending } => {
                Notice { code: NoticeCode::CertificationPending, count: *pending }.sentence()
            }
            Self::View { days } => {
                Notice { code: NoticeCode::PortfolioUnread, count: *days }.sentence()
            }
        }
    }

    /// What to do, as the link says it.
    pub fn action(&self) -> &'static str {
        match self {
            Self::Upload { .. } => "前往上傳學習成果",
            Self::Select { roster: Roster::LearningOutcomes, .. } => "前往勾選學習成果",
            Self::Select { roster: Roster::DiversePerformances, .. } => "前往勾選多元表現",
            Self::Certify { .. } => "前往認證學習成果",
            Self::View { .. } => "前往班級資料",
        }
    }

    /// The page of the browser app where it is done.
    pub fn path(&self) -> &'static str {
        match self {
            Self::Upload { .. } => "/outcomes",
            Self::Select { roster: Roster::LearningOutcomes, .. } => {
                "/selections/learning-outcomes"
            }
            Self::Select { roster: Roster::DiversePerformances, .. } => {
                "/selections/diverse-performances"
            }
            Self::Certify { .. } => "/certifications",
            Self::View { .. } => "/classes",
        }
    }
}

fn noun(roster: Roster) -> &'static str {
    match roster {
        Roster::LearningOutcomes => "學習成果",
        Roster::DiversePerformances => "多元表現",
    }
}
