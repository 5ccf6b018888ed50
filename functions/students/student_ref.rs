use portfolio::AccountId;
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{FrozenItem, LearningOutcome, Profile, RosterRow};

/// A student as lists show them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StudentRef {
    /// The account.
    #[schemars(with = "String")]
    pub id: AccountId,
    /// 姓名
    pub name: String,
    /// 班級
    pub class_name: String,
    /// 座號
    pub seat: u32,
    /// 學號
    pub number: String,
}

impl From<&Profile> for StudentRef {
    fn from(profile: &Profile) -> Self {
        Self {
            id: profile.account,
            name: profile.name.clone(),
            class_name: profile.class_name.clone(),
            seat: profile.seat,
            number: profile.number.clone(),
        }
    }
}

impl From<&RosterRow> for StudentRef {
    fn from(row: &RosterRow) -> Self {
        Self {
            id: row.student,
            name: row.name.clone(),
            class_name: row.class_name.clone(),
            seat: row.seat,
            number: row.number.clone(),
        }
    }
}

impl From<&LearningOutcome> for StudentRef {
    fn from(outcome: &LearningOutcome) -> Self {
        Self {
            id: outcome.student,
            name: outcome.student_name.clone(),
            class_name: outcome.class_name.clone(),
            seat: outcome.seat,
            number: outcome.student_number.clone(),
        }
    }
}

impl From<&FrozenItem> for StudentRef {
    fn from(row: &FrozenItem) -> Self {
        Self {
            id: row.student,
            name: row.student_name.clone(),
            class_name: row.class_name.clone(),
            seat: row.seat,
            number: row.student_number.clone(),
        }
    }
}
