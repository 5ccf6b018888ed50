//! Text that people write is text, whatever it looks like: it comes back as it was written, as JSON
//! that no browser takes for a page; and addresses carry nothing that is secret.

use serde_json::{Value, json};

use crate::support::{
    Answer, World,
    items::{draft, outcome_path, pending, text},
};

/// What some reader somewhere would take for more than text.
const WRITTEN: [&str; 10] = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "\"><svg/onload=alert(1)>",
    "&lt;b&gt; &amp; &#60;",
    "{{constructor.constructor('alert(1)')()}}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "=HYPERLINK(\"https://evil.test\",\"x\")",
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "__proto__",
];

/// The body of an answer that no browser takes for anything but data.
#[track_caller]
fn data(answer: Answer, status: u16) -> Value {
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    answer.expect(status)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outcome_comes_back_as_it_was_written() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let made = draft(&world, &student).await;
    let path = outcome_path(&student, &made);
    let mut stands = made;
    for written in WRITTEN {
        let mut body =
            crate::support::items::outcome_body(stands["document"]["file_id"].as_str(), None);
        body["title"] = json!(written);
        body["description"] = json!(written);
        body["version"] = stands["version"].clone();
        stands = data(student.put(&path, body).await, 200);
        assert_eq!(
            (text(&stands, "title"), text(&stands, "description")),
            (written.into(), written.into())
        );
        let list = data(student.get("/api/students/{me}/learning-outcomes").await, 200);
        assert_eq!(list["items"][0]["title"], written);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn so_do_performances_reasons_phrases_and_reports() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let teacher = world.teacher("course-teacher").await;
    let administrator = world.teacher("administrator").await;
    let phrases = json!({ "phrases": WRITTEN });
    data(teacher.put("/api/certifications/phrases", phrases).await, 200);
    let kept = data(teacher.get("/api/certifications/phrases").await, 200);
    assert_eq!(kept["phrases"], json!(WRITTEN));
    for written in WRITTEN {
        let mut body = crate::support::items::performance_body(115);
        body["fields"]["name"] = json!(written);
        body["fields"]["description"] = json!(written);
        let made = data(student.post("/api/students/{me}/diverse-performances", body).await, 201);
        assert_eq!(made["fields"]["name"], written);
        let report = json!({ "category": "bug", "text": written, "page": written });
        student.post("/api/problem-reports", report).await.expect(201);
    }
    let path = "/api/schools/353301/problem-reports";
    let reports = data(administrator.get(path).await, 200);
    let texts: Vec<&str> = reports["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| item["text"].as_str())
        .collect();
    assert!(WRITTEN.iter().all(|written| texts.contains(written)), "{texts:?}");
    let waiting = pending(&world, &student).await;
    let decision = format!("{}/certification", outcome_path(&student, &waiting));
    let body =
        json!({ "decision": "returned", "reason": WRITTEN[0], "version": waiting["version"] });
    let returned = data(teacher.post(&decision, body).await, 200);
    assert!(returned.to_string().contains("onerror=alert(1)"), "{returned}");
}

#[test]
fn no_address_carries_what_is_secret() {
    let secret = ["token", "password", "code", "id_number", "birth", "name", "email", "cookie"];
    // Of a class, as the school calls it, and of a file of a package: neither is a person's.
    let harmless = ["class_name", "name"];
    let document = codegen::openapi();
    for (path, operations) in document["paths"].as_object().expect("paths") {
        for (method, operation) in operations.as_object().expect("operations") {
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let parameter = match parameter["$ref"].as_str() {
                    Some(name) => document.pointer(&name[1..]).expect("a parameter"),
                    None => parameter,
                };
                let name = parameter["name"].as_str().expect("a name");
                if parameter["in"] == "header" || harmless.contains(&name) {
                    continue;
                }
                let told = secret.iter().find(|word| name.contains(**word));
                assert_eq!(told, None, "{method} {path}: {name}");
            }
        }
    }
}
