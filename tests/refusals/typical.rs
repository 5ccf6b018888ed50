use futures::future::BoxFuture;
use portfolio::{files::Purpose, selections::Roster};
use serde_json::{Value, json};

use crate::support::{
    INITIAL_PASSWORD, PASSWORD, Request, World,
    items::{
        BATCHES, batch_path, certified, delivered, document, draft, next_reservation, open_batch,
        outcome_body, outcome_path, pending, performance, performance_body, performance_path,
        select, selection, sent, text, upload,
    },
};

type Prepare = for<'w> fn(&'w World) -> BoxFuture<'w, Request>;

const SCHOOL: &str = "/api/schools/353301";
const STUDENT: &str = "student-1";

/// A request that the function's route answers with success, and everything that it takes for that.
pub async fn request(world: &World, function: &str) -> Request {
    let found = TYPICAL.iter().find(|(name, _)| *name == function);
    let (_, prepare) = found.unwrap_or_else(|| panic!("{function} has no typical request"));
    prepare(world).await
}

/// For every function with a route, one.
const TYPICAL: &[(&str, Prepare)] = &[
    ("account.change-password", |world| Box::pin(change_password(world))),
    ("account.show", |world| get(world, STUDENT, "/api/account")),
    ("central-submissions.freeze", |world| Box::pin(freeze(world))),
    ("central-submissions.import-receipt", |world| Box::pin(import_receipt(world))),
    ("central-submissions.items", |world| Box::pin(of_batch(world, "/items"))),
    ("central-submissions.list", |world| get(world, "outcome-submitter", BATCHES)),
    ("central-submissions.open", |world| Box::pin(open(world))),
    ("central-submissions.show", |world| Box::pin(of_batch(world, ""))),
    ("certifications.decide", |world| Box::pin(decide(world))),
    ("certifications.withdraw", |world| Box::pin(withdraw(world))),
    ("certifications.worklist", |world| Box::pin(worklist(world))),
    ("diverse-performances.create", |world| Box::pin(create_performance(world))),
    ("diverse-performances.delete", |world| Box::pin(of_performance(world, "DELETE"))),
    ("diverse-performances.kinds", |_| anyone("GET", "/api/diverse-performance-kinds", None)),
    ("diverse-performances.list", |world| {
        get(world, STUDENT, "/api/students/{me}/diverse-performances")
    }),
    ("diverse-performances.show", |world| Box::pin(of_performance(world, "GET"))),
    ("diverse-performances.update", |world| Box::pin(update_performance(world))),
    ("files.confirm", |world| Box::pin(confirm(world))),
    ("files.delete", |world| Box::pin(of_file(world, "DELETE"))),
    ("files.download", |world| Box::pin(of_file(world, "GET"))),
    ("files.list", |world| get(world, STUDENT, "/api/files")),
    ("files.receipt-keys", |_| anyone("GET", "/api/receipt-keys", None)),
    ("files.reserve", |world| Box::pin(reserve(world))),
    ("learning-outcomes.create", |world| Box::pin(create_outcome(world))),
    ("learning-outcomes.delete", |world| Box::pin(of_draft(world, "DELETE", "?version=1", None))),
    ("learning-outcomes.list", |world| {
        get(world, "homeroom-teacher", "/api/students/{student}/learning-outcomes")
    }),
    ("learning-outcomes.request-certification", |world| {
        let body = json!({ "version": 1 });
        Box::pin(of_draft(world, "POST", "/certification-request", Some(body)))
    }),
    ("learning-outcomes.show", |world| Box::pin(of_draft(world, "GET", "", None))),
    ("learning-outcomes.take-back", |world| Box::pin(take_back(world))),
    ("learning-outcomes.update", |world| Box::pin(update_outcome(world))),
    ("reminders.choose-mail", |world| {
        Box::pin(by(world, STUDENT, "PUT", "/api/account/reminder-mail", json!({"wanted": false})))
    }),
    ("reminders.show-mail", |world| get(world, STUDENT, "/api/account/reminder-mail")),
    ("school.change-settings", |world| Box::pin(change_settings(world))),
    ("school.change-window", |world| Box::pin(change_window(world))),
    ("school.issue-activation-codes", |world| {
        let path = "/api/schools/353301/activation-codes";
        Box::pin(by(
            world,
            "administrator",
            "POST",
            path,
            json!({ "group": "class", "class_name": "101" }),
        ))
    }),
    ("school.problem-reports", |world| Box::pin(administered(world, "/problem-reports"))),
    ("school.report-problem", |world| {
        let body = json!({ "category": "bug", "text": "進度條停在百分之九十九。" });
        Box::pin(by(world, STUDENT, "POST", "/api/problem-reports", body))
    }),
    ("school.selection-progress", |world| {
        Box::pin(administered(world, "/selection-progress/115/learning_outcomes"))
    }),
    ("school.settings-history", |world| Box::pin(administered(world, "/settings/history"))),
    ("school.settle-problem-report", |world| Box::pin(settle(world))),
    ("school.show-class-students", |world| Box::pin(administered(world, "/classes/101/students"))),
    ("school.show-classes", |world| Box::pin(administered(world, "/classes"))),
    ("school.show-settings", |world| Box::pin(administered(world, "/settings"))),
    ("school.show-windows", |world| Box::pin(administered(world, "/windows"))),
    ("school.window-history", |world| {
        Box::pin(administered(world, "/windows/outcome_upload/1151/history"))
    }),
    ("selections.put-outcomes", |world| Box::pin(select_outcome(world))),
    ("selections.put-performances", |world| Box::pin(select_performance(world))),
    ("selections.show-outcomes", |world| {
        get(world, STUDENT, "/api/students/{me}/selections/115/learning-outcomes")
    }),
    ("selections.show-performances", |world| {
        get(world, STUDENT, "/api/students/{me}/selections/115/diverse-performances")
    }),
    ("session.activate", |world| Box::pin(activate(world))),
    ("session.refresh", |world| Box::pin(with_cookie(world, "POST", "/api/session/refresh"))),
    ("session.sign-in", |_| {
        let body = json!({ "username": STUDENT, "password": PASSWORD });
        anyone("POST", "/api/session", Some(body))
    }),
    ("session.sign-out", |world| Box::pin(with_cookie(world, "DELETE", "/api/session"))),
    ("student-records.courses", |world| get(world, STUDENT, "/api/students/{me}/courses")),
    ("students.dashboard", |world| get(world, STUDENT, "/api/students/{me}/dashboard")),
    ("students.submissions", |world| get(world, STUDENT, "/api/students/{me}/submissions")),
];

