//! What counts is the content: what is not what it claims to be is refused, and its space is free.

use portfolio::files::{FileState, Purpose};

use super::{
    adds_up::adds_up,
    brought::{Brought, confirm, delete},
    stood::{in_vault, quota, state},
};
use crate::support::World;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
const MP4: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08free";
const MOV: &[u8] = b"\0\0\0\x14ftypqt  \0\0\0\0qt  \0\0\0\x08free";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A ZIP file that begins with an entry of that name.
fn zip(entry: &str) -> Vec<u8> {
    [b"PK\x03\x04".as_slice(), &[0; 26], entry.as_bytes()].concat()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_what_it_claims_is_refused_and_its_space_is_free() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let free = quota(&world, &student).await.free;
    let html_then_pdf = b"<html><script>1</script>%PDF-1.4\n".as_slice();
    let png_then_pdf = [PNG, b"%PDF-1.4\n".as_slice()].concat();
    let cases: [(&str, &[u8]); 12] = [
        ("application/pdf", PNG),
        ("application/pdf", html_then_pdf),
        ("application/pdf", &png_then_pdf),
        ("application/pdf", &zip("a.pdf")),
        ("image/png", JPEG),
        ("image/png", b"<svg onload='1'/>"),
        ("image/jpeg", b"GIF89a/*\x01\0*/=1"),
        ("audio/mpeg", "只是一段文字".as_bytes()),
        ("audio/mpeg", MP4),
        ("video/mp4", MOV),
        ("video/mp4", b"%PDF-1.4\n"),
        ("video/mp4", b"\0"),
    ];
    for (number, (claimed, bytes)) in (0..).zip(cases) {
        let brought = Brought::of(number, claimed, bytes);
        let file = brought.send(&world, &student).await;
        // By the bucket's event or by the client, whichever is first.
        if number % 2 == 0 {
            world.drain().await;
            assert_eq!(state(&world, &file).await, FileState::Mismatched, "{number}");
        }
        confirm(&student, &file).await.refused(422, "file.type_mismatch");
        confirm(&student, &file).await.refused(422, "file.type_mismatch");
        delete(&student, &file).await.expect(204);
        assert_eq!(state(&world, &file).await, FileState::Mismatched, "{number}");
        assert_eq!(in_vault(&world, &file), [""; 0], "{number}");
        assert_eq!(quota(&world, &student).await.free, free, "{number}");
        student.get(&format!("/api/files/{file}")).await.refused(404, "not_found");
    }
    world.drain().await;
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_what_it_claims_is_taken() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let cases: [(&str, &[u8]); 6] = [
        ("image/png", PNG),
        ("image/jpeg", JPEG),
        ("video/mp4", MP4),
        ("audio/mpeg", b"ID3\x04\0\0\0\0\0\0"),
        ("audio/mpeg", b"\xff\xfb\x90\x64\0"),
        ("audio/mpeg", b"\xff\xf3\x48\xc4\0"),
    ];
    for (number, (claimed, bytes)) in (0..).zip(cases) {
        let file = Brought::of(number, claimed, bytes).send(&world, &student).await;
        assert_eq!(confirm(&student, &file).await.status, 200, "{claimed} {bytes:x?}");
    }
    adds_up(&world, &student).await;
    let teacher = world.teacher("course-teacher").await;
    Brought::of(1, WORD, zip("[Content_Types].xml"))
        .purposed(Purpose::TeacherFile)
        .store(&world, &teacher)
        .await;
    let zip = Brought::of(2, WORD, zip("a.exe")).purposed(Purpose::TeacherFile);
    let zip = zip.send(&world, &teacher).await;
    confirm(&teacher, &zip).await.refused(422, "file.type_mismatch");
    adds_up(&world, &teacher).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_is_text_and_outside_the_quota() {
    let world = World::new().await;
    let submitter = world.teacher("outcome-submitter").await;
    let free = quota(&world, &submitter).await.free;
    let receipt = |number, bytes: &[u8]| {
        Brought::of(number, "text/csv", bytes).purposed(Purpose::CentralReceipt)
    };
    let file = receipt(1, "data_key,status,reason\n".as_bytes()).store(&world, &submitter).await;
    assert_eq!(quota(&world, &submitter).await.free, free);
    for (number, bytes) in [(2, b"a\0b".as_slice()), (3, b"\xff\xfea\0"), (4, PNG)] {
        let file = receipt(number, bytes).send(&world, &submitter).await;
        confirm(&submitter, &file).await.refused(422, "file.type_mismatch");
    }
    adds_up(&world, &submitter).await;
    delete(&submitter, &file).await.expect(204);
    assert_eq!(quota(&world, &submitter).await.free, free);
    adds_up(&world, &submitter).await;
}
