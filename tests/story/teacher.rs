use serde_json::{Value, json};

use super::{Api, Signed, number, text};

/// The teacher finds the outcome in the worklist, is refused a return without a reason, and
/// certifies. The repeated decision is answered like the first.
pub async fn certify(api: &impl Api, teacher: &Signed, student: &Signed, outcome: &str) {
    let token = Some(teacher.token.as_str());
    let path = format!("/api/students/{}/learning-outcomes/{outcome}/certification", student.id);
    let Some(row) = waiting(api, teacher, outcome).await else {
        println!("  the outcome was certified before the answer was lost");
        return;
    };
    assert_eq!(text(&row, "/student/id"), student.id);
    let version = number(&row, "/version");
    let returned = json!({ "decision": "returned", "version": version });
    let refused = api.call("POST", &path, token, Some(returned)).await;
    assert_eq!((refused.status, text(&refused.body, "/code").as_str()), (422, "input.invalid"));
    println!("  a return without a reason is refused");
    let certified = json!({ "decision": "certified", "version": version });
    let decided = api.call("POST", &path, token, Some(certified.clone())).await;
    assert_eq!(
        (decided.status, text(&decided.body, "/state").as_str()),
        (200, "certified"),
        "{}",
        decided.body
    );
    let again = api.call("POST", &path, token, Some(certified)).await;
    assert_eq!(again.status, 200, "a repeated decision: {}", again.body);
    println!("  the outcome is certified");
}

async fn waiting(api: &impl Api, teacher: &Signed, outcome: &str) -> Option<Value> {
    let mut path = "/api/certifications?limit=200".to_owned();
    loop {
        let page = api.call("GET", &path, Some(&teacher.token), None).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let items = page.body["items"].as_array().cloned().unwrap_or_default();
        if let Some(row) = items.into_iter().find(|row| row["id"] == outcome) {
            return Some(row);
        }
        let next = page.body["next"].as_str()?;
        path = format!("/api/certifications?limit=200&cursor={next}");
    }
}
