use serde::{Deserialize, Serialize};

use super::FrozenOutcome;
use crate::{
    SchoolCode, Semester,
    diverse_performances::{Cell, fold_lines},
};

/// The sheet of the roster of learning outcomes on which a row stands, by the way in which the
/// course was taken. 重讀 says nothing more than 學期.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum OutcomeSheet {
    /// 學期課程學習成果: taken when it was offered.
    Semester,
    /// 補修課程學習成果: a course that was never taken, made up later.
    MakeUp {
        /// When it should have been taken (應修課學年度, 應修課學期).
        due: Semester,
        /// 補修方式, a code of a table that is not public.
        method: String,
    },
    /// 重修課程學習成果: a failed course taken again.
    Retake {
        /// When it was failed (原修課學年度, 原修課學期).
        original: Semester,
        /// 重修方式, a code of a table that is not public.
        method: String,
    },
    /// 重讀課程學習成果: the year is repeated.
    Repeat,
    /// 轉學轉科課程學習成果: taken before the student changed school or department.
    Transfer {
        /// 原修課學校代碼
        school: SchoolCode,
        /// 原修課學年度, 原修課學期
        original: Semester,
    },
    /// 借讀課程學習成果: taken as a guest at another school.
    Guest {
        /// 借讀學校代碼
        school: SchoolCode,
        /// 借讀修課學年度, 借讀修課學期
        taken: Semester,
    },
}

/// What one column holds.
#[derive(Clone, Copy)]
enum Content {
    OtherSchool,
    OtherYear,
    OtherTerm,
    ActualTerm,
    CourseCode,
    CourseName,
    Grade,
    Credits,
    Method,
    Description,
}

struct Layout {
    name: &'static str,
    columns: &'static [(&'static str, Content)],
}

/// The titles of the own columns of 學期 and 重讀.
const PLAIN: &[(&str, Content)] = &[
    ("實際修課學期", Content::ActualTerm),
    ("課程代碼", Content::CourseCode),
    ("科目名稱", Content::CourseName),
    ("開課年級", Content::Grade),
    ("修課學分", Content::Credits),
    ("成果簡述", Content::Description),
];

static SEMESTER: Layout = Layout { name: "學期課程學習成果", columns: PLAIN };

static MAKE_UP: Layout = Layout {
    name: "補修課程學習成果",
    columns: &[
        ("應修課學年度", Content::OtherYear),
        ("應修課學期", Content::OtherTerm),
        ("實際修課學期", Content::ActualTerm),
        ("課程代碼", Content::CourseCode),
        ("科目名稱", Content::CourseName),
        ("開課年級", Content::Grade),
        ("修課學分", Content::Credits),
        ("補修方式", Content::Method),
        ("成果簡述", Content::Description),
    ],
};

static RETAKE: Layout = Layout {
    name: "重修課程學習成果",
    columns: &[
        ("原修課學年度", Content::OtherYear),
        ("原修課學期", Content::OtherTerm),
        ("實際修課學期", Content::ActualTerm),
        ("原修課課程代碼", Content::CourseCode),
        ("原修課科目名稱", Content::CourseName),
        ("原修課開課年級", Content::Grade),
        ("原修課修課學分", Content::Credits),
        ("重修方式", Content::Method),
        ("成果簡述", Content::Description),
    ],
};

static REPEAT: Layout = Layout { name: "重讀課程學習成果", columns: PLAIN };

static TRANSFER: Layout = Layout {
    name: "轉學轉科課程學習成果",
    columns: &[
        ("原修課學校代碼", Content::OtherSchool),
        ("原修課學年度", Content::OtherYear),
        ("原修課學期", Content::OtherTerm),
        ("原修課課程代碼", Content::CourseCode),
        ("原修課科目名稱", Content::CourseName),
        ("原修課開課年級", Content::Grade),
        ("原修課修課學分", Content::Credits),
        ("成果簡述", Content::Description),
    ],
};

