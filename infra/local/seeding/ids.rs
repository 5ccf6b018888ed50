use portfolio::{AccountId, CourseId, LearningOutcomeId, PerformanceId, UploadId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::demonstration::{Class, School, Student};

fn uuid(parts: &[&str]) -> Uuid {
    let digest = Sha256::digest(parts.join("/").as_bytes());
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// A student's account.
pub fn student(school: &School, student: &Student) -> AccountId {
    AccountId::new(uuid(&[school.code, "student", &student.number]))
}

/// A staff member's account, by the place in the school's list.
pub fn teacher(school: &School, place: usize) -> AccountId {
    AccountId::new(uuid(&[school.code, "teacher", &place.to_string()]))
}

/// A university's account.
pub fn university(code: &str) -> AccountId {
    AccountId::new(uuid(&[code, "university"]))
}

/// The city operator's account.
pub fn city_operator() -> AccountId {
    AccountId::new(uuid(&["city", "operator"]))
}

/// A course, by the place in the class's list.
pub fn course(school: &School, class: &Class, place: usize) -> CourseId {
    CourseId::new(uuid(&[school.code, class.code, "course", &place.to_string()]))
}

/// An outcome, by the place in the student's list.
pub fn outcome(school: &School, student: &Student, place: usize) -> LearningOutcomeId {
    LearningOutcomeId::new(uuid(&[school.code, &student.number, "outcome", &place.to_string()]))
}

/// A performance, by the place in the student's list.
pub fn performance(school: &School, student: &Student, place: usize) -> PerformanceId {
    PerformanceId::new(uuid(&[school.code, &student.number, "performance", &place.to_string()]))
}

/// The upload of an item's file in this role.
pub fn upload(item: &str, role: &str) -> UploadId {
    UploadId::new(uuid(&[item, role]))
}
