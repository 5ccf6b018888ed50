use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::ParseIdError;

/// What somebody is in the system (系統角色). One account may have several.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 學生
    Student,
    /// 導師
    HomeroomTeacher,
    /// 授課教師
    CourseTeacher,
    /// 輔導教師
    GuidanceCounsellor,
    /// 課程諮詢教師
    CourseAdvisor,
    /// 學習成果提交人員
    OutcomeSubmitter,
    /// 多元表現提交人員
    PerformanceSubmitter,
    /// 校管理者
    SchoolAdministrator,
    /// 大學校系
    UniversityDepartment,
    /// 城市維運人員: health and numbers, no content
    CityOperator,
}

impl Role {
    /// Every role, in the order of the documentation.
    pub const ALL: [Self; 10] = [
        Self::Student,
        Self::HomeroomTeacher,
        Self::CourseTeacher,
        Self::GuidanceCounsellor,
        Self::CourseAdvisor,
        Self::OutcomeSubmitter,
        Self::PerformanceSubmitter,
        Self::SchoolAdministrator,
        Self::UniversityDepartment,
        Self::CityOperator,
    ];

    /// The roles of a school's teachers, who keep a file cabinet of their own.
    pub const TEACHERS: [Self; 4] =
        [Self::HomeroomTeacher, Self::CourseTeacher, Self::GuidanceCounsellor, Self::CourseAdvisor];

    /// The roles within a school: of everybody but universities and the city.
    pub const OF_SCHOOLS: [Self; 8] = [
        Self::Student,
        Self::HomeroomTeacher,
        Self::CourseTeacher,
        Self::GuidanceCounsellor,
        Self::CourseAdvisor,
        Self::OutcomeSubmitter,
        Self::PerformanceSubmitter,
        Self::SchoolAdministrator,
    ];

    /// The roles that look at students' portfolios (瀏覽): each at those of its own classes.
    pub const VIEWING_PORTFOLIOS: [Self; 3] =
        [Self::HomeroomTeacher, Self::GuidanceCounsellor, Self::CourseAdvisor];

    /// The roles that see class lists: of their own classes, or across classes.
    pub const SEEING_CLASSES: [Self; 6] = [
        Self::HomeroomTeacher,
        Self::GuidanceCounsellor,
        Self::CourseAdvisor,
        Self::OutcomeSubmitter,
        Self::PerformanceSubmitter,
        Self::SchoolAdministrator,
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::HomeroomTeacher => "homeroom_teacher",
            Self::CourseTeacher => "course_teacher",
            Self::GuidanceCounsellor => "guidance_counsellor",
            Self::CourseAdvisor => "course_advisor",
            Self::OutcomeSubmitter => "outcome_submitter",
            Self::PerformanceSubmitter => "performance_submitter",
            Self::SchoolAdministrator => "school_administrator",
            Self::UniversityDepartment => "university_department",
            Self::CityOperator => "city_operator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = ParseIdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.name() == text).ok_or(ParseIdError("role"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::{name_or_noise, names_are};

    proptest! {
        #[test]
        fn a_role_has_one_name(text in name_or_noise(Role::ALL.map(Role::name).to_vec())) {
            prop_assert!(names_are::<Role>(&Role::ALL.map(Role::name), &text));
        }
    }
}
