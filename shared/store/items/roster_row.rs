use portfolio::{AccountId, SchoolCode};
use serde::{Deserialize, Serialize};

use crate::{Item, Key};

/// The longest name of a class (班級). Ours.
const CLASS_NAME_CHARACTERS: usize = 40;

/// A student in the school's class lists (班級資料). `SCH#<code>` / `STU#<class>#<seat>#<account>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RosterRow {
    /// The school.
    pub school: SchoolCode,
    /// The student.
    pub student: AccountId,
    /// The student's name.
    pub name: String,
    /// 學號
    pub number: String,
    /// 班級
    pub class_name: String,
    /// 座號
    pub seat: u32,
}

impl RosterRow {
    /// What the sort keys of all students begin with.
    pub const PREFIX: &'static str = "STU#";

    /// Where a student's lies.
    pub fn at(school: &SchoolCode, class_name: &str, seat: u32, student: AccountId) -> Key {
        let sort = format!("STU#{class_name}#{seat:03}#{student}");
        Key::new(super::school_partition(school), sort)
    }

    /// Whose the row at this key is, where it is one.
    pub fn student_at(key: &Key) -> Option<AccountId> {
        let (_, student) = key.sk.strip_prefix(Self::PREFIX)?.rsplit_once('#')?;
        student.parse().ok()
    }

    /// What the sort keys of one class begin with; nothing where no class can have that name: a `#`
    /// would reach into the keys of another, and a key has its limits.
    pub fn prefix(class_name: &str) -> Option<String> {
        let length = class_name.chars().count();
        let may_be = !class_name.contains('#') && (1..=CLASS_NAME_CHARACTERS).contains(&length);
        may_be.then(|| format!("STU#{class_name}#"))
    }
}

impl Item for RosterRow {
    fn key(&self) -> Key {
        Self::at(&self.school, &self.class_name, self.seat, self.student)
    }
}

/// A class (班級). `SCH#<code>` / `CLS#<class>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SchoolClass {
    /// The school.
    pub school: SchoolCode,
    /// 班級, for example `101`.
    pub class_name: String,
    /// 年級
    pub grade: u32,
    /// Its homeroom teacher, account and name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub homeroom_teacher: Option<super::CourseTeacher>,
    /// How many students it has.
    pub students: u32,
}

impl SchoolClass {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "CLS#";

    /// Where it lies.
    pub fn at(school: &SchoolCode, class_name: &str) -> Key {
        Key::new(super::school_partition(school), format!("CLS#{class_name}"))
    }
}

impl Item for SchoolClass {
    fn key(&self) -> Key {
        Self::at(&self.school, &self.class_name)
    }
}