static GUEST: Layout = Layout {
    name: "借讀課程學習成果",
    columns: &[
        ("借讀學校代碼", Content::OtherSchool),
        ("借讀修課學年度", Content::OtherYear),
        ("借讀修課學期", Content::OtherTerm),
        ("借讀校課程代碼", Content::CourseCode),
        ("借讀校科目名稱", Content::CourseName),
        ("借讀校開課年級", Content::Grade),
        ("借讀校修課學分", Content::Credits),
        ("成果簡述", Content::Description),
    ],
};

static LAYOUTS: [&Layout; 6] = [&SEMESTER, &MAKE_UP, &RETAKE, &REPEAT, &TRANSFER, &GUEST];

/// The names of the six sheets, in their order.
pub fn outcome_sheet_names() -> [&'static str; 6] {
    LAYOUTS.map(|layout| layout.name)
}

/// The titles of a sheet's own columns, between 出生日期 and the links to the files. Empty for a name
/// that is none of [`outcome_sheet_names`].
///
/// ```
/// use portfolio::central_submissions::{outcome_columns, outcome_sheet_names};
/// assert_eq!(outcome_columns(outcome_sheet_names()[0])[1], "課程代碼");
/// ```
pub fn outcome_columns(sheet: &str) -> Vec<&'static str> {
    let layout = LAYOUTS.into_iter().find(|layout| layout.name == sheet);
    layout.map_or_else(Vec::new, |layout| layout.columns.iter().map(|(title, _)| *title).collect())
}

impl OutcomeSheet {
    /// The name of the sheet.
    pub fn sheet_name(&self) -> &'static str {
        self.layout().name
    }

    fn layout(&self) -> &'static Layout {
        match self {
            Self::Semester => &SEMESTER,
            Self::MakeUp { .. } => &MAKE_UP,
            Self::Retake { .. } => &RETAKE,
            Self::Repeat => &REPEAT,
            Self::Transfer { .. } => &TRANSFER,
            Self::Guest { .. } => &GUEST,
        }
    }

    fn other_semester(&self) -> Option<Semester> {
        match self {
            Self::MakeUp { due: other, .. }
            | Self::Retake { original: other, .. }
            | Self::Transfer { original: other, .. }
            | Self::Guest { taken: other, .. } => Some(*other),
            Self::Semester | Self::Repeat => None,
        }
    }

    fn other_school(&self) -> Option<&SchoolCode> {
        match self {
            Self::Transfer { school, .. } | Self::Guest { school, .. } => Some(school),
            _ => None,
        }
    }

    fn method(&self) -> &str {
        match self {
            Self::MakeUp { method, .. } | Self::Retake { method, .. } => method,
            _ => "",
        }
    }
}

impl FrozenOutcome {
    /// What stands in the sheet's own columns.
    pub fn roster_cells(&self) -> Vec<Cell> {
        self.sheet.layout().columns.iter().map(|(_, content)| self.cell(*content)).collect()
    }

    fn cell(&self, content: Content) -> Cell {
        let number = |value: Option<String>| value.map_or(Cell::Empty, Cell::text);
        match content {
            Content::OtherSchool => number(self.sheet.other_school().map(ToString::to_string)),
            Content::OtherYear => number(self.sheet.other_semester().map(|s| s.year.to_string())),
            Content::OtherTerm => {
                number(self.sheet.other_semester().map(|s| s.number().to_string()))
            }
            Content::ActualTerm => Cell::text(self.semester.number().to_string()),
            Content::CourseCode => Cell::text(self.course_code.as_str()),
            Content::CourseName => Cell::text(self.course_name.as_str()),
            Content::Grade => Cell::text(self.grade.to_string()),
            Content::Credits => Cell::Number(self.credits),
            Content::Method => Cell::text(self.sheet.method()),
            Content::Description => Cell::text(fold_lines(&self.description)),
        }
    }
}

#[cfg(test)]
mod tests;
