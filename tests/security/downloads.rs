//! A signed address to read a file: one file, one version, one name and type, for minutes.

use http::Method;
use jiff::SignedDuration;

use super::file::{Upload, at, header};
use crate::support::{World, items::text};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_an_attachment_of_its_own_type_and_name() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01".as_slice();
    for (name, media_type, bytes) in [
        ("報告 <b>1.pdf", "application/pdf", b"%PDF-1.4\n%%EOF\n".as_slice()),
        ("照片\"; filename=\"x.html.png", "image/png", png),
        ("錄音\u{1f3b5}.mp3", "audio/mpeg", b"ID3\x04\0\0\0\0\0\0<script>"),
    ] {
        let download = Upload::new(name, media_type, bytes).store(&world, &student).await;
        let answer = at(&world, Method::GET, &text(&download, "url")).await;
        assert_eq!(answer.status(), 200, "{name}");
        assert_eq!(answer.body().as_ref(), bytes, "{name}");
        assert_eq!(header(&answer, "content-type"), media_type, "{name}");
        let said = header(&answer, "content-disposition");
        assert!(said.starts_with("attachment; filename=\"") && said.is_ascii(), "{said}");
        let (_, encoded) = said.split_once("filename*=UTF-8''").expect("RFC 5987");
        let unquoted = encoded.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'%');
        assert!(unquoted, "{said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_reads_one_file_and_nothing_more() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let pdf = |text: &str| Upload::new("a.pdf", "application/pdf", format!("%PDF-1.4\n{text}\n"));
    let one = pdf("one").store(&world, &student).await;
    let two = pdf("two").store(&world, &student).await;
    let (url, other) = (text(&one, "url"), text(&two, "url"));
    let key = |url: &str| url.split('?').next().unwrap_or_default().to_owned();
    let value = |url: &str, name: &str| {
        let (_, query) = url.split_once('?').unwrap_or_default();
        let pair = query.split('&').find(|pair| pair.starts_with(&format!("{name}=")));
        pair.unwrap_or_else(|| panic!("{name} is not in {url}")).to_owned()
    };
    let exchanged =
        |name: &str, with: &str| url.replace(&value(&url, name), &format!("{name}={with}"));
    let cases = [
        ("another file", url.replace(&key(&url), &key(&other))),
        ("another version", url.replace(&value(&url, "versionId"), &value(&other, "versionId"))),
        ("no version", url.replace(&format!("{}&", value(&url, "versionId")), "")),
        ("shown, not saved", exchanged("response-content-disposition", "inline")),
        ("as a page", exchanged("response-content-type", "text%2Fhtml")),
        ("for longer", exchanged("X-Amz-Expires", "604800")),
        ("later", exchanged("X-Amz-Date", "20301231T000000Z")),
        ("staging", url.replace("portfolio-vault", "portfolio-staging")),
        ("more of the answer", format!("{url}&response-cache-control=public")),
        ("the list", format!("{url}&list-type=2")),
        ("unsigned", key(&url)),
    ];
    for (what, changed) in cases {
        assert_ne!(changed, url, "{what}: nothing is changed");
        let answer = at(&world, Method::GET, &changed).await;
        assert!(answer.status().is_client_error(), "{what}: {}", answer.status());
        assert!(!answer.body().starts_with(b"%PDF"), "{what}");
    }
    for method in [Method::PUT, Method::POST, Method::DELETE] {
        assert!(at(&world, method.clone(), &url).await.status().is_client_error(), "{method}");
    }
    assert_eq!(at(&world, Method::GET, &url).await.body().as_ref(), b"%PDF-1.4\none\n");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_ends_after_five_minutes_and_with_its_file() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let download =
        Upload::new("a.pdf", "application/pdf", b"%PDF-1.4\n").store(&world, &student).await;
    let url = text(&download, "url");
    let until: jiff::Timestamp = text(&download, "expires_at").parse().expect("a moment");
    assert!(until <= world.clock.now() + SignedDuration::from_mins(5));
    world.clock.set(&(until - SignedDuration::from_secs(1)).to_string());
    assert_eq!(at(&world, Method::GET, &url).await.status(), 200);
    world.clock.set(&(until + SignedDuration::from_secs(1)).to_string());
    assert_eq!(at(&world, Method::GET, &url).await.status(), 403);
}
