//! Problem reports (問題回報): a user tells the school's administrator what does not work.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    Invalid, ParseIdError,
    text::{many_lines, one_line},
};

/// The longest report, in characters. Ours.
pub const REPORT_CHARACTERS: usize = 2000;

/// The longest address of a page, in characters. Ours.
pub const PAGE_CHARACTERS: usize = 300;

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 系統錯誤
    Bug,
    /// 帳號登入
    Account,
    /// 資料有誤
    Data,
    /// 其他
    Other,
}

impl Category {
    /// Every category.
    pub const ALL: [Self; 4] = [Self::Bug, Self::Account, Self::Data, Self::Other];

    /// The name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bug => "bug",
            Self::Account => "account",
            Self::Data => "data",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Category {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = Self::ALL.into_iter().find(|category| category.name() == text);
        named.ok_or(ParseIdError("category"))
    }
}

/// Whether the administrator still has to look at a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    /// 待處理
    #[default]
    Open,
    /// 已處理
    Settled,
}

/// A report, checked and in NFC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What is wrong, in the reporter's words: 1 to 2000 characters, several lines.
    pub text: String,
    /// The page on which it was seen: up to 300 characters; none where nothing was said.
    pub page: Option<String>,
}

/// Checks what a reporter wrote.
///
/// ```
/// use portfolio::problem_reports::check_report;
/// let report = check_report("無法上傳檔案。\n按下後沒有反應。", Some("/outcomes/new")).unwrap();
/// assert_eq!(report.text.lines().count(), 2);
/// assert!(check_report("  ", None).is_err());
/// ```
pub fn check_report(text: &str, page: Option<&str>) -> Result<Report, Invalid> {
    let mut problems = Vec::new();
    let text = many_lines("text", text, REPORT_CHARACTERS)
        .map_err(|problem| problems.push(problem))
        .unwrap_or_default();
    let written = page.filter(|page| !page.trim().is_empty());
    let page = written.and_then(|page| {
        one_line("page", page, PAGE_CHARACTERS).map_err(|problem| problems.push(problem)).ok()
    });
    Invalid::unless_empty(problems)?;
    Ok(Report { text, page })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::{name_or_noise, names_are, typed_line};
    use crate::{FieldCode, FieldProblem};

    #[test]
    fn every_wrong_field_is_named() {
        let long = "頁".repeat(PAGE_CHARACTERS + 1);
        let Invalid(problems) = check_report("\u{1}壞了", Some(&long)).unwrap_err();
        let limit = i64::try_from(PAGE_CHARACTERS).unwrap();
        assert_eq!(
            problems,
            [
                FieldProblem::new("text", FieldCode::ControlCharacter),
                FieldProblem::over("page", FieldCode::TooLong, limit),
            ]
        );
    }

    #[test]
    fn a_blank_page_is_no_page() {
        assert_eq!(check_report("壞了", Some(" ")).unwrap().page, None);
    }

    proptest! {
        #[test]
        fn a_category_has_one_name(
            text in name_or_noise(Category::ALL.map(Category::name).to_vec()),
        ) {
            prop_assert!(names_are::<Category>(&Category::ALL.map(Category::name), &text));
        }

        #[test]
        fn a_report_is_taken_where_every_limit_is_kept_and_each_that_is_not_is_named(
            text in typed_line(REPORT_CHARACTERS),
            page in prop::option::of(typed_line(PAGE_CHARACTERS)),
        ) {
            // A blank page is none at all.
            let of_page =
                page.as_ref().and_then(|it| it.wrong).filter(|it| *it != FieldCode::Missing);
            let mut wrong = Vec::new();
            wrong.extend(text.wrong.map(|code| ("text", code)));
            wrong.extend(of_page.map(|code| ("page", code)));
            match check_report(&text.text, page.as_ref().map(|page| page.text.as_str())) {
                Ok(report) => {
                    prop_assert_eq!(&wrong, &[]);
                    let said = page.is_some_and(|page| page.wrong.is_none());
                    prop_assert_eq!(report.page.is_some(), said);
                    let lines = text.text.trim().replace("\r\n", "\n").matches('\n').count();
                    prop_assert_eq!(report.text.matches('\n').count(), lines);
                    prop_assert_eq!(check_report(&report.text, report.page.as_deref()), Ok(report));
                }
                Err(Invalid(problems)) => {
                    let named: Vec<_> =
                        problems.iter().map(|p| (p.field.as_str(), p.code)).collect();
                    prop_assert_eq!(named, wrong);
                }
            }
        }
    }
}
