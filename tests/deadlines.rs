//! The second before, the second itself and the second after: what a window accepts at its edges,
//! and who is still in time at midnight.

use portfolio::{files::Purpose, selections::Roster};
use serde_json::{Value, json};
use store::{
    Write,
    items::{CourseRecord, CourseTeacher},
};

use crate::support::{
    Actor, COURSE, World, account,
    items::{
        certified, document, draft, next_reservation, outcome_body, outcome_path, performance_body,
        selection, sound, upload,
    },
};

const OPENS: &str = "2026-12-01T00:00:00+08:00";
const CLOSES: &str = "2026-12-20T00:00:00+08:00";
const BEFORE: &str = "2026-11-30T23:59:59+08:00";
const LAST_SECOND: &str = "2026-12-19T23:59:59+08:00";
const GRACE_LAST_SECOND: &str = "2026-12-20T00:29:59+08:00";
const GRACE_OVER: &str = "2026-12-20T00:30:00+08:00";
const AFTER_GRACE: &str = "2026-12-20T00:30:01+08:00";

/// A world whose windows all open and close at these moments.
async fn world(opens: &str, closes: &str) -> World {
    let world = World::new().await;
    for window in ["outcome_upload/1151", "outcome_selection/115", "performance_selection/115"] {
        set_window(&world, window, opens, closes, 1).await;
    }
    world
}

async fn set_window(world: &World, window: &str, opens: &str, closes: &str, version: u64) {
    let body = json!({ "opens_at": opens, "closes_at": closes, "version": version });
    let path = format!("/api/schools/353301/windows/{window}");
    world.teacher("administrator").await.put(&path, body).await.expect(200);
}

/// What is accepted: at the second before it opens, when it opens, in its last second, at its close,
/// in the last second of the grace, when that is over, and a second later.
const MOMENTS: [&str; 7] =
    [BEFORE, OPENS, LAST_SECOND, CLOSES, GRACE_LAST_SECOND, GRACE_OVER, AFTER_GRACE];

/// Reserved at one moment, arrived and named at another.
async fn create(world: &World, reserved: &[&str], at: &str, semester: &str) -> (u16, String) {
    let student = world.student("student-1").await;
    let purpose = Purpose::LearningOutcome;
    let mut files: Vec<String> = Vec::new();
    for (n, reserved) in reserved.iter().enumerate() {
        world.clock.set(reserved);
        let bytes = if n == 0 { document(at) } else { sound(at) };
        files.push(upload(world, &student, bytes, purpose).await);
    }
    world.clock.set(at);
    let mut body =
        outcome_body(files.first().map(String::as_str), files.get(1).map(String::as_str));
    body["semester"] = json!(semester);
    let answer = student.post("/api/students/{me}/learning-outcomes", body).await;
    (answer.status, answer.code().to_owned())
}

fn closed() -> (u16, String) {
    (409, "window.closed".to_owned())
}

