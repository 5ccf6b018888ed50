//! Reminders by mail: each kind on its day and at its hour, one digest per person per day.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use jiff::SignedDuration;
use local::cloud::{CallInfo, Fault, Service};
use portfolio::LearningOutcomeId;
use runtime::Queue;
use serde_json::{Value, json};
use store::{
    Write,
    items::{MailClaim, PendingCertification},
};
use uuid::Uuid;

use crate::support::{Held, SCHOOL, World, account};

/// The windows of the fixture close with the 19th of December; three days before is the 16th.
const DAY: &str = "2026-12-16";

/// The World, and an outcome that waits for the course teacher.
async fn world() -> World {
    let world = World::new().await;
    let table = world.cloud().table();
    let waiting = PendingCertification {
        teacher: account("course-teacher"),
        outcome: LearningOutcomeId::new(Uuid::from_u128(1)),
        student: account("student-1"),
        requested_at: world.clock.now(),
    };
    table.write(Write::put("waiting", &waiting).unwrap()).await.unwrap();
    world
}

/// Who of the first school got what since the last look.
fn mail(world: &World) -> Vec<String> {
    let letters = world.mailbox();
    world.cloud().mailbox.clear();
    let of_school = letters.iter().filter(|letter| !letter.to.starts_with("other-"));
    let mut lines: Vec<String> =
        of_school.map(|letter| format!("{} {}", letter.to, letter.subject)).collect();
    lines.sort();
    lines
}

