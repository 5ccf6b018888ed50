//! The signed address: what it takes, what it refuses, and how long it lives.

use jiff::{SignedDuration, Timestamp, civil, tz::TimeZone};
use local::cloud::STAGING;
use serde_json::{Value, json};

use super::{
    adds_up::adds_up,
    brought::{Brought, confirm},
};
use crate::support::{World, items::text};

/// The second at which S3 refuses a signed address, as the address says itself.
fn refused_from(url: &str) -> Timestamp {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let of = |name: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(at, _)| *at == name).map_or("", |(_, value)| value)
    };
    let from = civil::DateTime::strptime("%Y%m%dT%H%M%SZ", of("X-Amz-Date")).expect("a date");
    let from = from.to_zoned(TimeZone::UTC).expect("a moment").timestamp();
    from + SignedDuration::from_secs(of("X-Amz-Expires").parse().expect("seconds"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_but_what_was_reserved_is_taken() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::sized(1, 100);
    let reserved = brought.reserve(&student).await.expect(201);
    let (url, headers) = (text(&reserved["upload"], "url"), &reserved["upload"]["headers"]);
    assert_eq!(text(&reserved["upload"], "method"), "PUT");
    assert_eq!(headers.get("content-length"), None, "browsers set the length themselves");
    let with = |name: &str, value: Value| {
        let mut changed = headers.clone();
        changed[name] = value;
        changed
    };
    let without = |name: &str| {
        let mut fewer = headers.clone();
        assert!(fewer.as_object_mut().expect("headers").remove(name).is_some(), "{name}");
        fewer
    };
    let other = Brought::sized(2, 100).bytes;
    let other_sum = {
        use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
        use sha2::{Digest, Sha256};
        json!(BASE64.encode(Sha256::digest(&other)))
    };
    let same = &brought.bytes;
    for (what, headers, bytes) in [
        ("other bytes", headers.clone(), other.clone()),
        ("other bytes with their own digest", with("x-amz-checksum-sha256", other_sum), other),
        ("fewer bytes", headers.clone(), same[..99].to_vec()),
        ("more bytes", headers.clone(), [same.as_slice(), b" "].concat()),
        ("none", headers.clone(), Vec::new()),
        ("another type", with("content-type", json!("text/html")), same.clone()),
        ("another name", with("content-disposition", json!("inline")), same.clone()),
        ("no type", without("content-type"), same.clone()),
        ("no digest", without("x-amz-checksum-sha256"), same.clone()),
        ("over what is there", without("if-none-match"), same.clone()),
    ] {
        let answer = world.put(&url, &headers, bytes).await;
        assert!(matches!(answer.status, 400 | 403), "{what}: {}", answer.status);
        assert_eq!(world.cloud().s3.versions(STAGING), [], "{what}");
    }
    for changed in [url.replace(STAGING, "portfolio-vault"), url.replace("/acc_", "/acc_0")] {
        let answer = world.put(&changed, headers, same.clone()).await;
        assert_eq!(answer.status, 403, "{changed}");
    }
    confirm(&student, &text(&reserved, "file_id")).await.refused(409, "file.not_uploaded");
    brought.put(&world, &reserved).await.expect(200);
    confirm(&student, &text(&reserved, "file_id")).await.expect(200);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_second_time_it_is_there_already() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::pdf(1);
    let reserved = brought.reserve(&student).await.expect(201);
    brought.put(&world, &reserved).await.expect(200);
    assert_eq!(brought.put(&world, &reserved).await.status, 412);
    let file = text(&reserved, "file_id");
    let first = confirm(&student, &file).await.expect(200);
    assert_eq!(confirm(&student, &file).await.expect(200), first);
    assert_eq!(brought.put(&world, &reserved).await.status, 412);
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_address_outlives_the_reservation() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::pdf(1);
    // Between two seconds, since S3 counts in whole ones.
    world.clock.advance(SignedDuration::from_millis(600));
    let begun = world.clock.now();
    let ends = begun + SignedDuration::from_mins(60);
    let mut reserved = brought.reserve(&student).await.expect(201);
    for minutes in [0, 1, 14, 30, 44, 46, 50, 59] {
        world.clock.set(&(begun + SignedDuration::from_mins(minutes)).to_string());
        reserved = brought.reserve(&student).await.expect(201);
        let refused_from = refused_from(&text(&reserved["upload"], "url"));
        assert!(refused_from <= ends, "{minutes} min: {refused_from} is after {ends}");
        let said: Timestamp = text(&reserved, "expires_at").parse().expect("a moment");
        assert_eq!(said, refused_from, "{minutes} min");
        assert!(refused_from <= world.clock.now() + SignedDuration::from_mins(15));
    }
    world.clock.set(&(ends - SignedDuration::from_millis(500)).to_string());
    brought.reserve(&student).await.refused(409, "upload.expired");
    world.clock.set(&ends.to_string());
    assert_eq!(brought.put(&world, &reserved).await.status, 403);
    brought.reserve(&student).await.refused(409, "upload.expired");
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_ran_out_is_signed_again() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::pdf(1);
    let first = brought.reserve(&student).await.expect(201);
    world.clock.advance(SignedDuration::from_mins(15) + SignedDuration::from_millis(1));
    assert_eq!(brought.put(&world, &first).await.status, 403);
    let second = brought.reserve(&student).await.expect(201);
    assert_eq!(text(&second, "file_id"), text(&first, "file_id"));
    brought.put(&world, &second).await.expect(200);
    confirm(&student, &text(&second, "file_id")).await.expect(200);
    adds_up(&world, &student).await;
}
