use portfolio::files::Purpose;
use serde_json::{Value, json};

use super::ledger::Ledger;
use crate::support::{
    Actor, PASSWORD, SCHOOL,
    items::{self, text},
};

/// What students do, from the first sign-in on, with the teacher's decision in between.
pub async fn play(ledger: &mut Ledger<'_>) {
    first_sign_in(ledger).await;
    let student = ledger.world.student("student-1").await;
    account(ledger, &student).await;
    files(ledger, &student).await;
    outcomes(ledger, &student).await;
    performances(ledger, &student).await;
    ledger.call("students.dashboard", &student, "/api/students/{me}/dashboard").await;
    ledger
        .call("student-records.courses", &student, "/api/students/{me}/courses?semester=1151")
        .await;
}

async fn first_sign_in(ledger: &mut Ledger<'_>) {
    let world = ledger.world;
    let body = json!({ "username": "student-1", "password": PASSWORD });
    let signed = world.call("POST", "/api/session", None, Some(body));
    let signed = ledger.request("session.sign-in", signed).await;
    let cookie = signed.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    let with_cookie = || {
        let value = |text: &str| http::HeaderValue::from_str(text).expect("a header");
        http::HeaderMap::from_iter([
            (http::header::COOKIE, value(&cookie)),
            (http::header::ORIGIN, value(world.cloud().origin())),
        ])
    };
    let empty = bytes::Bytes::new;
    let refresh = world.send("POST", "/api/session/refresh", with_cookie(), empty());
    ledger.request("session.refresh", refresh).await;
    let leave = world.send("DELETE", "/api/session", with_cookie(), empty());
    ledger.request("session.sign-out", leave).await;

    let admin = world.teacher("administrator").await;
    let class = json!({ "group": "class", "class_name": "101" });
    let codes = format!("/api/schools/{SCHOOL}/activation-codes");
    let slips = ledger.send("school.issue-activation-codes", &admin, &codes, class).await;
    let body = json!({ "username": "new-student", "password": slips["items"][0]["code"] });
    let first = world.call("POST", "/api/session", None, Some(body)).await.expect(200);
    let body = json!({ "username": "lin-yu-an", "password": "seven hills and 1 river" });
    let token = text(&first, "access_token");
    let activate = world.call("POST", "/api/session/activation", Some(&token), Some(body));
    ledger.request("session.activate", activate).await;
}

async fn account(ledger: &mut Ledger<'_>, student: &Actor<'_>) {
    ledger.call("account.show", student, "/api/account").await;
    let mail = "/api/account/reminder-mail";
    ledger.call("reminders.show-mail", student, mail).await;
    let wish = json!({ "wanted": true });
    ledger.send("reminders.choose-mail", student, mail, wish).await;
    let other = ledger.world.student("student-2").await;
    let body = json!({ "current_password": PASSWORD, "new_password": "a hill and 7 rivers" });
    ledger.send("account.change-password", &other, "/api/account/password", body).await;
    let report = json!({ "category": "other", "text": "點下「上傳」後沒有反應。" });
    ledger.send("school.report-problem", student, "/api/problem-reports", report).await;
}

async fn files(ledger: &mut Ledger<'_>, student: &Actor<'_>) {
    let world = ledger.world;
    let bytes = items::document("a file that is not kept");
    let request = items::reservation(student, 1, &bytes, Purpose::LearningOutcome);
    let reserved = ledger.send("files.reserve", student, "/api/files", request).await;
    let target = &reserved["upload"];
    world.put(&text(target, "url"), &target["headers"], bytes).await;
    let path = format!("/api/files/{}", text(&reserved, "file_id"));
    ledger.call("files.confirm", student, format!("{path}/confirm")).await;
    ledger.call("files.download", student, &path).await;
    ledger.call("files.list", student, "/api/files").await;
    ledger.call("files.delete", student, &path).await;
    let keys = world.call("GET", "/api/receipt-keys", None, None);
    ledger.request("files.receipt-keys", keys).await;
}

