//! For every function that nobody calls, how it comes to work. One that is missing here fails the
//! sweeps.

use std::collections::BTreeMap;

use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use portfolio::{files::Purpose, taipei};
use runtime::{Queue, Trigger};
use serde_json::{Value, json};

use super::Stage;
use crate::support::{
    SCHOOL,
    items::{document, reservation, text},
};

/// How a function comes to work that nobody calls.
pub struct Occasion {
    /// The function's name.
    pub function: &'static str,
    /// When its schedule calls it; a queue's function works through what waits.
    pub at: Option<&'static str>,
    /// How long after a schedule's call it is called again, at least.
    pub rest: SignedDuration,
    /// What there is to do for it, on a stage that it may change.
    prepare: for<'s> fn(&'s Stage) -> BoxFuture<'s, ()>,
    /// What its queue tells it at such a moment, where nothing else does that a message is about.
    pub message: Option<fn(Timestamp) -> Value>,
}

/// A function that works through a queue.
const fn queue(
    function: &'static str,
    prepare: for<'s> fn(&'s Stage) -> BoxFuture<'s, ()>,
) -> Occasion {
    Occasion { function, at: None, rest: SignedDuration::ZERO, prepare, message: None }
}

/// A function to which a message is enough.
const fn told(function: &'static str, message: fn(Timestamp) -> Value) -> Occasion {
    Occasion { message: Some(message), ..queue(function, |_| Box::pin(async {})) }
}

/// A function that a schedule calls at that moment.
const fn schedule(
    function: &'static str,
    at: &'static str,
    rest: SignedDuration,
    prepare: for<'s> fn(&'s Stage) -> BoxFuture<'s, ()>,
) -> Occasion {
    Occasion { function, at: Some(at), rest, prepare, message: None }
}

/// A night that nothing has looked at yet.
const NIGHT: &str = "2026-11-25T02:00:00+08:00";

impl Occasion {
    /// The function has something to do.
    pub async fn begin(&self, stage: &Stage) {
        (self.prepare)(stage).await;
        let function = functions::find(self.function).expect("a function");
        if let (Some(message), Trigger::Queue { queue, .. }) = (self.message, &function.trigger) {
            let body = message(stage.world.clock.now()).to_string();
            stage.world.cloud().queues.send(*queue, body).expect("a message");
        }
    }
}

/// Every occasion.
pub const ALL: &[Occasion] = &[
    queue("central-submissions.work", |stage| Box::pin(a_batch_is_frozen(stage))),
    schedule("files.canary", NIGHT, SignedDuration::from_hours(6), |_| Box::pin(async {})),
    schedule("files.collect", "2026-12-27T03:30:00+08:00", SignedDuration::from_hours(24 * 31), {
        |stage| Box::pin(a_file_was_given_up(stage))
    }),
    // The bucket's message of the bytes that arrived waits on the stage.
    queue("files.promote", |_| Box::pin(async {})),
    schedule("files.sweep", "2026-11-23T11:15:00+08:00", SignedDuration::from_mins(15), |stage| {
        Box::pin(nobody_confirms(stage))
    }),
    queue("integrity.compare", |stage| Box::pin(a_night_begins(stage))),
    schedule("integrity.survey", NIGHT, SignedDuration::ZERO, |_| Box::pin(async {})),
    told("reminders.feedback", somebody_complains),
    told("reminders.send", a_school_is_to_remind),
    // What fails in the end is put back by whoever looks after the dead letters, at any time.
    schedule("reminders.tick", "2026-11-24T07:00:00+08:00", SignedDuration::ZERO, |_| {
        Box::pin(async {})
    }),
    queue("school.spread-calendars", |stage| Box::pin(a_window_is_changed(stage))),
];

async fn a_batch_is_frozen(stage: &Stage) {
    let batch = &stage.ours.batches.outcomes;
    let path = format!("/api/schools/{SCHOOL}/central-submissions/{}/freeze", text(batch, "id"));
    let body = json!({ "version": batch["version"] });
    call(stage, "outcome-submitter", "POST", &path, body).await;
}

async fn a_file_was_given_up(stage: &Stage) {
    let path = format!("/api/files/{}", stage.near.spare);
    call(stage, "student-1", "DELETE", &path, Value::Null).await;
}

/// One reservation whose bytes arrived and whose message is lost, and one without bytes.
async fn nobody_confirms(stage: &Stage) {
    let student = stage.world.student("student-1").await;
    let request = reservation(&student, 2, &document("never sent"), Purpose::LearningOutcome);
    student.post("/api/files", request).await.expect(201);
}

/// The comparison of a night is begun: of the parts that are left each is of another sort.
async fn a_night_begins(stage: &Stage) {
    let survey = functions::find("integrity.survey").expect("a function");
    let Trigger::Schedule { handle, .. } = survey.trigger else { panic!("a schedule") };
    stage.world.clock.set(NIGHT);
    let begun = stage.world.system.lambda().schedule(survey, handle, stage.world.clock.now());
    begun.await.expect("the night begins");
    let queues = &stage.world.cloud().queues;
    let (mut parts, mut left) = (queues.waiting(Queue::Integrity), BTreeMap::new());
    for part in &parts {
        let body: Value = serde_json::from_str(&part.body).expect("JSON");
        let sort = body["step"].as_object().and_then(|step| step.keys().next().cloned());
        left.insert(sort.unwrap_or(body["step"].to_string()), part.id.clone());
    }
    parts.retain(|part| left.values().any(|id| *id == part.id));
    for part in &parts {
        queues.done(Queue::Integrity, &part.id).expect("the queue");
    }
    stage.world.drain().await;
    for part in parts {
        queues.send(Queue::Integrity, part.body).expect("a message");
    }
}

fn somebody_complains(now: Timestamp) -> Value {
    json!({
        "notificationType": "Complaint",
        "complaint": {
            "complainedRecipients": [{ "emailAddress": "student-3@mail.example" }],
            "timestamp": now.to_string(),
        },
    })
}

/// Two teachers of the school have outcomes to certify.
fn a_school_is_to_remind(now: Timestamp) -> Value {
    json!({
        "school": SCHOOL,
        "kinds": ["certify_outcomes"],
        "date": now.to_zoned(taipei()).date().to_string(),
        "scheduled_at": now.to_string(),
    })
}

async fn a_window_is_changed(stage: &Stage) {
    let window = json!({
        "opens_at": "2026-11-01T00:00:00+08:00",
        "closes_at": "2026-12-31T00:00:00+08:00",
        "version": 1,
    });
    let path = format!("/api/schools/{SCHOOL}/windows/outcome_upload/1151");
    call(stage, "administrator", "PUT", &path, window).await;
}

async fn call(stage: &Stage, who: &str, method: &'static str, path: &str, body: Value) {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let headers = stage.headers(Some(who));
    let answer = stage.world.send(method, path, headers, body.into()).await;
    assert!(answer.status < 300, "{method} {path}: {:#}", answer.body);
}
