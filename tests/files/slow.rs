//! Bytes that begin to arrive in time and end much later: signed addresses are looked at when a request
//! begins, and nothing stops one that is under way.

use std::convert::Infallible;

use bytes::Bytes;
use futures::{StreamExt, stream};
use http_body::Frame;
use http_body_util::StreamBody;
use jiff::SignedDuration;
use local::cloud::STAGING;
use portfolio::files::FileState;
use serde_json::Value;
use tokio::sync::oneshot;

use super::{
    adds_up::{adds_up, nothing_is_left_over},
    brought::{Brought, confirm, delete},
    stood::{empty_staging, in_vault, quota, state, sweep},
};
use crate::support::{Actor, World, items::text};

/// Sends half of the bytes, lets something happen, and sends the rest. Answers the status.
async fn put_slowly(
    world: &World,
    brought: &Brought,
    reserved: &Value,
    meanwhile: impl Future<Output = ()>,
) -> u16 {
    let target = &reserved["upload"];
    let mut request = http::Request::put(text(target, "url"));
    request = request.header("content-length", brought.bytes.len());
    for (name, value) in target["headers"].as_object().into_iter().flatten() {
        request = request.header(name, value.as_str().unwrap_or_default());
    }
    let (first, last) = brought.bytes.split_at(brought.bytes.len() / 2);
    let (first, last) = (Bytes::copy_from_slice(first), Bytes::copy_from_slice(last));
    let (begun, has_begun) = oneshot::channel();
    let (release, released) = oneshot::channel::<()>();
    let rest = stream::once(async move {
        let _ = begun.send(());
        released.await.expect("the rest is sent");
        last
    });
    let bytes = stream::once(async move { first }).chain(rest);
    let body = StreamBody::new(bytes.map(|part| Ok::<_, Infallible>(Frame::data(part))).boxed());
    let put = world.cloud().s3.serve(request.body(body).expect("a request"));
    let meanwhile = async {
        has_begun.await.expect("the first half has arrived");
        meanwhile.await;
        release.send(()).expect("the rest is waited for");
    };
    let (answer, ()) = futures::future::join(put, meanwhile).await;
    answer.status().as_u16()
}

async fn ran_out(world: &World) {
    world.clock.advance(SignedDuration::from_mins(61));
    sweep(world).await;
}

/// Nothing of it is stored, and nothing is given back twice.
async fn came_to_nothing(world: &World, student: &Actor<'_>, file: &str, ended: FileState) {
    assert_eq!(world.cloud().s3.versions(STAGING).len(), 1, "the bytes did land");
    for _ in 0..2 {
        world.drain().await;
        confirm(student, file).await.refused(409, "upload.expired");
        sweep(world).await;
        assert_eq!(state(world, file).await, ended);
        assert_eq!(quota(world, student).await.free, quota(world, student).await.limit);
        adds_up(world, student).await;
    }
    assert_eq!(in_vault(world, file), [""; 0]);
    empty_staging(world).await;
    nothing_is_left_over(world, student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bytes_that_end_after_the_reservation_ran_out_come_to_nothing() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::sized(1, 5_000);
    let reserved = brought.reserve(&student).await.expect(201);
    assert_eq!(put_slowly(&world, &brought, &reserved, ran_out(&world)).await, 200);
    came_to_nothing(&world, &student, &text(&reserved, "file_id"), FileState::Expired).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bytes_that_end_after_the_cancellation_come_to_nothing() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::sized(1, 5_000);
    let reserved = brought.reserve(&student).await.expect(201);
    let file = text(&reserved, "file_id");
    let cancelled = async {
        delete(&student, &file).await.expect(204);
    };
    assert_eq!(put_slowly(&world, &brought, &reserved, cancelled).await, 200);
    came_to_nothing(&world, &student, &file, FileState::Deleted).await;
}

/// A page that heard nothing of its first try sends the same again, and the first ends after all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bytes_that_end_after_the_same_were_stored_change_nothing() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let brought = Brought::sized(1, 5_000);
    let reserved = brought.reserve(&student).await.expect(201);
    let file = text(&reserved, "file_id");
    let stored = async {
        brought.put(&world, &reserved).await.expect(200);
        confirm(&student, &file).await.expect(200);
    };
    // Staging takes no name twice, and looks at that last.
    assert_eq!(put_slowly(&world, &brought, &reserved, stored).await, 412);
    let receipt = confirm(&student, &file).await.expect(200);
    world.drain().await;
    assert_eq!(confirm(&student, &file).await.expect(200), receipt);
    assert_eq!(in_vault(&world, &file).len(), 1);
    adds_up(&world, &student).await;
    empty_staging(&world).await;
    nothing_is_left_over(&world, &student).await;
}
