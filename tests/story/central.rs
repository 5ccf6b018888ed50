use serde_json::{Value, json};

use super::{Api, Cast, Signed, files, number, text};

/// A clerk opens a batch, freezes it, waits until it is delivered, and imports the receipt.
pub async fn submit(
    api: &impl Api,
    cast: &Cast,
    clerk: &Signed,
    roster: &str,
    item: &str,
    run: u64,
) {
    let token = Some(clerk.token.as_str());
    let base = format!("/api/schools/{}/central-submissions", clerk.school);
    let body = json!({ "year": cast.year, "roster": roster });
    let key = format!("{roster}-{run}");
    let opened = api.call_with_key("POST", &base, token, Some(body), Some(&key)).await;
    assert_eq!(opened.status, 202, "{}", opened.body);
    let batch = format!("{base}/{}", text(&opened.body, "/id"));
    let forbids = |problem: &&Value| problem["forbids"] == true;
    let problems = opened.body["problems"].as_array().cloned().unwrap_or_default();
    assert_eq!(problems.iter().find(forbids), None, "the pre-check finds nothing that forbids");
    println!("  a batch of {roster} is open, the pre-check is clean");
    if text(&opened.body, "/state") == "open" {
        let body = json!({ "version": number(&opened.body, "/version") });
        let frozen = api.call("POST", &format!("{batch}/freeze"), token, Some(body)).await;
        // A freeze whose answer was lost has gone on meanwhile.
        assert!(matches!(frozen.status, 202 | 409), "{}", frozen.body);
    }
    let sent = wait(api, clerk, &batch).await;
    assert_eq!(text(&sent, "/root").len(), 64);
    let names: Vec<String> =
        sent["files"].as_array().into_iter().flatten().map(|file| text(file, "/name")).collect();
    assert!(names.iter().any(|name| name.ends_with(".xlsx")), "{names:?}");
    println!("  it is delivered: {}", names.join(", "));
    receive(api, clerk, &batch, item, run).await;
}

async fn wait(api: &impl Api, clerk: &Signed, batch: &str) -> Value {
    for _ in 0..600 {
        api.settle().await;
        let shown = api.call("GET", batch, Some(&clerk.token), None).await;
        let state = text(&shown.body, "/state");
        if !matches!(state.as_str(), "open" | "frozen" | "built" | "sent") {
            return shown.body;
        }
    }
    panic!("the batch is not delivered");
}

async fn receive(api: &impl Api, clerk: &Signed, batch: &str, item: &str, run: u64) {
    let token = Some(clerk.token.as_str());
    let rows = api.call("GET", &format!("{batch}/items?limit=200"), token, None).await;
    let rows = rows.body["items"].as_array().cloned().unwrap_or_default();
    assert!(rows.iter().any(|row| row["item_id"] == item), "the item is in the batch");
    let lines: String =
        rows.iter().map(|row| format!("{},received,\r\n", text(row, "/data_key"))).collect();
    let csv = format!("data_key,status,reason\r\n{lines}");
    let name = format!("receipt-{}.csv", &batch[batch.len() - 6..]);
    let file =
        files::upload(api, clerk, run, &name, csv.as_bytes(), "text/csv", "central_receipt").await;
    let body = json!({ "file_id": file });
    let imported = api.call("POST", &format!("{batch}/receipts"), token, Some(body)).await;
    assert_eq!(imported.status, 200, "{}", imported.body);
    let counts = &imported.body["counts"];
    assert_eq!(number(counts, "/received"), rows.len() as u64, "{counts}");
    assert_eq!((number(counts, "/rejected"), number(counts, "/missing")), (0, 0));
    assert_eq!(text(&imported.body, "/state"), "reconciled");
    println!("  {} rows are received, none rejected, none missing", rows.len());
}
