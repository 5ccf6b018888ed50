//! 課程學習成果: made, changed, put forward and removed by the student alone.

use jiff::SignedDuration;
use portfolio::files::Purpose;
use serde_json::{Value, json};

use crate::support::{
    Actor, Answer, OTHER_COURSE, World,
    items::{certified, document, draft, outcome_body, outcome_path, pending, sound, text, upload},
};

const OUTCOMES: &str = "/api/students/{me}/learning-outcomes";
const OUTCOME: Purpose = Purpose::LearningOutcome;

async fn create(student: &Actor<'_>, body: Value) -> Answer {
    student.post(OUTCOMES, body).await
}

async fn used(student: &Actor<'_>) -> i64 {
    let dashboard = student.get("/api/students/{me}/dashboard").await.expect(200);
    dashboard["quota"]["used_bytes"].as_i64().expect("bytes")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outcome_is_made_with_one_read_and_one_write() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = upload(&world, &student, document("a"), OUTCOME).await;
    let made = create(&student, outcome_body(Some(&file), None)).await.expect(201);
    assert_eq!((text(&made, "state"), made["version"].as_u64()), ("draft".to_owned(), Some(1)));
    assert_eq!(text(&made["document"], "name"), "報告.pdf");
    let count = world.calls_of("learning-outcomes.create");
    assert_eq!((count.table_reads, count.table_writes), (1, 1));
    let listed = student.get(OUTCOMES).await.expect(200);
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(student.get(&outcome_path(&student, &made)).await.expect(200), made);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_with_a_new_outcome_is_named() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = upload(&world, &student, document("a"), OUTCOME).await;
    let other = upload(&world, &student, document("b"), Purpose::DiversePerformance).await;
    let foreign = world.student("student-2").await;
    let foreign = upload(&world, &foreign, document("c"), OUTCOME).await;
    let right = outcome_body(Some(&file), None);
    let with = |name: &str, value: Value| {
        let mut body = right.clone();
        body[name] = value;
        body
    };
    for (body, code, field) in [
        (outcome_body(None, None), "input.invalid", "document_file_id"),
        (with("description", json!("")), "input.invalid", "description"),
        (with("description", json!("學".repeat(101))), "input.invalid", "description"),
        (with("title", json!(null)), "input.invalid", "title"),
        (with("course_id", json!(format!("crs_{}", "0".repeat(32)))), "input.invalid", "course_id"),
        (with("semester", json!("1142")), "input.invalid", "course_id"),
        (outcome_body(Some(&other), None), "file.unusable", "document_file_id"),
        (outcome_body(Some(&foreign), None), "file.unusable", "document_file_id"),
        (outcome_body(None, Some(&file)), "file.unusable", "media_file_id"),
    ] {
        let refused = create(&student, body).await.refused(422, code);
        assert_eq!(refused["fields"][0]["field"], field, "{refused:#}");
    }
    create(&student, right.clone()).await.expect(201);
    create(&student, right).await.refused(409, "file.in_use");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn outcomes_made_at_once_stop_exactly_at_the_subjects_number() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let mut bodies = Vec::new();
    for n in 0..6 {
        let file = upload(&world, &student, document(&n.to_string()), OUTCOME).await;
        bodies.push(outcome_body(Some(&file), None));
    }
    let answers =
        futures::future::join_all(bodies.into_iter().map(|it| create(&student, it))).await;
    let made: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
    let refused = answers.iter().filter(|answer| answer.code() == "outcome.limit_reached");
    assert_eq!((made.len(), refused.count()), (4, 2));
    let file = upload(&world, &student, document("other"), OUTCOME).await;
    let mut elsewhere = outcome_body(Some(&file), None);
    elsewhere["course_id"] = json!(OTHER_COURSE);
    create(&student, elsewhere).await.expect(201);
    student.delete(&outcome_path(&student, &made[0].body)).await.expect(204);
    draft(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_window_closes_and_an_upload_under_way_still_counts() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    world.clock.set("2026-12-19T23:59:00+08:00");
    let file = upload(&world, &student, document("in time"), OUTCOME).await;
    world.clock.set("2026-12-20T00:05:00+08:00");
    let made = create(&student, outcome_body(Some(&file), None)).await.expect(201);
    let late = upload(&world, &student, document("late"), OUTCOME).await;
    create(&student, outcome_body(Some(&late), None)).await.refused(409, "window.closed");
    let path = format!("{}/certification-request", outcome_path(&student, &made));
    world.clock.set("2026-12-20T00:30:00+08:00");
    student.post(&path, json!({ "version": 1 })).await.refused(409, "window.closed");
    world.clock.set("2026-12-20T00:29:00+08:00");
    student.post(&path, json!({ "version": 1 })).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_repeat_under_the_same_key_finds_what_the_first_call_made() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let file = upload(&world, &student, document("a"), OUTCOME).await;
    let body = outcome_body(Some(&file), None);
    let send = async |body: &Value| {
        let mut headers = http::HeaderMap::new();
        let bearer = format!("Bearer {}", student.token().await);
        headers.insert("authorization", bearer.parse().expect("a header"));
        headers.insert("idempotency-key", "k1".parse().expect("a header"));
        let path = OUTCOMES.replace("{me}", &student.id);
        world.send("POST", &path, headers, body.to_string().into()).await
    };
    let first = send(&body).await.expect(201);
    assert_eq!(send(&body).await.expect(201), first);
    let mut other = body.clone();
    other["title"] = json!("別的標題");
    send(&other).await.refused(409, "conflict");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_bytes_keep_the_certification_and_others_do_not() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let bytes = document(&world.clock.now().to_string());
    let outcome = certified(&world, &student).await;
    let path = outcome_path(&student, &outcome);
    let with = |document: &str, media: Option<&str>, version: &Value| {
        let mut body = outcome_body(Some(document), media);
        body["version"] = version.clone();
        body
    };
    let again = upload(&world, &student, bytes, OUTCOME).await;
    let kept = student.put(&path, with(&again, None, &outcome["version"])).await.expect(200);
    assert_eq!(text(&kept, "state"), "certified");
    let old = text(&outcome, "document_file_id");
    student.get(&format!("/api/files/{old}")).await.refused(404, "not_found");

    let mut reworded = with(&again, None, &kept["version"]);
    reworded["title"] = json!("新標題");
    student.put(&path, reworded).await.refused(409, "outcome.not_editable");

    let before = used(&student).await;
    let media = upload(&world, &student, sound("a"), OUTCOME).await;
    let draft = student.put(&path, with(&again, Some(&media), &kept["version"])).await.expect(200);
    assert_eq!(text(&draft, "state"), "draft");
    let body = with(&again, None, &draft["version"]);
    student.put(&path, body).await.expect(200);
    assert_eq!(used(&student).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_bytes_take_a_waiting_outcome_off_the_teachers_list() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let teacher = world.teacher("course-teacher").await;
    let outcome = pending(&world, &student).await;
    let file = upload(&world, &student, document("other"), OUTCOME).await;
    let mut body = outcome_body(Some(&file), None);
    body["version"] = outcome["version"].clone();
    let path = outcome_path(&student, &outcome);
    let changed = student.put(&path, body.clone()).await.expect(200);
    assert_eq!((text(&changed, "state"), &changed["attempts"]), ("draft".to_owned(), &json!([])));
    let list = teacher.get("/api/certifications").await.expect(200);
    assert_eq!(list["items"], json!([]));
    // The reply was lost: the same change again is no conflict, another one is.
    assert_eq!(student.put(&path, body.clone()).await.expect(200), changed);
    body["title"] = json!("別的標題");
    student.put(&path, body).await.refused(409, "conflict");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_is_made_once_and_taken_back_once() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let outcome = pending(&world, &student).await;
    let path = outcome_path(&student, &outcome);
    let request = format!("{path}/certification-request");
    student.post(&request, json!({ "version": 1 })).await.expect(200);
    student.post(&request, json!({ "version": 2 })).await.refused(409, "outcome.not_requestable");
    student.delete(&format!("{path}?version=2")).await.refused(409, "outcome.not_editable");
    let back = student.delete(&format!("{request}?version=2")).await.expect(200);
    assert_eq!((text(&back, "state"), &back["requested_at"]), ("draft".to_owned(), &Value::Null));
    student.delete(&format!("{request}?version=2")).await.expect(200);
    student.delete(&format!("{request}?version=3")).await.refused(409, "certification.not_pending");
    student.delete(&format!("{path}?version=1")).await.refused(409, "conflict");
    student.delete(&format!("{path}?version=3")).await.expect(204);
    // The answer may have been lost.
    student.delete(&format!("{path}?version=3")).await.expect(204);
    student.get(&path).await.refused(404, "not_found");
    assert_eq!(used(&student).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_elses_portfolio_is_changed_and_only_the_class_sees_it() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let outcome = draft(&world, &student).await;
    let path = outcome_path(&student, &outcome);
    let list = path.rsplit_once('/').map_or("", |(list, _)| list).to_owned();
    for (who, shown, listed) in [
        ("student-2", 404, 404),
        ("homeroom-teacher", 200, 200),
        ("counsellor", 200, 200),
        ("course-teacher", 200, 403),
        ("colleague", 403, 403),
        ("other-teacher", 404, 403),
        ("outcome-submitter", 403, 403),
    ] {
        let actor = world.teacher(who).await;
        assert_eq!(actor.get(&path).await.status, shown, "{who}");
        assert_eq!(actor.get(&list).await.status, listed, "{who}");
        assert!(actor.delete(&path).await.status >= 403, "{who}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_notice_of_a_review_comes_after_the_undo_and_goes_with_a_look() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    certified(&world, &student).await;
    let reviewed = async || {
        let account = student.get("/api/account").await.expect(200);
        let notices = account["notices"].as_array().cloned().unwrap_or_default();
        notices.iter().find(|it| it["code"] == "outcome.reviewed").map(|it| it["count"].clone())
    };
    assert_eq!(reviewed().await, None);
    student.get(OUTCOMES).await.expect(200);
    world.clock.advance(SignedDuration::from_mins(10));
    assert_eq!(reviewed().await, Some(json!(1)));
    student.get(OUTCOMES).await.expect(200);
    assert_eq!(reviewed().await, None);
}