fn anyone<'w>(
    method: &'static str,
    path: &'static str,
    body: Option<Value>,
) -> BoxFuture<'w, Request> {
    Box::pin(async move { Request::new(method, path).json(body) })
}

/// Reads. `{student}` is the first student, whoever reads.
fn get<'w>(world: &'w World, who: &'static str, path: &'static str) -> BoxFuture<'w, Request> {
    Box::pin(async move {
        let path = path.replace("{student}", &world.student(STUDENT).await.id);
        world.teacher(who).await.request("GET", &path, None).await
    })
}

async fn by(world: &World, who: &str, method: &'static str, path: &str, body: Value) -> Request {
    world.teacher(who).await.request(method, path, Some(body)).await
}

async fn administered(world: &World, path: &str) -> Request {
    world.teacher("administrator").await.request("GET", &format!("{SCHOOL}{path}"), None).await
}

async fn change_password(world: &World) -> Request {
    let body = json!({ "current_password": PASSWORD, "new_password": "eleven herons by the weir" });
    by(world, STUDENT, "PUT", "/api/account/password", body).await
}

async fn freeze(world: &World) -> Request {
    let student = world.student(STUDENT).await;
    let outcome = certified(world, &student).await;
    select(&student, Roster::LearningOutcomes, &[&outcome]).await;
    let clerk = world.teacher("outcome-submitter").await;
    let batch = open_batch(&clerk, Roster::LearningOutcomes).await;
    let path = format!("{}/freeze", batch_path(&batch));
    clerk.request("POST", &path, Some(json!({ "version": batch["version"] }))).await
}

