use portfolio::{CourseId, files::Purpose};
use serde_json::{Value, json};

use crate::support::{
    Actor, COURSE, OTHER_COURSE, World,
    items::{document, outcome_body, outcome_path, reservation, text, upload},
};

/// Whose portfolio, and who certifies it.
pub struct Owner {
    student: &'static str,
    teacher: &'static str,
    course: CourseId,
}

impl Owner {
    /// In the class that the first school's teachers accompany.
    pub const NEAR: Self = Self { student: "student-1", teacher: "course-teacher", course: COURSE };
    /// In the class that nobody accompanies.
    pub const FAR: Self =
        Self { student: "far-student", teacher: "colleague", course: OTHER_COURSE };
    /// In the same class; what it selects is submitted.
    pub const SELECTING: Self =
        Self { student: "student-2", teacher: "course-teacher", course: COURSE };
    /// In the second school.
    pub const OTHER: Self =
        Self { student: "other-student", teacher: "other-teacher", course: COURSE };
}

/// What one student has, each as its last answer.
#[derive(Debug)]
pub struct Portfolio {
    /// The student's account.
    pub student: String,
    /// An outcome that is a draft.
    pub draft: Value,
    /// One that waits for its certification.
    pub pending: Value,
    /// One that is certified.
    pub certified: Value,
    /// A performance.
    pub performance: Value,
    /// A stored file for outcomes that nothing uses.
    pub spare: String,
}

/// Makes a portfolio through the API.
pub async fn make(world: &World, owner: Owner) -> Portfolio {
    let student = Actor::sign_in(world, owner.student).await;
    let draft = draft(world, &student, owner.course, "實驗一").await;
    let pending = requested(world, &student, owner.course, "實驗二").await;
    let certified = certified(world, &student, &owner).await;
    let file = upload(world, &student, document("作品"), Purpose::DiversePerformance).await;
    let performance = json!({
        "kind": "creative_work",
        "year": 115,
        "fields": { "name": "光影之間", "date": "2026-10-02", "description": "針孔相機的一天。" },
        "document_file_id": file,
    });
    let path = "/api/students/{me}/diverse-performances";
    let performance = student.post(path, performance).await.expect(201);
    let spare = upload(world, &student, document("備用"), Purpose::LearningOutcome).await;
    Portfolio { student: student.id.clone(), draft, pending, certified, performance, spare }
}

async fn draft(world: &World, student: &Actor<'_>, course: CourseId, title: &str) -> Value {
    let file = upload(world, student, document(title), Purpose::LearningOutcome).await;
    let mut body = outcome_body(Some(&file), None);
    body["course_id"] = json!(course);
    body["title"] = json!(title);
    student.post("/api/students/{me}/learning-outcomes", body).await.expect(201)
}

async fn requested(world: &World, student: &Actor<'_>, course: CourseId, title: &str) -> Value {
    let draft = draft(world, student, course, title).await;
    let path = format!("{}/certification-request", outcome_path(student, &draft));
    student.post(&path, json!({ "version": draft["version"] })).await.expect(200)
}

/// An outcome that is certified.
pub async fn certified(world: &World, student: &Actor<'_>, owner: &Owner) -> Value {
    let pending = requested(world, student, owner.course, "實驗三").await;
    let teacher = Actor::sign_in(world, owner.teacher).await;
    let path = format!("{}/certification", outcome_path(student, &pending));
    let body = json!({ "decision": "certified", "version": pending["version"] });
    teacher.post(&path, body).await.expect(200)
}

/// A reserved file whose bytes have arrived.
pub async fn arrive(world: &World, username: &str) -> String {
    let owner = Actor::sign_in(world, username).await;
    let bytes = document("剛送達");
    let request = reservation(&owner, 1, &bytes, Purpose::LearningOutcome);
    let reserved = owner.post("/api/files", request).await.expect(201);
    let target = &reserved["upload"];
    world.put(&text(target, "url"), &target["headers"], bytes).await;
    text(&reserved, "file_id")
}
