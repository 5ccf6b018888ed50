use portfolio::{
    SchoolCode, SchoolYear, Semester, files::StorageQuota, learning_outcomes::OutcomeState,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{AttendanceRecord, ConductRecord, CourseRecord, LearningOutcome, Profile};

use super::{NoticeView, StudentRef};
use crate::school::WindowView;

/// A student's portfolio at a glance.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DashboardView {
    pub student: DashboardStudent,
    pub quota: QuotaView,
    pub outcomes: OutcomeCounts,
    /// How many diverse performances there are.
    pub performances: usize,
    pub selections: SelectionStatus,
    pub windows: Vec<WindowView>,
    pub grades: Vec<GradeView>,
    pub conduct: Vec<ConductView>,
    pub attendance: Vec<AttendanceView>,
    pub notices: Vec<NoticeView>,
}

/// The student with the school.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DashboardStudent {
    #[serde(flatten)]
    student: StudentRef,
    school: Option<DashboardSchool>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct DashboardSchool {
    #[schemars(with = "String")]
    code: SchoolCode,
    name: String,
}

impl From<&Profile> for DashboardStudent {
    fn from(profile: &Profile) -> Self {
        let name = profile.school_name.clone().unwrap_or_default();
        let school = profile.school.clone().map(|code| DashboardSchool { code, name });
        Self { student: StudentRef::from(profile), school }
    }
}

/// The space (使用空間), in bytes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct QuotaView {
    limit_bytes: u64,
    used_bytes: u64,
    /// Held by uploads under way.
    pending_bytes: u64,
}

impl From<StorageQuota> for QuotaView {
    fn from(quota: StorageQuota) -> Self {
        let used_bytes = quota.used();
        Self { limit_bytes: quota.limit, used_bytes, pending_bytes: quota.pending }
    }
}

/// Learning outcomes by their states.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OutcomeCounts {
    /// Not put forward yet.
    pub draft: usize,
    /// Waiting for a teacher (未認證).
    pub pending: usize,
    /// Certified.
    pub certified: usize,
    /// Returned, to be mended.
    pub returned: usize,
}

impl OutcomeCounts {
    /// Counts these.
    pub fn of(outcomes: &[LearningOutcome]) -> Self {
        let count = |state| outcomes.iter().filter(|outcome| outcome.state == state).count();
        Self {
            draft: count(OutcomeState::Draft),
            pending: count(OutcomeState::Pending),
            certified: count(OutcomeState::Certified),
            returned: count(OutcomeState::Returned),
        }
    }
}

/// What is selected of one school year.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SelectionStatus {
    #[schemars(with = "u16")]
    pub year: SchoolYear,
    pub learning_outcomes: RosterStatus,
    pub diverse_performances: RosterStatus,
}

/// What is selected of one roster.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RosterStatus {
    pub selected: usize,
    pub limit: u32,
    /// Frozen for submission.
    pub locked: bool,
    pub window: Option<WindowView>,
}

/// A course and its grade.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GradeView {
    #[schemars(with = "String")]
    semester: Semester,
    course_name: String,
    credits: u32,
    /// In points, with up to two decimals.
    score: Option<f64>,
    passed: Option<bool>,
}

impl From<CourseRecord> for GradeView {
    fn from(record: CourseRecord) -> Self {
        Self {
            semester: record.semester,
            course_name: record.name,
            credits: record.credits,
            score: record.score.map(|hundredths| f64::from(hundredths) / 100.0),
            passed: record.passed,
        }
    }
}

/// 獎懲 of one semester.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConductView {
    #[schemars(with = "String")]
    semester: Semester,
    commendations: u32,
    minor_merits: u32,
    major_merits: u32,
    warnings: u32,
    minor_demerits: u32,
    major_demerits: u32,
}

impl From<ConductRecord> for ConductView {
    fn from(record: ConductRecord) -> Self {
        Self {
            semester: record.semester,
            commendations: record.commendations,
            minor_merits: record.minor_merits,
            major_merits: record.major_merits,
            warnings: record.warnings,
            minor_demerits: record.minor_demerits,
            major_demerits: record.major_demerits,
        }
    }
}

/// 出缺勤 of one semester, in periods.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AttendanceView {
    #[schemars(with = "String")]
    semester: Semester,
    late: u32,
    truancy: u32,
    sick_leave: u32,
    official_leave: u32,
    personal_leave: u32,
    bereavement_leave: u32,
}

impl From<AttendanceRecord> for AttendanceView {
    fn from(record: AttendanceRecord) -> Self {
        Self {
            semester: record.semester,
            late: record.late,
            truancy: record.truancy,
            sick_leave: record.sick_leave,
            official_leave: record.official_leave,
            personal_leave: record.personal_leave,
            bereavement_leave: record.bereavement_leave,
        }
    }
}
