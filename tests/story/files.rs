use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Api, Signed, number, text};

/// Uploads a file as a page does: reserve, send, confirm. Answers its id.
pub async fn upload(
    api: &impl Api,
    who: &Signed,
    run: u64,
    name: &str,
    bytes: &[u8],
    media_type: &str,
    purpose: &str,
) -> String {
    let request = json!({
        "upload_id": upload_id(run, name),
        "name": name,
        "size": bytes.len(),
        "sha256": hex::encode(Sha256::digest(bytes)),
        "media_type": media_type,
        "purpose": purpose,
    });
    let token = Some(who.token.as_str());
    let reserved = api.call("POST", "/api/files", token, Some(request.clone())).await;
    assert_eq!(reserved.status, 201, "{}", reserved.body);
    let file = text(&reserved.body, "/file_id");
    if let Some(target) = reserved.body.get("upload").filter(|target| target.is_object()) {
        let status = api.put(&text(target, "/url"), &target["headers"], bytes).await;
        assert!(matches!(status, 200 | 412), "the bytes were answered {status}");
    }
    let confirmed = api.call("POST", &format!("/api/files/{file}/confirm"), token, None).await;
    assert_eq!(confirmed.status, 200, "{}", confirmed.body);
    assert_eq!(text(&confirmed.body, "/state"), "stored");
    verify_receipt(api, &confirmed.body["receipt"], bytes).await;
    let again = api.call("POST", "/api/files", token, Some(request)).await;
    assert_eq!(text(&again.body, "/file_id"), file);
    assert_eq!(
        (text(&again.body, "/state").as_str(), &again.body["upload"]),
        ("stored", &Value::Null)
    );
    println!("  {name} is stored, with a receipt that verifies");
    file
}

/// An upload's id: a UUIDv7, the same for the same run and name.
fn upload_id(run: u64, name: &str) -> String {
    let digest = Sha256::digest(format!("{run}/{name}"));
    let mut chance = [0u8; 10];
    chance.copy_from_slice(&digest[..10]);
    uuid::Builder::from_unix_timestamp_millis(1_790_000_000_000 + run, &chance)
        .into_uuid()
        .to_string()
}

/// Verifies a receipt as its owner can years later: with the published key and nothing of ours.
async fn verify_receipt(api: &impl Api, receipt: &Value, bytes: &[u8]) {
    let keys = api.call("GET", "/api/receipt-keys", None, None).await;
    let of = |key: &&Value| key["key_id"] == receipt["key_id"];
    let key = keys.body["keys"].as_array().and_then(|keys| keys.iter().find(of));
    let key = BASE64.decode(text(key.expect("the key is published"), "/public_key")).unwrap();
    assert_eq!(text(receipt, "/sha256"), hex::encode(Sha256::digest(bytes)));
    let signed = format!(
        "{}\n{}\n{}\n{}\n{}",
        text(receipt, "/name"),
        number(receipt, "/size"),
        text(receipt, "/sha256"),
        text(receipt, "/accepted_at"),
        text(receipt, "/key_id"),
    );
    let signature = BASE64.decode(text(receipt, "/signature")).unwrap();
    let key = aws_lc_rs::signature::UnparsedPublicKey::new(&aws_lc_rs::signature::ED25519, key);
    key.verify(signed.as_bytes(), &signature).expect("the signature is the city's");
}

/// The quota is what the files say, and every file's bytes are there: nothing is charged twice,
/// nothing is forgotten, nothing is lost.
pub async fn add_up(api: &impl Api, student: &Signed) {
    let token = Some(student.token.as_str());
    let account = api.call("GET", "/api/account", token, None).await;
    let files = list(api, student).await;
    let used = files.iter().map(|file| number(file, "/size")).sum::<u64>();
    assert_eq!(number(&account.body, "/quota/used_bytes"), used, "the quota and the files differ");
    assert_eq!(number(&account.body, "/quota/pending_bytes"), 0);
    for file in &files {
        let path = format!("/api/files/{}", text(file, "/file_id"));
        let granted = api.call("GET", &path, token, None).await;
        assert_eq!(granted.status, 200, "{}", granted.body);
        let (status, bytes) = api.fetch(&text(&granted.body, "/url")).await;
        let digest = hex::encode(Sha256::digest(&bytes));
        assert_eq!((status, digest), (200, text(file, "/sha256")), "{file}");
    }
    println!(
        "  the quota adds up: {used} bytes of {} files, and all of them are there",
        files.len()
    );
}

/// Every file of the student's.
async fn list(api: &impl Api, student: &Signed) -> Vec<Value> {
    let mut files = Vec::new();
    let mut path = "/api/files?limit=200".to_owned();
    loop {
        let page = api.call("GET", &path, Some(&student.token), None).await;
        files.extend(page.body["items"].as_array().cloned().unwrap_or_default());
        let Some(next) = page.body["next"].as_str() else { return files };
        path = format!("/api/files?limit=200&cursor={next}");
    }
}

/// A small genuine PDF of one page with this text in it.
pub fn pdf(text: &str) -> Vec<u8> {
    let content = format!("BT /F1 18 Tf 72 720 Td ({text}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        file.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    let end = format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    file.extend(end.bytes());
    file
}
