use serde_json::{Value, json};

use super::{Api, Cast, Signed, files, number, sign_in, text};

/// A student uploads a report, writes the outcome and asks for certification. Answers the outcome.
pub async fn upload_and_request(
    api: &impl Api,
    cast: &Cast,
    teacher: &Signed,
    run: u64,
) -> (Signed, String) {
    let student = sign_in(api, &cast.student).await;
    let token = Some(student.token.as_str());
    let course = course(api, cast, &student, teacher).await;
    let bytes = files::pdf(&format!("Interference of light, run {run}"));
    let file = files::upload(
        api,
        &student,
        run,
        "光的干涉.pdf",
        &bytes,
        "application/pdf",
        "learning_outcome",
    )
    .await;
    let body = json!({
        "semester": cast.semester,
        "course_id": course,
        "title": format!("光的干涉實驗 {run}"),
        "description": "以雷射量測雙狹縫間距，並與理論值比較誤差來源。",
        "document_file_id": file,
    });
    let path = format!("/api/students/{}/learning-outcomes", student.id);
    let key = format!("outcome-{run}");
    let made = api.call_with_key("POST", &path, token, Some(body), Some(&key)).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let outcome = text(&made.body, "/id");
    assert_eq!(text(&made.body, "/document/file_id"), file);
    println!("  the outcome is a draft");
    let version = number(&made.body, "/version");
    let path = format!("{path}/{outcome}/certification-request");
    let asked = api.call("POST", &path, token, Some(json!({ "version": version }))).await;
    assert_eq!(
        (asked.status, text(&asked.body, "/state").as_str()),
        (200, "pending"),
        "{}",
        asked.body
    );
    println!("  certification is requested");
    (student, outcome)
}

/// A running course of the student that this teacher teaches.
async fn course(api: &impl Api, cast: &Cast, student: &Signed, teacher: &Signed) -> String {
    let path = format!("/api/students/{}/courses?semester={}", student.id, cast.semester);
    let courses = api.call("GET", &path, Some(&student.token), None).await;
    assert_eq!(courses.status, 200, "{}", courses.body);
    let teaches = |course: &&Value| {
        course["teachers"]
            .as_array()
            .and_then(|teachers| teachers.first())
            .is_some_and(|first| first["id"] == teacher.id.as_str())
    };
    let courses = courses.body["items"].as_array().cloned().unwrap_or_default();
    let course = courses.iter().find(teaches).expect("the teacher teaches the student");
    text(course, "/id")
}

/// The student enters a performance.
pub async fn perform(api: &impl Api, cast: &Cast, student: &Signed, run: u64) -> String {
    let body = json!({
        "kind": "creative_work",
        "year": cast.year,
        "fields": {
            "name": format!("校園步道手繪地圖 {run}"),
            "date": "2026-10-10",
            "description": "實地走訪後手繪校園步道與植物分布。",
        },
        "external_url": "https://example.test/map",
    });
    let path = format!("/api/students/{}/diverse-performances", student.id);
    let key = format!("performance-{run}");
    let made = api.call_with_key("POST", &path, Some(&student.token), Some(body), Some(&key)).await;
    assert_eq!(made.status, 201, "{}", made.body);
    println!("  the performance is entered");
    text(&made.body, "/id")
}

/// The student selects one more item for the central database.
pub async fn select(api: &impl Api, cast: &Cast, student: &Signed, roster: &str, item: &str) {
    let token = Some(student.token.as_str());
    let path = format!("/api/students/{}/selections/{}/{roster}", student.id, cast.year);
    let shown = api.call("GET", &path, token, None).await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    let mut ids = shown.body["ids"].as_array().cloned().unwrap_or_default();
    if !ids.iter().any(|id| id == item) {
        ids.push(json!(item));
    }
    let body = json!({ "ids": ids, "version": number(&shown.body, "/version") });
    let put = api.call("PUT", &path, token, Some(body.clone())).await;
    assert_eq!(put.status, 200, "{}", put.body);
    let again = api.call("PUT", &path, token, Some(body)).await;
    assert_eq!(again.status, 200, "a repeated selection: {}", again.body);
    println!("  {item} is selected");
}

/// The student sees what was sent, and that it was received.
pub async fn sees_submissions(api: &impl Api, student: &Signed, items: &[&str]) {
    let path = format!("/api/students/{}/submissions", student.id);
    let sent = api.call("GET", &path, Some(&student.token), None).await;
    assert_eq!(sent.status, 200, "{}", sent.body);
    let sent = sent.body["items"].as_array().cloned().unwrap_or_default();
    for item in items {
        let row = sent.iter().find(|row| row["item_id"] == *item).expect("the item was sent");
        assert_eq!(text(row, "/result"), "received");
    }
    println!("  the student sees {} items received", items.len());
}