async fn outcomes(ledger: &mut Ledger<'_>, student: &Actor<'_>) {
    let world = ledger.world;
    let list = "/api/students/{me}/learning-outcomes";
    let file = items::upload(world, student, items::document("a report"), Purpose::LearningOutcome);
    let file = file.await;
    let draft = ledger
        .send("learning-outcomes.create", student, list, items::outcome_body(Some(&file), None))
        .await;
    let path = items::outcome_path(student, &draft);
    let body = json!({
        "title": "光的干涉", "description": "以雷射量測狹縫間距，並估計誤差。",
        "document_file_id": file, "version": draft["version"],
    });
    let update = ledger.send("learning-outcomes.update", student, &path, body).await;
    let ask = format!("{path}/certification-request");
    let version = json!({ "version": update["version"] });
    let asked =
        ledger.send("learning-outcomes.request-certification", student, &ask, version).await;
    let taken = ledger
        .call("learning-outcomes.take-back", student, format!("{ask}?version={}", asked["version"]))
        .await;
    let again = student.post(&ask, json!({ "version": taken["version"] })).await.expect(200);
    decision(ledger, &path, &again).await;
    ledger.call("learning-outcomes.show", student, &path).await;
    ledger.call("learning-outcomes.list", student, list).await;

    let selection = "/api/students/{me}/selections/115/learning-outcomes";
    ledger.call("selections.show-outcomes", student, selection).await;
    let body = json!({ "ids": [draft["id"]], "version": 0 });
    ledger.send("selections.put-outcomes", student, selection, body).await;

    world.clock.advance(jiff::SignedDuration::from_secs(1));
    let other = items::draft(world, student).await;
    let path = items::outcome_path(student, &other);
    ledger
        .call("learning-outcomes.delete", student, format!("{path}?version={}", other["version"]))
        .await;
}

async fn decision(ledger: &mut Ledger<'_>, outcome: &str, asked: &Value) {
    let teacher = ledger.world.teacher("course-teacher").await;
    ledger.call("certifications.worklist", &teacher, "/api/certifications").await;
    let path = format!("{outcome}/certification");
    let certify = |version: &Value| json!({ "decision": "certified", "version": version });
    let decided =
        ledger.send("certifications.decide", &teacher, &path, certify(&asked["version"])).await;
    let withdrawn = ledger
        .call("certifications.withdraw", &teacher, format!("{path}?version={}", decided["version"]))
        .await;
    teacher.post(&path, certify(&withdrawn["version"])).await.expect(200);
    ledger
        .call("certifications.substitutions", &teacher, "/api/certifications/substitutions")
        .await;
    let phrases = "/api/certifications/phrases";
    let kept = ledger.call("certifications.phrases", &teacher, phrases).await;
    ledger.send("certifications.keep-phrases", &teacher, phrases, kept).await;
}

async fn performances(ledger: &mut Ledger<'_>, student: &Actor<'_>) {
    ledger.call("diverse-performances.kinds", student, "/api/diverse-performance-kinds").await;
    let list = "/api/students/{me}/diverse-performances";
    let body = |name: &str, version: Option<&Value>| {
        json!({
            "kind": "creative_work",
            "year": 115,
            "fields": {
                "name": name, "date": "2026-10-10", "description": "手繪校園步道與植物分布。",
            },
            "external_url": "https://example.test/map",
            "version": version,
        })
    };
    let made =
        ledger.send("diverse-performances.create", student, list, body("步道地圖", None)).await;
    let path = format!("/api/students/{}/diverse-performances/{}", student.id, text(&made, "id"));
    ledger
        .send(
            "diverse-performances.update",
            student,
            &path,
            body("校園步道地圖", Some(&made["version"])),
        )
        .await;
    ledger.call("diverse-performances.show", student, &path).await;
    ledger.call("diverse-performances.list", student, list).await;
    let selection = "/api/students/{me}/selections/115/diverse-performances";
    ledger.call("selections.show-performances", student, selection).await;
    let ids = json!({ "ids": [made["id"]], "version": 0 });
    ledger.send("selections.put-performances", student, selection, ids).await;
    let other = student.post(list, body("不留的地圖", None)).await.expect(201);
    let path = format!("/api/students/{}/diverse-performances/{}", student.id, text(&other, "id"));
    ledger
        .call(
            "diverse-performances.delete",
            student,
            format!("{path}?version={}", other["version"]),
        )
        .await;
}
