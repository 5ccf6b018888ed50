//! How large a file of each kind may be, to the byte.

use portfolio::{
    files::{MediaType, Purpose},
    settings::MB,
};
use serde_json::{Value, json};

use super::{
    adds_up::adds_up,
    brought::{Brought, confirm, delete},
};
use crate::support::{Actor, Answer, World, items::text};

async fn ask(owner: &Actor<'_>, number: u64, kind: MediaType, to: Purpose, size: Value) -> Answer {
    let mut request = Brought::pdf(number).purposed(to).request();
    request["media_type"] = json!(kind.name());
    request["size"] = size;
    owner.post("/api/files", request).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_kind_has_its_limit_and_the_limit_is_within() {
    let world = World::new().await;
    let mut number = 0;
    for (who, purpose) in [
        ("student-1", Purpose::LearningOutcome),
        ("student-1", Purpose::DiversePerformance),
        ("student-1", Purpose::Supplement),
        ("student-1", Purpose::SelfDirectedPlan),
        ("advisor", Purpose::AdvisingRecord),
        ("course-teacher", Purpose::TeacherFile),
        ("performance-submitter", Purpose::CentralReceipt),
    ] {
        let owner = world.teacher(who).await;
        for kind in MediaType::ALL {
            number += 2;
            let limit = kind.max_bytes();
            let over = ask(&owner, number, kind, purpose, json!(limit + 1)).await;
            if !purpose.media_types().contains(&kind) {
                let said = over.refused(422, "file.type_not_allowed");
                assert_eq!(said["fields"][0]["field"], "media_type");
                continue;
            }
            assert_eq!(over.refused(413, "file.too_large")["limit_bytes"], limit, "{kind:?}");
            let within = ask(&owner, number + 1, kind, purpose, json!(limit)).await.expect(201);
            delete(&owner, &text(&within, "file_id")).await.expect(204);
        }
        adds_up(&world, &owner).await;
    }
    assert_eq!(MediaType::Pdf.max_bytes(), 4 * MB);
    assert_eq!(MediaType::Mp3.max_bytes(), 10 * MB);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_size_and_no_nonsense_is_reserved() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let outcome = Purpose::LearningOutcome;
    for (size, status, code) in [
        (json!(0), 422, "input.invalid"),
        (json!(-1), 422, "input.invalid"),
        (json!(i64::MIN), 422, "input.invalid"),
        (json!(1.5), 422, "input.invalid"),
        (json!("1"), 422, "input.invalid"),
        (json!(null), 422, "input.invalid"),
        (json!(u64::MAX), 422, "input.invalid"),
        (json!(i64::MAX), 413, "file.too_large"),
    ] {
        let answer = ask(&student, 1, MediaType::Pdf, outcome, size.clone()).await;
        let said = answer.refused(status, code);
        assert_eq!(said["fields"][0]["field"], "size", "{size}");
    }
    let foreign = ask(&student, 1, MediaType::Csv, Purpose::CentralReceipt, json!(10)).await;
    foreign.refused(403, "forbidden");
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_largest_files_are_stored_whole() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let document = Brought::sized(1, 4 * MB as usize);
    let mut sound = b"ID3\x04\0\0\0\0\0\0".to_vec();
    sound.resize(10 * MB as usize, 7);
    for brought in [document, Brought::of(2, "audio/mpeg", sound)] {
        let file = brought.send(&world, &student).await;
        confirm(&student, &file).await.expect(200);
    }
    adds_up(&world, &student).await;
}