async fn tick(world: &World, hour: u32) -> Vec<String> {
    world.tick(&format!("{DAY}T{hour:02}:00:00+08:00")).await;
    mail(world)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_goes_out_at_its_hour_of_its_day_by_the_events_time() {
    let world = world().await;
    // The work is hours late: what counts is what the schedule meant.
    world.clock.set("2026-12-16T15:30:00+08:00");
    world.tick("2026-12-15T08:00:00+08:00").await;
    assert_eq!(mail(&world), [""; 0]);
    for hour in [0, 6, 9, 15, 23] {
        assert_eq!(tick(&world, hour).await, [""; 0], "{hour}");
    }
    // Seven in the morning in Taipei is the evening before in UTC.
    world.tick("2026-12-15T23:00:00Z").await;
    insta::assert_snapshot!(mail(&world).join("\n"), @"course-teacher@mail.example 【學習歷程檔案】1 則學習成果待認證");
    insta::assert_snapshot!(tick(&world, 8).await.join("\n"), @"
    far-student@mail.example 【學習歷程檔案】學習成果上傳還有 3 天截止
    new-student@mail.example 【學習歷程檔案】學習成果上傳還有 3 天截止
    student-1@mail.example 【學習歷程檔案】學習成果上傳還有 3 天截止
    student-2@mail.example 【學習歷程檔案】學習成果上傳還有 3 天截止
    student-3@mail.example 【學習歷程檔案】學習成果上傳還有 3 天截止
    student-4@mail.example 【學習歷程檔案】學習成果上傳還有 3 天截止
    ");
    // The same hour again, and another hour of the same day, send nothing twice.
    assert_eq!(tick(&world, 7).await, [""; 0]);
    assert_eq!(tick(&world, 8).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_says_what_until_when_and_where() {
    let world = world().await;
    world.clock.set("2026-12-16T07:00:00+08:00");
    world.tick("2026-12-16T07:00:00+08:00").await;
    let letter = world.mailbox().remove(0);
    insta::assert_snapshot!(letter.text, @"
    course-teacher 您好：

    ■ 1 則學習成果待認證
    您目前有 1 則學習成果待認證。
    前往認證學習成果：http://127.0.0.1:8787/certifications

    --
    臺北市高中職學生學習歷程檔案系統
    本信由系統自動寄發，每日至多一封，請勿直接回覆。
    不想再收到提醒信：http://127.0.0.1:8787/account
    An automatic reminder of the Taipei learning portfolio system, at most one a day. To stop these letters, open your account page.
    ");
    assert!(letter.html.contains("http://127.0.0.1:8787/certifications"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_look_is_reminded_weekly() {
    let world = world().await;
    // The fixture's accounts were made on the 23rd of November.
    for (date, reminded) in [("11-29", false), ("11-30", true), ("12-01", false), ("12-07", true)] {
        world.clock.set(&format!("2026-{date}T07:00:00+08:00"));
        world.tick(&format!("2026-{date}T07:00:00+08:00")).await;
        let of_homeroom = mail(&world).iter().any(|line| line.starts_with("homeroom-teacher"));
        assert_eq!(of_homeroom, reminded, "{date}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_blank_hour_silences_the_teachers_alone() {
    let world = world().await;
    let admin = world.teacher("administrator").await;
    let path = format!("/api/schools/{SCHOOL}/settings");
    let mut settings = admin.get(&path).await.expect(200);
    settings["certification_reminder_hour"] = Value::Null;
    settings["student_reminder_hour"] = json!(9);
    admin.put(&path, settings).await.expect(200);
    world.clock.set("2026-12-16T09:00:00+08:00");
    assert_eq!(tick(&world, 7).await, [""; 0]);
    assert_eq!(tick(&world, 8).await, [""; 0]);
    assert_eq!(tick(&world, 9).await.len(), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_that_fails_is_tried_once_more_when_its_lease_is_over() {
    let world = world().await;
    world.clock.set("2026-12-16T07:00:00+08:00");
    world.cloud().faults.inject(|call| (call.service == Service::Ses).then_some(Fault::FailBefore));
    assert_eq!(tick(&world, 7).await, [""; 0]);
    let claim = async || {
        let date = DAY.parse().unwrap();
        let key = MailClaim::at(account("course-teacher"), date);
        world.cloud().table().get::<MailClaim>(&key).await.unwrap().unwrap()
    };
    assert_eq!((claim().await.attempt, claim().await.sent_at), (1, None));
    world.cloud().faults.clear();
    // Within the lease nobody else sends.
    assert_eq!(tick(&world, 7).await, [""; 0]);
    world.clock.advance(SignedDuration::from_mins(31));
    world.drain().await;
    assert_eq!(mail(&world).len(), 1);
    let claim = claim().await;
    assert_eq!((claim.attempt, claim.sent_at), (2, Some(world.clock.now())));
}

/// Nobody knows of a letter whose answer is lost whether it was taken: it is sent again, once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_whose_answers_are_lost_comes_twice_and_no_more() {
    let world = world().await;
    world.clock.set("2026-12-16T07:00:00+08:00");
    let post = |call: &CallInfo| call.service == Service::Ses;
    world.cloud().faults.inject(move |call| post(call).then_some(Fault::ApplyAndLoseReply));
    world.tick("2026-12-16T07:00:00+08:00").await;
    assert_eq!(world.mailbox().len(), 1);
    for _ in 0..4 {
        world.clock.advance(SignedDuration::from_mins(31));
        world.drain().await;
    }
    assert_eq!(world.mailbox().len(), 2);
}

/// The same school is reminded twice at once: whoever comes second to a claim sends nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_comes_second_to_a_claim_sends_nothing() {
    const SEVEN: &str = "2026-12-16T07:00:00+08:00";
    let world = world().await;
    world.clock.set(SEVEN);
    let held = Held::before(&world, "reminders.send", "PutItem");
    let other = held.meanwhile(async {
        // Each tick sends a message for each of the two schools; those of the first one are held.
        let sent = async {
            let queues = &world.cloud().queues;
            while world.mailbox().is_empty() || queues.waiting(Queue::Reminders).len() > 2 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::select! {
            () = world.tick(SEVEN) => {}
            () = sent => {}
        }
    });
    tokio::join!(world.tick(SEVEN), other);
    assert_eq!(mail(&world).len(), 1);
}

/// What the post was too busy to take is no letter yet.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_that_the_post_is_too_busy_for_is_handed_over_again_at_once() {
    let world = world().await;
    world.clock.set("2026-12-16T07:00:00+08:00");
    let handed = AtomicUsize::new(0);
    world.cloud().faults.inject(move |call| {
        let is_first = call.service == Service::Ses && handed.fetch_add(1, Ordering::SeqCst) == 0;
        is_first.then_some(Fault::Throttle)
    });
    assert_eq!(tick(&world, 7).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_bounced_or_wants_none_gets_none() {
    let world = world().await;
    world.clock.set("2026-12-16T07:00:00+08:00");
    let student = world.student("student-1").await;
    let wanted = |wanted: bool| json!({ "wanted": wanted });
    student.put("/api/account/reminder-mail", wanted(false)).await.expect(204);
    let choice = student.get("/api/account/reminder-mail").await.expect(200);
    assert_eq!(choice, json!({ "wanted": false, "address": "student-1@mail.example" }));
    let said = json!({
        "notificationType": "Bounce",
        "bounce": {
            "bounceType": "Permanent",
            "bouncedRecipients": [{ "emailAddress": "Student-2@mail.example" }],
            "timestamp": "2026-12-15T00:00:00.000Z",
        },
    });
    let notification = json!({ "Type": "Notification", "Message": said.to_string() });
    world.cloud().queues.send(Queue::MailFeedback, notification.to_string()).unwrap();
    world.drain().await;
    let reminded = tick(&world, 8).await;
    assert_eq!(reminded.len(), 4, "{reminded:#?}");
    student.put("/api/account/reminder-mail", wanted(true)).await.expect(204);
    assert_eq!(tick(&world, 8).await.len(), 1);
}
