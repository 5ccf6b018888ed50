//! What a school sets, opens and sees, and what its users report.

use jiff::SignedDuration;
use local::cloud::{Fault, Service};
use portfolio::{reminders::Reminder, selections::Roster};
use serde_json::{Value, json};
use store::{
    Write,
    items::{Calendar, ReminderHour, SchoolSelection, Selection},
};

use crate::support::{Actor, Held, SCHOOL, World, account, items};

const SCHOOL_PATH: &str = "/api/schools/353301";

fn path(rest: &str) -> String {
    format!("{SCHOOL_PATH}/{rest}")
}

fn wrong_fields(problem: &Value) -> Vec<String> {
    let fields = problem["fields"].as_array().cloned().unwrap_or_default();
    let spell = |field: &Value| {
        format!("{} {}", field["field"].as_str().unwrap(), field["code"].as_str().unwrap())
    };
    fields.iter().map(spell).collect()
}

/// The settings as they stand, with one field changed.
async fn settings_with(admin: &Actor<'_>, name: &str, value: Value) -> Value {
    let mut settings = admin.get(&path("settings")).await.expect(200);
    settings[name] = value;
    settings
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_settings_keeps_what_was_and_moves_the_hours() {
    let world = World::new().await;
    let admin = world.teacher("administrator").await;
    let mut wanted = settings_with(&admin, "student_reminder_hour", json!(9)).await;
    wanted["certification_reminder_hour"] = Value::Null;
    world.cloud().calls.clear();
    let changed = admin.put(&path("settings"), wanted.clone()).await.expect(200);
    assert_eq!(
        (&changed["version"], &changed["updated_by"]["name"]),
        (&json!(2), &json!("administrator"))
    );
    let calls = world.calls_of("school.change-settings");
    assert_eq!((calls.table_reads, calls.table_writes), (1, 1));

    let school = SCHOOL.parse().unwrap();
    let entered = async |hour, reminder| {
        let key = ReminderHour::at(hour, &school, reminder);
        world.cloud().table().get::<ReminderHour>(&key).await.unwrap().is_some()
    };
    assert!(!entered(8, Reminder::UploadOutcomes).await);
    assert!(entered(9, Reminder::UploadOutcomes).await);
    assert!(!entered(7, Reminder::CertifyOutcomes).await);

    // The same again is a lost reply, not a lost race; another wish of the old version is one.
    assert_eq!(admin.put(&path("settings"), wanted.clone()).await.expect(200)["version"], 2);
    wanted["student_reminder_hour"] = json!(10);
    admin.put(&path("settings"), wanted).await.refused(409, "conflict");
    let past = admin.get(&path("settings/history")).await.expect(200);
    assert_eq!(past["items"][0]["student_reminder_hour"], 8);
    assert_eq!(past["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_wrong_setting_is_named() {
    let world = World::new().await;
    let admin = world.teacher("administrator").await;
    let mut wanted = settings_with(&admin, "certification_reminder_hour", json!(24)).await;
    wanted["selected_outcomes_per_year"] = json!(7);
    let problem = admin.put(&path("settings"), wanted).await.refused(422, "input.invalid");
    let both =
        ["certification_reminder_hour out_of_range", "selected_outcomes_per_year out_of_range"];
    assert_eq!(wrong_fields(&problem), both);
    for (value, code) in [
        (json!(-1), "out_of_range"),
        (json!(0), "out_of_range"),
        (json!(2.5), "wrong_type"),
        (json!("3"), "wrong_type"),
        (Value::Null, "missing"),
    ] {
        let wanted = settings_with(&admin, "upload_reminder_days", value).await;
        let problem = admin.put(&path("settings"), wanted).await.refused(422, "input.invalid");
        assert_eq!(wrong_fields(&problem), [format!("upload_reminder_days {code}")]);
    }
    // Left out is not the same as blank: nobody is silenced by accident.
    let mut wanted = admin.get(&path("settings")).await.expect(200);
    wanted.as_object_mut().unwrap().remove("certification_reminder_hour");
    let problem = admin.put(&path("settings"), wanted).await.refused(422, "input.invalid");
    assert_eq!(wrong_fields(&problem), ["certification_reminder_hour missing"]);
}

/// The path of the first window, and its change to a later end.
fn longer_window() -> (String, Value) {
    let window = json!({
        "opens_at": "2026-11-01T00:00:00+08:00",
        "closes_at": "2026-12-31T00:00:00+08:00",
        "version": 1,
    });
    (path("windows/outcome_upload/1151"), window)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_a_window_reaches_every_student_though_the_queue_fails_first() {
    let world = World::new().await;
    let admin = world.teacher("administrator").await;
    let (at, window) = longer_window();
    world.cloud().faults.inject(|call| (call.service == Service::Sqs).then_some(Fault::FailBefore));
    admin.put(&at, window.clone()).await.refused(503, "unavailable");
    world.cloud().faults.clear();
    let changed = admin.put(&at, window).await.expect(200);
    assert_eq!((&changed["version"], &changed["open"]), (&json!(2), &json!(true)));
    world.drain().await;
    for student in ["student-1", "student-4", "new-student"] {
        let key = Calendar::at(account(student));
        let copy: Calendar = world.cloud().table().get(&key).await.unwrap().unwrap();
        let close = copy.windows[1].span.closes_at.max(copy.windows[0].span.closes_at);
        assert_eq!(close, "2026-12-31T00:00:00+08:00".parse().unwrap(), "{student}");
    }
    let past = admin.get(&format!("{at}/history")).await.expect(200);
    assert_eq!(past["items"][0]["closes_at"], "2026-12-20T00:00:00.000+08:00");
}

/// Copies of two changes may be spread in any order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_copy_of_the_windows_does_not_replace_a_newer_one() {
    let world = World::new().await;
    let admin = world.teacher("administrator").await;
    let (at, window) = longer_window();
    admin.put(&at, window).await.expect(200);
    let key = Calendar::at(account("student-1"));
    let table = world.cloud().table();
    let copy: Calendar = table.get(&key).await.unwrap().unwrap();
    let newer = Calendar { read_at: world.clock.now() + SignedDuration::from_mins(1), ..copy };
    let held = Held::before(&world, "school.spread-calendars", "PutItem");
    let spreads = held.meanwhile(async {
        table.write(Write::put("calendar", &newer).unwrap()).await.unwrap();
    });
    tokio::join!(world.drain(), spreads);
    let stands: Calendar = table.get(&key).await.unwrap().unwrap();
    assert_eq!(stands.read_at, newer.read_at);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_window_is_made_with_version_zero_and_its_wrong_times_are_named() {
    let world = World::new().await;
    let admin = world.teacher("administrator").await;
    let window = |opens_at: &str, closes_at: &str| json!({ "opens_at": opens_at, "closes_at": closes_at, "version": 0 });
    let march = window("2027-03-01T00:00:00+08:00", "2027-07-01T00:00:00+08:00");
    let made = admin.put(&path("windows/outcome_upload/1152"), march).await.expect(200);
    assert_eq!((&made["version"], &made["open"]), (&json!(1), &json!(false)));
    let student = world.student("student-1").await;
    let listed = student.get(&path("windows")).await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 4);

    let other = path("windows/outcome_upload/1161");
    let problem = admin.put(&other, window("soon", "")).await.refused(422, "input.invalid");
    assert_eq!(wrong_fields(&problem), ["opens_at not_a_time", "closes_at missing"]);
    let backwards = window("2027-07-01T00:00:00+08:00", "2027-03-01T00:00:00+08:00");
    let problem = admin.put(&other, backwards.clone()).await.refused(422, "input.invalid");
    assert_eq!(wrong_fields(&problem), ["closes_at ends_before_start"]);
    for unknown in ["windows/outcome_upload/115", "windows/lunch/1151"] {
        admin.put(&path(unknown), backwards.clone()).await.refused(404, "not_found");
    }
    student.put(&other, backwards).await.refused(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_class_is_seen_by_who_accompanies_it() {
    let world = World::new().await;
    let students = path("classes/101/students");
    for (username, status) in [
        ("homeroom-teacher", 200),
        ("counsellor", 200),
        ("advisor", 200),
        ("performance-submitter", 200),
        ("administrator", 200),
        ("course-teacher", 403),
    ] {
        let answer = world.teacher(username).await.get(&students).await;
        assert_eq!(answer.status, status, "{username}");
    }
    let homeroom = world.teacher("homeroom-teacher").await;
    let classes = homeroom.get(&path("classes")).await.expect(200);
    assert_eq!(classes["items"][0]["homeroom_teacher"]["name"], "homeroom-teacher");
    assert_eq!(classes["items"].as_array().unwrap().len(), 1);
    homeroom.get(&path("classes/999/students")).await.refused(404, "not_found");
    homeroom.get("/api/schools/353302/classes").await.refused(404, "not_found");
    world.student("student-1").await.get(&students).await.refused(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_class_shows_how_far_its_students_outcomes_are() {
    let world = World::new().await;
    let (one, other) = (world.student("student-1").await, world.student("student-2").await);
    items::pending(&world, &one).await;
    items::pending(&world, &one).await;
    items::draft(&world, &one).await;
    items::certified(&world, &other).await;
    let homeroom = world.teacher("homeroom-teacher").await;
    let class = homeroom.get(&path("classes/101/students")).await.expect(200);
    let of = |student: &Actor<'_>| -> Value {
        let mut all = class["items"].as_array().unwrap().iter();
        all.find(|item| item["id"] == student.id).unwrap()["outcomes"].clone()
    };
    let counts = |draft, pending, certified| json!({ "draft": draft, "pending": pending, "certified": certified, "returned": 0 });
    assert_eq!([of(&one), of(&other)], [counts(1, 2, 0), counts(0, 0, 1)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn progress_counts_students_and_classes() {
    let world = World::new().await;
    let selection = Selection {
        student: account("student-2"),
        year: "115".parse().unwrap(),
        roster: Roster::LearningOutcomes,
        ids: vec!["lo_a".to_owned(), "lo_b".to_owned()],
        version: 1,
        updated_at: world.clock.now(),
        frozen_in: None,
    };
    let as_seen = SchoolSelection { school: SCHOOL.parse().unwrap(), selection };
    let write = Write::put("selection", &as_seen).unwrap();
    world.cloud().table().write(write).await.unwrap();

    let submitter = world.teacher("outcome-submitter").await;
    let of = path("selection-progress/115/learning_outcomes");
    let first = submitter.get(&format!("{of}?limit=2")).await.expect(200);
    let classes = json!([
        { "class_name": "101", "students": 5, "with_selection": 1, "items": 2 },
        { "class_name": "102", "students": 1, "with_selection": 0, "items": 0 },
    ]);
    assert_eq!(first["classes"], classes);
    let selected = |page: &Value| -> Vec<u64> {
        let items = page["items"].as_array().unwrap();
        items.iter().map(|item| item["selected"].as_u64().unwrap()).collect()
    };
    assert_eq!(selected(&first), [0, 2]);
    let next = first["next"].as_str().unwrap();
    let rest = submitter.get(&format!("{of}?cursor={next}")).await.expect(200);
    assert_eq!((selected(&rest), &rest["next"]), (vec![0, 0, 0, 0], &Value::Null));
    let other = path("selection-progress/115/diverse_performances");
    submitter.get(&other).await.refused(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_that_is_repeated_is_one_report() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let report = async |key: &str, body: Value| {
        let mut headers = http::HeaderMap::new();
        let bearer = format!("Bearer {}", student.token().await);
        headers.insert("authorization", bearer.parse().unwrap());
        headers.insert("idempotency-key", key.parse().unwrap());
        let body = body.to_string().into();
        world.send("POST", "/api/problem-reports", headers, body).await
    };
    let broken = json!({ "category": "bug", "text": "無法上傳", "page": "/outcomes/new" });
    let first = report("a", broken.clone()).await.expect(201);
    assert_eq!(report("a", broken).await.expect(201), first);
    let other = json!({ "category": "data", "text": "班級有誤" });
    report("a", other.clone()).await.refused(409, "conflict");
    report("b", other).await.expect(201);
    let blank = json!({ "category": "bug", "text": " " });
    let problem = report("c", blank).await.refused(422, "input.invalid");
    assert_eq!(wrong_fields(&problem), ["text missing"]);

    let admin = world.teacher("administrator").await;
    let listed = admin.get(&path("problem-reports")).await.expect(200);
    let texts: Vec<&str> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["班級有誤", "無法上傳"], "the latest first");
    let id = first["id"].as_str().unwrap();
    let settled = json!({ "state": "settled" });
    admin.put(&path(&format!("problem-reports/{id}")), settled.clone()).await.expect(204);
    let listed = admin.get(&path("problem-reports")).await.expect(200);
    assert_eq!(listed["items"][1]["state"], "settled");
    let unknown = path("problem-reports/prb_00000000000000000000000000000001");
    admin.put(&unknown, settled).await.refused(404, "not_found");
    student.get(&path("problem-reports")).await.refused(403, "forbidden");
}
