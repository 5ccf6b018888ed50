//! 認證: the teacher of the course decides, and nobody else.

use jiff::SignedDuration;
use portfolio::selections::Roster;
use serde_json::{Value, json};
use store::{Write, items::Delegation};

use crate::support::{
    Actor, Held, SCHOOL, World, account,
    items::{certified, draft, outcome_body, outcome_path, pending, select, text},
};

fn decision(decision: &str, reason: Option<&str>, version: u64) -> Value {
    json!({ "decision": decision, "reason": reason, "version": version })
}

async fn worklist(teacher: &Actor<'_>, query: &str) -> Vec<String> {
    let list = teacher.get(&format!("/api/certifications{query}")).await.expect(200);
    let items = list["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| text(item, "id")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_oldest_request_stands_first_with_its_student() {
    let world = World::new().await;
    let teacher = world.teacher("course-teacher").await;
    let mut requested = Vec::new();
    for username in ["student-2", "student-1", "student-3"] {
        world.clock.advance(SignedDuration::from_secs(1));
        requested.push(text(&pending(&world, &world.student(username).await).await, "id"));
    }
    assert_eq!(worklist(&teacher, "").await, requested);
    let page = teacher.get("/api/certifications?limit=2").await.expect(200);
    assert_eq!(page["items"][0]["student"]["name"], "student-2");
    let next = text(&page, "next");
    assert_eq!(worklist(&teacher, &format!("?limit=2&cursor={next}")).await, requested[2..]);
    assert_eq!(worklist(&world.teacher("colleague").await, "").await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_is_made_once_with_one_read_and_one_write() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let teacher = world.teacher("course-teacher").await;
    let path =
        format!("{}/certification", outcome_path(&student, &pending(&world, &student).await));
    let returned = decision("returned", Some("請補充實驗紀錄。"), 2);
    let said = teacher.post(&path, returned.clone()).await.expect(200);
    assert_eq!(text(&said, "state"), "returned");
    assert_eq!(said["attempts"][0]["teacher_name"], "course-teacher");
    let count = world.calls_of("certifications.decide");
    assert_eq!((count.table_reads, count.table_writes), (1, 1));
    assert_eq!(teacher.post(&path, returned).await.expect(200), said);
    teacher.post(&path, decision("certified", None, 2)).await.refused(409, "conflict");
    teacher
        .post(&path, decision("certified", None, 3))
        .await
        .refused(409, "certification.not_pending");
    assert_eq!(worklist(&teacher, "").await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_decide_is_told_before_what_is_wrong() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let path =
        format!("{}/certification", outcome_path(&student, &pending(&world, &student).await));
    for (who, status) in [
        ("student-1", 403),
        ("student-2", 403),
        ("colleague", 403),
        ("homeroom-teacher", 403),
        ("counsellor", 403),
        ("administrator", 403),
        ("other-teacher", 404),
    ] {
        let actor = world.teacher(who).await;
        assert_eq!(actor.post(&path, json!({})).await.status, status, "{who}");
        assert_eq!(actor.delete(&path).await.status, status, "{who}");
    }
    let teacher = world.teacher("course-teacher").await;
    for (body, field) in [
        (decision("returned", None, 2), "reason"),
        (decision("returned", Some(" "), 2), "reason"),
        (decision("maybe", None, 2), "decision"),
        (json!({ "decision": "certified" }), "version"),
    ] {
        let refused = teacher.post(&path, body).await.refused(422, "input.invalid");
        assert_eq!(refused["fields"][0]["field"], field);
    }
    let unknown = path.replace("/lo_", "/lo_f").replacen("lo_f0", "lo_f", 1);
    teacher.post(&unknown, json!({})).await.refused(404, "not_found");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_is_taken_back_within_ten_minutes_unless_selected() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let teacher = world.teacher("course-teacher").await;
    let outcome = certified(&world, &student).await;
    let path = format!("{}/certification", outcome_path(&student, &outcome));
    let waits = teacher.delete(&format!("{path}?version=3")).await.expect(200);
    assert_eq!((text(&waits, "state"), waits["version"].as_u64()), ("pending".to_owned(), Some(4)));
    teacher.delete(&format!("{path}?version=3")).await.expect(200);
    assert_eq!(worklist(&teacher, "").await, [text(&outcome, "id")]);

    teacher.post(&path, decision("certified", None, 4)).await.expect(200);
    let selection = "/api/students/{me}/selections/115/learning-outcomes";
    let body = json!({ "ids": [outcome["id"]], "version": 0 });
    student.put(selection, body).await.expect(200);
    teacher.delete(&path).await.refused(409, "certification.not_withdrawable");
    student.put(selection, json!({ "ids": [], "version": 1 })).await.expect(200);
    world.clock.advance(SignedDuration::from_secs(601));
    teacher.delete(&path).await.refused(409, "certification.not_withdrawable");
}

/// The student has not put the new words forward.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_returned_and_changed_since_stays_the_students() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let teacher = world.teacher("course-teacher").await;
    let outcome = pending(&world, &student).await;
    let path = outcome_path(&student, &outcome);
    let certification = format!("{path}/certification");
    let returned = decision("returned", Some("請補充實驗紀錄。"), 2);
    teacher.post(&certification, returned).await.expect(200);
    world.clock.advance(SignedDuration::from_secs(1));
    let mut body = outcome_body(outcome["document_file_id"].as_str(), None);
    (body["title"], body["version"]) = (json!("新標題"), json!(3));
    student.put(&path, body).await.expect(200);
    teacher.delete(&certification).await.refused(409, "certification.not_withdrawable");
    assert_eq!(worklist(&teacher, "").await, [""; 0]);
}

/// A selection does not count the outcome's version up, and is noticed all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_is_not_taken_back_that_is_selected_meanwhile() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let teacher = world.teacher("course-teacher").await;
    let outcome = certified(&world, &student).await;
    let path = format!("{}/certification?version=3", outcome_path(&student, &outcome));
    let held = Held::before(&world, "certifications.withdraw", "TransactWriteItems");
    let selects = held.meanwhile(async {
        select(&student, Roster::LearningOutcomes, &[&outcome]).await;
    });
    let (withdrawn, ()) = tokio::join!(teacher.delete(&path), selects);
    withdrawn.refused(409, "conflict");
    let stands = student.get(&outcome_path(&student, &outcome)).await.expect(200);
    assert_eq!(
        (text(&stands, "state"), &stands["selected_in"]),
        ("certified".to_owned(), &json!(115))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_homeroom_teacher_certifies_where_the_school_lets_them() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let administrator = world.teacher("administrator").await;
    let settings = format!("/api/schools/{SCHOOL}/settings");
    let mut changed = administrator.get(&settings).await.expect(200);
    changed["homeroom_certifies"] = json!(true);
    administrator.put(&settings, changed).await.expect(200);
    let outcome = pending(&world, &student).await;
    let path = format!("{}/certification", outcome_path(&student, &outcome));
    let leader = world.teacher("homeroom-teacher").await;
    leader.post(&path, decision("certified", None, 2)).await.expect(200);
    let teacher = world.teacher("course-teacher").await;
    assert_eq!(worklist(&teacher, "").await, [""; 0]);
}

/// `colleague` stands in for `course-teacher`.
async fn delegate_for_a_day(world: &World) {
    let delegation = Delegation {
        delegate: account("colleague"),
        teacher: account("course-teacher"),
        starts_at: world.clock.now(),
        ends_at: world.clock.now() + SignedDuration::from_hours(24),
    };
    let write = Write::put("delegation", &delegation).expect("an item");
    world.cloud().table().write(write).await.expect("it is written");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delegate_stands_in_while_the_delegation_is_in_force() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let delegate = world.teacher("colleague").await;
    let outcome = pending(&world, &student).await;
    let query = format!("?for={}", account("course-teacher"));
    let list = format!("/api/certifications{query}");
    delegate.get(&list).await.refused(403, "forbidden");
    world.teacher("other-teacher").await.get(&list).await.refused(404, "not_found");

    delegate_for_a_day(&world).await;
    assert_eq!(worklist(&delegate, &query).await, [text(&outcome, "id")]);
    let path = format!("{}/certification", outcome_path(&student, &outcome));
    let said = delegate.post(&path, decision("certified", None, 2)).await.expect(200);
    assert_eq!(said["attempts"][0]["teacher_name"], "colleague");
    world.clock.advance(SignedDuration::from_hours(24));
    delegate.get(&list).await.refused(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_is_nothing_to_decide() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let teacher = world.teacher("course-teacher").await;
    let path = format!("{}/certification", outcome_path(&student, &draft(&world, &student).await));
    let refused = teacher.post(&path, decision("certified", None, 1)).await;
    refused.refused(409, "certification.not_pending");
    teacher.delete(&path).await.refused(409, "certification.not_withdrawable");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delegate_finds_whom_to_stand_in_for_while_the_delegation_is_in_force() {
    let world = World::new().await;
    let colleague = world.teacher("colleague").await;
    let path = "/api/certifications/substitutions";
    assert_eq!(colleague.get(path).await.expect(200)["items"], json!([]));
    delegate_for_a_day(&world).await;
    let items = colleague.get(path).await.expect(200)["items"].clone();
    assert_eq!(items[0]["name"], "course-teacher");
    assert_eq!(items[0]["teacher"], account("course-teacher").to_string());
    world.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(colleague.get(path).await.expect(200)["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_teacher_keeps_reasons_of_their_own() {
    let world = World::new().await;
    let teacher = world.teacher("course-teacher").await;
    let path = "/api/certifications/phrases";
    assert_eq!(teacher.get(path).await.expect(200), json!({ "phrases": [] }));
    let kept = teacher.put(path, json!({ "phrases": ["請補上出處 "] })).await.expect(200);
    assert_eq!(kept, json!({ "phrases": ["請補上出處"] }));
    assert_eq!(teacher.get(path).await.expect(200), kept);
    let colleague = world.teacher("colleague").await;
    assert_eq!(colleague.get(path).await.expect(200), json!({ "phrases": [] }));
    let refused =
        teacher.put(path, json!({ "phrases": ["好", ""] })).await.refused(422, "input.invalid");
    assert_eq!(refused["fields"][0]["field"], "phrases[1]");
}