/// A batch with one performance, delivered, and a receipt that names no row of it.
async fn import_receipt(world: &World) -> Request {
    let student = world.student(STUDENT).await;
    let performance = performance(&student, 115).await;
    select(&student, Roster::DiversePerformances, &[&performance]).await;
    let clerk = world.teacher("performance-submitter").await;
    let batch = delivered(world, &clerk, Roster::DiversePerformances).await;
    let csv = b"data_key,status,reason\r\n".to_vec();
    let file = upload(world, &clerk, csv, Purpose::CentralReceipt).await;
    let path = format!("{}/receipts", batch_path(&batch));
    clerk.request("POST", &path, Some(json!({ "file_id": file }))).await
}

async fn of_batch(world: &World, rest: &str) -> Request {
    let clerk = world.teacher("outcome-submitter").await;
    let batch = open_batch(&clerk, Roster::LearningOutcomes).await;
    clerk.request("GET", &format!("{}{rest}", batch_path(&batch)), None).await
}

async fn open(world: &World) -> Request {
    let body = json!({ "year": 115, "roster": "learning_outcomes" });
    by(world, "outcome-submitter", "POST", BATCHES, body).await.header("idempotency-key", "once")
}

async fn decide(world: &World) -> Request {
    let student = world.student(STUDENT).await;
    let outcome = pending(world, &student).await;
    let path = format!("{}/certification", outcome_path(&student, &outcome));
    let body = json!({ "decision": "certified", "version": outcome["version"] });
    by(world, "course-teacher", "POST", &path, body).await
}

async fn withdraw(world: &World) -> Request {
    let student = world.student(STUDENT).await;
    let outcome = certified(world, &student).await;
    let path = format!("{}/certification?version=3", outcome_path(&student, &outcome));
    world.teacher("course-teacher").await.request("DELETE", &path, None).await
}

async fn worklist(world: &World) -> Request {
    pending(world, &world.student(STUDENT).await).await;
    world.teacher("course-teacher").await.request("GET", "/api/certifications", None).await
}

async fn create_performance(world: &World) -> Request {
    let path = "/api/students/{me}/diverse-performances";
    by(world, STUDENT, "POST", path, performance_body(115)).await.header("idempotency-key", "once")
}

async fn of_performance(world: &World, method: &'static str) -> Request {
    let student = world.student(STUDENT).await;
    let performance = performance(&student, 115).await;
    let query = if method == "DELETE" { "?version=1" } else { "" };
    let path = format!("{}{query}", performance_path(&student, &performance));
    student.request(method, &path, None).await
}

async fn update_performance(world: &World) -> Request {
    let student = world.student(STUDENT).await;
    let performance = performance(&student, 115).await;
    let mut body = performance_body(114);
    body["version"] = json!(1);
    student.request("PUT", &performance_path(&student, &performance), Some(body)).await
}

async fn confirm(world: &World) -> Request {
    let student = world.student(STUDENT).await;
    let file = sent(world, &student, document("confirmed"), Purpose::LearningOutcome).await;
    let path = format!("/api/files/{file}/confirm");
    // The bucket tells of the file too; that message waits while the student confirms.
    student.request("POST", &path, None).await
}

async fn of_file(world: &World, method: &'static str) -> Request {
    let student = world.student(STUDENT).await;
    let file = upload(world, &student, document("kept"), Purpose::LearningOutcome).await;
    student.request(method, &format!("/api/files/{file}"), None).await
}

