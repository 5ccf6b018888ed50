use portfolio::{AccountId, CourseId, Semester};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// A course that a student takes or took (修課紀錄), with its grade once there is one.
/// `USR#<student>` / `CRS#<semester>#<course>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CourseRecord {
    /// Whose record.
    pub student: AccountId,
    /// The course as this class takes it in this semester.
    pub course: CourseId,
    /// When.
    pub semester: Semester,
    /// 科目名稱
    pub name: String,
    /// 課程代碼, 23 characters; none where the school has not entered it yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// 修課學分
    pub credits: u32,
    /// 開課年級
    pub grade: u32,
    /// Who teaches it; the first certifies, unless the school set somebody for a co-taught course.
    pub teachers: Vec<CourseTeacher>,
    /// 學期學業成績, in hundredths of a point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u32>,
    /// 成績及格
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed: Option<bool>,
}

/// A teacher of a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseTeacher {
    /// The account.
    pub id: AccountId,
    /// The name to show.
    pub name: String,
}

impl CourseRecord {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "CRS#";

    /// Where it lies.
    pub fn at(student: AccountId, semester: Semester, course: CourseId) -> Key {
        Key::new(super::person(student), format!("CRS#{semester}#{course}"))
    }
}

impl Item for CourseRecord {
    fn key(&self) -> Key {
        Self::at(self.student, self.semester, self.course)
    }
}
