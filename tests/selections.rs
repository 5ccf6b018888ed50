//! 勾選: what goes to the central database, within the year's number and window.

use serde_json::{Value, json};

use crate::support::{
    Actor, Answer, Held, World,
    items::{certified, draft, outcome_path, text},
};

const OUTCOMES: &str = "/api/students/{me}/selections/115/learning-outcomes";
const PERFORMANCES: &str = "/api/students/{me}/selections/115/diverse-performances";

async fn put(student: &Actor<'_>, path: &str, ids: &[String], version: u64) -> Answer {
    student.put(path, json!({ "ids": ids, "version": version })).await
}

async fn performance(student: &Actor<'_>, year: u16) -> Value {
    let body = json!({
        "kind": "creative_work",
        "year": year,
        "fields": {"name": "光影之間", "date": "2026-10-02", "description": "針孔相機的一天。"},
    });
    student.post("/api/students/{me}/diverse-performances", body).await.expect(201)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outcome_is_selected_and_released_with_one_read_and_one_write() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let outcome = certified(&world, &student).await;
    let path = outcome_path(&student, &outcome);
    let before = student.get(OUTCOMES).await.expect(200);
    assert_eq!((&before["version"], &before["limit"]), (&json!(0), &json!(6)));
    let ids = [text(&outcome, "id")];
    let selected = put(&student, OUTCOMES, &ids, 0).await.expect(200);
    assert_eq!((&selected["ids"], &selected["version"]), (&json!(ids), &json!(1)));
    let count = world.calls_of("selections.put-outcomes");
    assert_eq!((count.table_reads, count.table_writes), (1, 1));
    assert_eq!(student.get(&path).await.expect(200)["selected_in"], 115);
    // The reply was lost: the same again is no conflict, another one is.
    assert_eq!(put(&student, OUTCOMES, &ids, 0).await.expect(200), selected);
    put(&student, OUTCOMES, &[], 0).await.refused(409, "conflict");
    put(&student, OUTCOMES, &[], 1).await.expect(200);
    assert_eq!(student.get(&path).await.expect(200)["selected_in"], Value::Null);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_selected_is_refused() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let outcome = text(&certified(&world, &student).await, "id");
    let uncertified = text(&draft(&world, &student).await, "id");
    let other = world.student("student-2").await;
    let foreign = text(&certified(&world, &other).await, "id");
    for ids in [vec![foreign], vec!["lo_x".to_owned()], vec![outcome.clone(), outcome.clone()]] {
        let refused = put(&student, OUTCOMES, &ids, 0).await.refused(422, "input.invalid");
        assert_eq!(refused["fields"][0]["field"], "ids");
    }
    put(&student, OUTCOMES, &[uncertified], 0).await.refused(409, "selection.not_certified");
    let elsewhere = OUTCOMES.replace("115", "114");
    put(&student, &elsewhere, &[], 0).await.refused(409, "window.closed");
    world.clock.set("2026-12-20T00:00:00+08:00");
    put(&student, OUTCOMES, &[outcome], 0).await.refused(409, "window.closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_performances_of_the_year_are_the_most() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let mut ids = Vec::new();
    for _ in 0..11 {
        ids.push(text(&performance(&student, 115).await, "id"));
    }
    let refused = put(&student, PERFORMANCES, &ids, 0).await.refused(409, "selection.too_many");
    assert_eq!(refused["limit"], 10);
    put(&student, PERFORMANCES, &ids[..10], 0).await.expect(200);
    let older = text(&performance(&student, 114).await, "id");
    put(&student, PERFORMANCES, &[older], 1).await.refused(409, "selection.other_year");
    let dashboard = student.get("/api/students/{me}/dashboard").await.expect(200);
    assert_eq!(dashboard["selections"]["diverse_performances"]["selected"], 10);
}

/// A teacher takes the certification back while the student selects.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_back_meanwhile_is_not_selected() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let teacher = world.teacher("course-teacher").await;
    let outcome = certified(&world, &student).await;
    let certification = format!("{}/certification", outcome_path(&student, &outcome));
    let held = Held::before(&world, "selections.put-outcomes", "TransactWriteItems");
    let withdraws = held.meanwhile(async {
        teacher.delete(&certification).await.expect(200);
    });
    let ids = [text(&outcome, "id")];
    let (selected, ()) = tokio::join!(put(&student, OUTCOMES, &ids, 0), withdraws);
    selected.refused(409, "conflict");
    assert_eq!(student.get(OUTCOMES).await.expect(200)["ids"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_selections_at_once_end_as_one_of_them() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let first = [text(&performance(&student, 115).await, "id")];
    let second = [text(&performance(&student, 115).await, "id")];
    let (one, other) = tokio::join!(
        put(&student, PERFORMANCES, &first, 0),
        put(&student, PERFORMANCES, &second, 0),
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let stands = student.get(PERFORMANCES).await.expect(200);
    let listed = student.get("/api/students/{me}/diverse-performances").await.expect(200);
    for item in listed["items"].as_array().into_iter().flatten() {
        let selected = stands["ids"].as_array().is_some_and(|ids| ids.contains(&item["id"]));
        assert_eq!(item["selected_in"] == 115, selected, "{item:#}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_class_sees_a_selection_and_nobody_else_does() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let path = OUTCOMES.replace("{me}", &student.id);
    for (who, status) in [
        ("student-1", 200),
        ("homeroom-teacher", 200),
        ("counsellor", 200),
        ("student-2", 404),
        ("course-teacher", 403),
        ("other-student", 404),
    ] {
        assert_eq!(world.teacher(who).await.get(&path).await.status, status, "{who}");
    }
}