async fn reserve(world: &World) -> Request {
    let student = world.student(STUDENT).await;
    let body = next_reservation(world, &student, &document("wanted"), Purpose::LearningOutcome);
    student.request("POST", "/api/files", Some(body)).await
}

async fn create_outcome(world: &World) -> Request {
    let student = world.student(STUDENT).await;
    let file = upload(world, &student, document("new"), Purpose::LearningOutcome).await;
    let body = outcome_body(Some(&file), None);
    let request = student.request("POST", "/api/students/{me}/learning-outcomes", Some(body));
    request.await.header("idempotency-key", "once")
}

async fn of_draft(world: &World, method: &'static str, rest: &str, body: Option<Value>) -> Request {
    let student = world.student(STUDENT).await;
    let outcome = draft(world, &student).await;
    student.request(method, &format!("{}{rest}", outcome_path(&student, &outcome)), body).await
}

async fn take_back(world: &World) -> Request {
    let student = world.student(STUDENT).await;
    let outcome = pending(world, &student).await;
    let path = format!("{}/certification-request?version=2", outcome_path(&student, &outcome));
    student.request("DELETE", &path, None).await
}

async fn update_outcome(world: &World) -> Request {
    let student = world.student(STUDENT).await;
    let outcome = draft(world, &student).await;
    let file = upload(world, &student, document("better"), Purpose::LearningOutcome).await;
    let mut body = outcome_body(Some(&file), None);
    body["version"] = json!(1);
    student.request("PUT", &outcome_path(&student, &outcome), Some(body)).await
}

async fn change_settings(world: &World) -> Request {
    let administrator = world.teacher("administrator").await;
    let path = format!("{SCHOOL}/settings");
    let mut settings = administrator.get(&path).await.expect(200);
    settings["student_reminder_hour"] = json!(9);
    administrator.request("PUT", &path, Some(settings)).await
}

async fn change_window(world: &World) -> Request {
    let body = json!({
        "opens_at": "2026-11-01T00:00:00+08:00",
        "closes_at": "2026-12-31T00:00:00+08:00",
        "version": 1,
    });
    let path = format!("{SCHOOL}/windows/outcome_upload/1151");
    by(world, "administrator", "PUT", &path, body).await
}

async fn settle(world: &World) -> Request {
    let body = json!({ "category": "other", "text": "頁面空白。" });
    let report = world.student(STUDENT).await.post("/api/problem-reports", body).await.expect(201);
    let path = format!("{SCHOOL}/problem-reports/{}", text(&report, "id"));
    by(world, "administrator", "PUT", &path, json!({ "state": "settled" })).await
}

async fn select_outcome(world: &World) -> Request {
    let student = world.student(STUDENT).await;
    let outcome = certified(world, &student).await;
    let (path, body) = selection(Roster::LearningOutcomes, &[&outcome], 0);
    student.request("PUT", &path, Some(body)).await
}

async fn select_performance(world: &World) -> Request {
    let student = world.student(STUDENT).await;
    let performance = performance(&student, 115).await;
    let (path, body) = selection(Roster::DiversePerformances, &[&performance], 0);
    student.request("PUT", &path, Some(body)).await
}

async fn activate(world: &World) -> Request {
    let body = json!({ "username": "new-student", "password": INITIAL_PASSWORD });
    let session = world.call("POST", "/api/session", None, Some(body)).await.expect(200);
    let chosen = json!({ "username": "kingfisher", "password": "eleven herons by the weir" });
    let token = text(&session, "access_token");
    Request::new("POST", "/api/session/activation").bearer(&token).json(Some(chosen))
}

/// With the refresh token of a new session.
pub async fn with_cookie(world: &World, method: &'static str, path: &str) -> Request {
    let body = json!({ "username": STUDENT, "password": PASSWORD });
    let session = world.call("POST", "/api/session", None, Some(body)).await;
    let cookie = session.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    session.expect(200);
    Request::new(method, path).header("cookie", &cookie)
}
