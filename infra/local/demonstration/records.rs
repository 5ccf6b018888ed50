//! What the school's information system knows of a student: grades, conduct, attendance.

use super::{calendar::CURRENT_SEMESTER, courses::Course, draw::Draw};

/// A course record (修課紀錄).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// The course, as a place in the class's list of courses.
    pub course: usize,
    /// The score of the semester, 0 to 100; none while it is running.
    pub score: Option<u8>,
    /// Whether the score is a pass (60 or more); none while the semester is running.
    pub passed: Option<bool>,
}

/// A conduct record (獎懲紀錄): how often in one semester.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conduct {
    /// The semester, for example 1151.
    pub semester: u16,
    /// 嘉獎
    pub commendations: u8,
    /// 小功
    pub minor_merits: u8,
    /// 大功
    pub major_merits: u8,
    /// 警告
    pub warnings: u8,
    /// 小過
    pub minor_demerits: u8,
    /// 大過
    pub major_demerits: u8,
}

/// An attendance record (出缺勤紀錄): periods in one semester.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// The semester, for example 1151.
    pub semester: u16,
    /// 遲到
    pub late: u8,
    /// 曠課
    pub truant: u8,
    /// 病假
    pub sick: u8,
    /// 公假
    pub official: u8,
    /// 事假
    pub personal: u8,
    /// 喪假
    pub bereavement: u8,
}

/// A grade for every course, by a talent that lasts and a fortune of the semester.
pub(super) fn grades(courses: &[Course], draw: &mut Draw) -> Vec<Grade> {
    let talent = draw.between(67, 90);
    courses
        .iter()
        .enumerate()
        .map(|(course, taken)| {
            let fortune = draw.between(-9, 9) + draw.between(-9, 9);
            let score = (taken.semester < CURRENT_SEMESTER)
                .then(|| u8::try_from((talent + fortune).clamp(41, 99)).unwrap_or_default());
            Grade { course, score, passed: score.map(|score| score >= 60) }
        })
        .collect()
}

/// `most` times at most, and mostly never.
fn now_and_then(percent: usize, most: i32, draw: &mut Draw) -> u8 {
    let times = if draw.chance(percent) { draw.between(1, most) } else { 0 };
    u8::try_from(times).unwrap_or_default()
}

/// The conduct of one semester.
pub(super) fn conduct(semester: u16, draw: &mut Draw) -> Conduct {
    Conduct {
        semester,
        commendations: now_and_then(62, 4, draw),
        minor_merits: now_and_then(18, 2, draw),
        major_merits: now_and_then(2, 1, draw),
        warnings: now_and_then(9, 2, draw),
        minor_demerits: now_and_then(3, 1, draw),
        major_demerits: 0,
    }
}

/// The attendance of one semester.
pub(super) fn attendance(semester: u16, draw: &mut Draw) -> Attendance {
    Attendance {
        semester,
        late: now_and_then(38, 5, draw),
        truant: now_and_then(5, 2, draw),
        sick: now_and_then(46, 14, draw),
        official: now_and_then(34, 16, draw),
        personal: now_and_then(28, 8, draw),
        bereavement: now_and_then(3, 16, draw),
    }
}
