//! Names of files, in any script, with anything in them.

use http::Request;
use serde_json::json;

use super::{
    adds_up::adds_up,
    brought::{Brought, confirm},
};
use crate::support::{World, items::text};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_comes_back_as_it_was_in_every_script() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let names = [
        ("光的干涉🌈👩‍🔬.pdf", "光的干涉🌈👩‍🔬.pdf", "%F0%9F%8C%88"),
        ("cafe\u{301}.pdf", "caf\u{e9}.pdf", "caf%C3%A9%2Epdf"),
        (" 前後空白.pdf ", "前後空白.pdf", "%E5%89%8D"),
        ("a\";filename=\"b.html;'%00%0d%0a.pdf", "a\";filename=\"b.html;'%00%0d%0a.pdf", "%22%3B"),
        ("...pdf", "...pdf", "%2E%2E%2Epdf"),
    ];
    for (number, (typed, kept, encoded)) in (0..).zip(names) {
        let brought = Brought { name: typed.to_owned(), ..Brought::pdf(number) };
        let file = brought.send(&world, &student).await;
        let receipt = confirm(&student, &file).await.expect(200);
        assert_eq!(receipt["receipt"]["name"], kept);
        let download = student.get(&format!("/api/files/{file}")).await.expect(200);
        assert_eq!(download["name"], kept);
        let request = Request::get(text(&download, "url")).body(bytes::Bytes::new());
        let response = world.cloud().s3.call(request.expect("a request")).await;
        let said = response.headers()["content-disposition"].to_str().expect("ASCII").to_owned();
        assert!(said.starts_with("attachment; filename=\""), "{said}");
        assert!(said.contains("filename*=UTF-8''") && said.contains(encoded), "{said}");
        assert_eq!(said.matches('"').count(), 2, "nothing breaks out of the quotes: {said}");
    }
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_name_is_kept_and_a_longer_one_refused() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    for (number, name) in (0..).zip(["學".repeat(60), "長".repeat(200), "🌈".repeat(200)]) {
        let brought = Brought { name: name.clone(), ..Brought::pdf(number) };
        let file = brought.store(&world, &student).await;
        let download = student.get(&format!("/api/files/{file}")).await.expect(200);
        assert_eq!(text(&download, "name"), name);
        assert_eq!(world.fetch(&text(&download, "url")).await.1, brought.bytes);
    }
    let brought = Brought { name: "長".repeat(201), ..Brought::pdf(9) };
    let said = brought.reserve(&student).await.refused(422, "input.invalid");
    assert_eq!(
        (&said["fields"][0]["field"], &said["fields"][0]["code"]),
        (&json!("name"), &json!("too_long"))
    );
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_name_leaves_its_folder_or_hides_a_control_character() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    for name in [
        "",
        "  ",
        ".",
        "..",
        "../a.pdf",
        "/etc/passwd",
        "a/../../b.pdf",
        "C:\\a.pdf",
        "a\0.pdf",
        "a\r\nx-amz-acl: public-read.pdf",
        "a\tb.pdf",
        "a\u{7f}.pdf",
        "a\u{85}.pdf",
    ] {
        let brought = Brought { name: name.to_owned(), ..Brought::pdf(1) };
        let said = brought.reserve(&student).await.refused(422, "input.invalid");
        assert_eq!(said["fields"][0]["field"], "name", "{name:?}");
    }
    adds_up(&world, &student).await;
}