fn made() -> (u16, String) {
    (201, String::new())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outcome_is_made_from_the_first_second_to_the_last_and_in_the_grace_if_under_way() {
    for (reserved, at, expected) in [
        (&[BEFORE][..], BEFORE, closed()),
        (&[BEFORE], OPENS, made()),
        (&[OPENS], OPENS, made()),
        (&[LAST_SECOND], LAST_SECOND, made()),
        (&[LAST_SECOND], CLOSES, made()),
        (&[OPENS], GRACE_LAST_SECOND, made()),
        (&[LAST_SECOND], GRACE_LAST_SECOND, made()),
        (&[LAST_SECOND], GRACE_OVER, closed()),
        (&[LAST_SECOND], AFTER_GRACE, closed()),
        (&[CLOSES], CLOSES, closed()),
        (&[CLOSES], GRACE_LAST_SECOND, closed()),
        // Not before the window either: it was no part of what the window collects.
        (&[BEFORE], CLOSES, closed()),
        (&[LAST_SECOND, LAST_SECOND], GRACE_LAST_SECOND, made()),
        (&[LAST_SECOND, CLOSES], GRACE_LAST_SECOND, closed()),
    ] {
        let world = world(OPENS, CLOSES).await;
        let answer = create(&world, reserved, at, "1151").await;
        assert_eq!(answer, expected, "reserved {reserved:?}, named {at}");
    }
}

/// The bytes arrive after midnight, for a reservation of before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_under_way_at_midnight_counts() {
    let world = world(OPENS, CLOSES).await;
    let student = world.student("student-1").await;
    world.clock.set(LAST_SECOND);
    let bytes = document("at the last second");
    let wish = next_reservation(&world, &student, &bytes, Purpose::LearningOutcome);
    let reserved = student.post("/api/files", wish.clone()).await.expect(201);
    world.clock.set("2026-12-20T00:04:00+08:00");
    // The address is signed anew; the first reservation counts.
    let again = student.post("/api/files", wish).await.expect(201);
    assert_eq!(again["file_id"], reserved["file_id"]);
    let url = again["upload"]["url"].as_str().expect("an address");
    assert_eq!(world.put(url, &again["upload"]["headers"], bytes).await.status, 200);
    let file = reserved["file_id"].as_str().expect("an id");
    student.post(&format!("/api/files/{file}/confirm"), json!({})).await.expect(200);
    let outcome = student
        .post("/api/students/{me}/learning-outcomes", outcome_body(Some(file), None))
        .await
        .expect(201);
    let path = format!("{}/certification-request", outcome_path(&student, &outcome));
    world.clock.set(GRACE_LAST_SECOND);
    student.post(&path, json!({ "version": 1 })).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn certification_is_requested_within_the_same_edges() {
    for (reserved, expected) in [
        // Reserved before the window, the file is in no grace.
        (BEFORE, [false, true, true, false, false, false, false]),
        (OPENS, [false, true, true, true, true, false, false]),
    ] {
        for (at, expected) in MOMENTS.into_iter().zip(expected) {
            if reserved == OPENS && at == BEFORE {
                continue;
            }
            let world = World::new().await;
            let student = world.student("student-1").await;
            world.clock.set(reserved);
            let outcome = draft(&world, &student).await;
            set_window(&world, "outcome_upload/1151", OPENS, CLOSES, 1).await;
            world.clock.set(at);
            let path = format!("{}/certification-request", outcome_path(&student, &outcome));
            let answer = student.post(&path, json!({ "version": 1 })).await;
            let said = (answer.status, answer.code());
            let expected = if expected { (200, "") } else { (409, "window.closed") };
            assert_eq!(said, expected, "reserved {reserved}, requested {at}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_replaced_within_the_same_edges() {
    for (reserved, at, expected) in [
        (BEFORE, BEFORE, false),
        (OPENS, OPENS, true),
        (LAST_SECOND, LAST_SECOND, true),
        (LAST_SECOND, GRACE_LAST_SECOND, true),
        (CLOSES, GRACE_LAST_SECOND, false),
        (LAST_SECOND, GRACE_OVER, false),
    ] {
        let world = World::new().await;
        let student = world.student("student-1").await;
        let outcome = draft(&world, &student).await;
        set_window(&world, "outcome_upload/1151", OPENS, CLOSES, 1).await;
        world.clock.set(reserved);
        let file = upload(&world, &student, document("better"), Purpose::LearningOutcome).await;
        world.clock.set(at);
        let mut body = outcome_body(Some(&file), None);
        body["version"] = json!(1);
        let answer = student.put(&outcome_path(&student, &outcome), body).await;
        let expected = if expected { (200, "") } else { (409, "window.closed") };
        assert_eq!((answer.status, answer.code()), expected, "reserved {reserved}, named {at}");
    }
}

/// A selection names nothing that could be under way: it has no grace.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn selections_are_changed_from_the_first_second_to_the_last() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let outcome = certified(&world, &student).await;
    let body = performance_body(115);
    let all = "/api/students/{me}/diverse-performances";
    let performance = student.post(all, body).await.expect(201);
    for window in ["outcome_selection/115", "performance_selection/115"] {
        set_window(&world, window, OPENS, CLOSES, 1).await;
    }
    for (roster, item) in
        [(Roster::LearningOutcomes, &outcome), (Roster::DiversePerformances, &performance)]
    {
        let mut version = 0;
        for (at, open) in MOMENTS.into_iter().zip([false, true, true, false, false, false, false]) {
            world.clock.set(at);
            let items: &[&Value] = if version == 0 { &[item] } else { &[] };
            let (path, body) = selection(roster, items, version);
            let answer = student.put(&path, body).await;
            let expected = if open { (200, "") } else { (409, "window.closed") };
            assert_eq!((answer.status, answer.code()), expected, "{roster} {at}");
            version += u64::from(open);
        }
    }
}

/// Performances are made at any time: no window is theirs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_performance_is_made_whatever_the_clock_says() {
    let world = world(OPENS, CLOSES).await;
    let student = world.student("student-1").await;
    for at in MOMENTS {
        world.clock.set(at);
        student
            .post("/api/students/{me}/diverse-performances", performance_body(115))
            .await
            .expect(201);
    }
}

/// The student takes the same course in another semester.
async fn enrol(world: &World, semester: &str) {
    let record = CourseRecord {
        student: account("student-1"),
        course: COURSE,
        semester: semester.parse().expect("a semester"),
        name: "國語文".to_owned(),
        code: Some("110353301H11101A1010101".to_owned()),
        credits: 4,
        grade: 1,
        teachers: vec![CourseTeacher {
            id: account("course-teacher"),
            name: "course-teacher".to_owned(),
        }],
        score: None,
        passed: None,
    };
    let write = Write::put("course", &record).expect("an item");
    world.cloud().table().write(write).await.expect("written");
}

/// One semester's window ends in the moment in which the next one's begins: at no second are both
/// open, and at none is neither.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_two_windows_meet_each_second_belongs_to_one() {
    const MEET: &str = "2027-02-01T00:00:00+08:00";
    const SECOND_BEFORE: &str = "2027-01-31T23:59:59+08:00";
    const IN_GRACE: &str = "2027-02-01T00:10:00+08:00";
    for (reserved, at, first, second) in [
        (SECOND_BEFORE, SECOND_BEFORE, made(), closed()),
        (MEET, MEET, closed(), made()),
        // Who was under way finishes the old semester; the new one is open to everybody.
        (SECOND_BEFORE, MEET, made(), made()),
        (SECOND_BEFORE, IN_GRACE, made(), made()),
        (MEET, IN_GRACE, closed(), made()),
    ] {
        for (semester, expected) in [("1151", first), ("1152", second)] {
            let world = World::new().await;
            enrol(&world, "1152").await;
            set_window(&world, "outcome_upload/1151", "2026-11-01T00:00:00+08:00", MEET, 1).await;
            set_window(&world, "outcome_upload/1152", MEET, "2027-07-01T00:00:00+08:00", 0).await;
            let answer = create(&world, &[reserved], at, semester).await;
            assert_eq!(answer, expected, "{semester}: reserved {reserved}, named {at}");
        }
    }
}

/// An outcome is put forward in the window of its own semester, whichever the calendar's is: that of
/// the present semester, the one before, or one that the school opened again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_is_held_against_the_window_of_the_outcomes_own_semester() {
    for semester in ["1151", "1142", "1132"] {
        let world = World::new().await;
        enrol(&world, semester).await;
        let version = u64::from(semester == "1151");
        let window = format!("outcome_upload/{semester}");
        set_window(&world, &window, "2026-11-01T00:00:00+08:00", CLOSES, version).await;
        let student = world.student("student-1").await;
        let file = upload(&world, &student, document("old"), Purpose::LearningOutcome).await;
        let mut body = outcome_body(Some(&file), None);
        body["semester"] = json!(semester);
        let all = "/api/students/{me}/learning-outcomes";
        let outcome = student.post(all, body).await.expect(201);
        let path = format!("{}/certification-request", outcome_path(&student, &outcome));
        let request = async |at: &str| request(&world, &student, &path, at).await;
        assert_eq!(request(GRACE_OVER).await, closed(), "{semester}");
        assert_eq!(request(CLOSES).await, (200, String::new()), "{semester}");
    }
}

async fn request(world: &World, student: &Actor<'_>, path: &str, at: &str) -> (u16, String) {
    world.clock.set(at);
    let answer = student.post(path, json!({ "version": 1 })).await;
    (answer.status, answer.code().to_owned())
}
