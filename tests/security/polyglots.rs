//! Files that are two things at once, and documents with a script: they are kept as they are, since
//! what a student handed in is nobody's to change, and they are never anything but what they claim.

use http::Method;
use portfolio::files::Purpose;

use super::file::{Upload, at, header};
use crate::support::{World, items::text};

const SCRIPT: &[u8] = b"<script>alert(document.domain)</script>";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0";

/// A PDF whose catalogue does something when it is opened.
fn pdf(action: &str) -> Vec<u8> {
    let catalogue = format!("1 0 obj\n<< /Type /Catalog {action} >>\nendobj\n");
    format!("%PDF-1.7\n{catalogue}trailer << /Root 1 0 R >>\n%%EOF\n").into_bytes()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_two_things_is_served_as_the_one_it_claims() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let zip_behind = [pdf("").as_slice(), b"PK\x03\x04", &[0; 26], b"x.html"].concat();
    let jpeg = [b"\xff\xd8\xff\xe0\0\x10JFIF\0".as_slice(), b"*/=1;", SCRIPT].concat();
    let mp4 = [b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".as_slice(), SCRIPT].concat();
    let cases: [(&str, Vec<u8>); 9] = [
        ("application/pdf", zip_behind),
        ("application/pdf", [pdf("").as_slice(), SCRIPT].concat()),
        ("application/pdf", pdf("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")),
        ("application/pdf", pdf("/OpenAction << /S /Launch /F (cmd.exe) >>")),
        ("application/pdf", pdf("/Names << /EmbeddedFiles << /Names [(a.exe) 2 0 R] >> >>")),
        ("image/png", [PNG, SCRIPT].concat()),
        ("image/jpeg", jpeg),
        ("audio/mpeg", [b"ID3\x04\0\0\0\0\0\0".as_slice(), SCRIPT].concat()),
        ("video/mp4", mp4),
    ];
    for (claimed, bytes) in cases {
        let upload = Upload::new("a.pdf", claimed, bytes.clone());
        let download = upload.store(&world, &student).await;
        let answer = at(&world, Method::GET, &text(&download, "url")).await;
        assert_eq!(answer.body().as_ref(), bytes.as_slice(), "{claimed}: other bytes");
        assert_eq!(header(&answer, "content-type"), claimed);
        assert!(header(&answer, "content-disposition").starts_with("attachment;"), "{claimed}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_browser_would_run_is_of_no_type_that_is_taken() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let page = [b"<!doctype html>".as_slice(), SCRIPT].concat();
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec();
    for media_type in [
        "text/html",
        "image/svg+xml",
        "application/xhtml+xml",
        "text/xml",
        "application/javascript",
        "text/plain",
        "application/octet-stream",
        "application/x-msdownload",
        "application/zip",
        "application/pdf; charset=utf-8",
        "APPLICATION/PDF\u{0}",
        "",
    ] {
        let request = serde_json::json!({
            "upload_id": "0199a000-0000-7000-8000-000000000001",
            "name": "a.pdf",
            "size": page.len(),
            "sha256": "0".repeat(64),
            "media_type": media_type,
            "purpose": "learning_outcome",
        });
        assert_eq!(student.post("/api/files", request).await.status, 422, "{media_type}");
    }
    for claimed in ["application/pdf", "image/png", "image/jpeg", "audio/mpeg", "video/mp4"] {
        for bytes in [&page, &svg] {
            let upload = Upload::new("a.pdf", claimed, bytes.clone());
            let file = upload.send(&world, &student).await;
            upload.confirm(&student, &file).await.refused(422, "file.type_mismatch");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_that_is_imported_is_no_page() {
    let world = World::new().await;
    let clerk = world.teacher("outcome-submitter").await;
    let bytes =
        b"data_key,status,reason\n=cmd|' /C calc'!A0,received,<img src=x onerror=alert(1)>\n";
    let upload =
        Upload { purpose: Purpose::CentralReceipt, ..Upload::new("a.csv", "text/csv", bytes) };
    let download = upload.store(&world, &clerk).await;
    let answer = at(&world, Method::GET, &text(&download, "url")).await;
    assert_eq!(header(&answer, "content-type"), "text/csv");
    assert!(header(&answer, "content-disposition").starts_with("attachment;"));
}
