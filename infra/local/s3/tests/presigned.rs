//! Presigned URLs: only what was signed, only while it lives, by our clock.

use aws_sdk_s3::presigning::PresignedRequest;
use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderValue, Method};
use jiff::SignedDuration;
use s3s::crypto::{Checksum as _, Sha256};

use super::world::{STAGING, World, refused};

/// An upload of `hello`, as a reservation signs it.
async fn signed(world: &World) -> PresignedRequest {
    let put = world.client.put_object().bucket(STAGING).key("成果/k 1");
    put.content_length(5)
        .content_type("application/pdf")
        .content_disposition("attachment;  filename=\"a  b.pdf\"")
        .checksum_sha256(BASE64_STANDARD.encode(Sha256::checksum(b"hello")))
        .if_none_match("*")
        .presigned(world.ten_minutes())
        .await
        .unwrap()
}

#[tokio::test]
async fn takes_what_was_signed_and_nothing_else() {
    let world = World::new();
    let url = signed(&world).await;
    let names: Vec<_> = url.headers().map(|(name, _)| name.to_owned()).collect();
    assert!(names.iter().any(|name| name == "x-amz-checksum-sha256"), "{names:?}");
    assert!(names.iter().any(|name| name == "content-length"), "{names:?}");

    assert_eq!(refused(&world.send(&url, b"longer than that").await), "403 SignatureDoesNotMatch");
    assert_eq!(refused(&world.send(&url, b"jello").await), "400 BadDigest");
    let without = |name: &'static str| {
        world.send_with(&url, b"hello", move |mut request| {
            request.headers_mut().remove(name);
            request
        })
    };
    for name in ["x-amz-checksum-sha256", "content-type", "content-length", "if-none-match"] {
        assert_eq!(refused(&without(name).await), "403 SignatureDoesNotMatch", "{name}");
    }
    let with = |name: &'static str, value: &'static str| {
        world.send_with(&url, b"hello", move |mut request| {
            request.headers_mut().insert(name, HeaderValue::from_static(value));
            request
        })
    };
    assert_eq!(refused(&with("content-type", "text/html").await), "403 SignatureDoesNotMatch");
    assert_eq!(refused(&with("x-amz-meta-more", "1").await), "403 AccessDenied");
    assert_eq!(refused(&with("authorization", "AWS4-HMAC-SHA256 x").await), "400 InvalidArgument");
    let deleted = world.send_with(&url, b"", |mut request| {
        *request.method_mut() = Method::DELETE;
        request
    });
    assert_eq!(refused(&deleted.await), "403 SignatureDoesNotMatch");
    assert!(world.is_empty(STAGING));

    let put = world.send(&url, b"hello").await;
    assert_eq!(put.status(), 200, "{put:?}");
    let head = world.client.head_object().bucket(STAGING).key("成果/k 1").send().await.unwrap();
    assert_eq!(head.content_disposition(), Some("attachment;  filename=\"a  b.pdf\""));
    assert_eq!(refused(&world.send(&url, b"hello").await), "412 PreconditionFailed");
}

#[tokio::test]
async fn lives_by_our_clock() {
    let world = World::new();
    let url = signed(&world).await;
    world.pass(SignedDuration::from_mins(-20));
    assert_eq!(refused(&world.send(&url, b"hello").await), "403 AccessDenied");
    world.pass(SignedDuration::from_mins(30) + SignedDuration::from_secs(1));
    assert_eq!(refused(&world.send(&url, b"hello").await), "403 AccessDenied");
    world.pass(SignedDuration::from_secs(-1));
    assert_eq!(world.send(&url, b"hello").await.status(), 200);
}

#[tokio::test]
async fn a_changed_or_strange_url_is_refused() {
    let world = World::new();
    let url = signed(&world).await;
    let changed = |from: &'static str, to: &'static str| {
        world.send_with(&url, b"hello", move |mut request| {
            let uri = request.uri().to_string();
            assert!(uri.contains(from), "{uri}");
            *request.uri_mut() = uri.replace(from, to).parse().unwrap();
            request
        })
    };
    assert_eq!(refused(&changed("k%201", "k%202").await), "403 SignatureDoesNotMatch");
    assert_eq!(refused(&changed("Expires=600", "Expires=601").await), "403 SignatureDoesNotMatch");
    let week = changed("Expires=600", "Expires=700000").await;
    assert_eq!(refused(&week), "400 AuthorizationQueryParametersError");
    assert_eq!(refused(&changed("AKLOCAL", "AKOTHER").await), "403 InvalidAccessKeyId");
    assert_eq!(refused(&changed("X-Amz-Signature=", "X-Amz-Sig=").await), "403 AccessDenied");
    assert!(world.is_empty(STAGING));
}

#[tokio::test]
async fn a_signed_request_keeps_to_our_clock_too() {
    let world = World::new();
    world.put(STAGING, "k", b"hello").await;
    let get = world.client.get_object().bucket(STAGING).key("k");
    let late = get.customize().config_override(
        aws_sdk_s3::Config::builder()
            .time_source(aws_smithy_async::time::StaticTimeSource::from_secs(1_567_400_000)),
    );
    assert_eq!(super::world::code(late.send().await), "403 RequestTimeTooSkewed");
}

#[tokio::test]
async fn a_download_may_be_renamed_by_its_url() {
    let world = World::new();
    world.put(STAGING, "k", b"hello").await;
    let get = world.client.get_object().bucket(STAGING).key("k");
    let get = get.response_content_disposition("attachment; filename=\"x.pdf\"");
    let url =
        get.response_content_type("application/pdf").presigned(world.ten_minutes()).await.unwrap();
    let answer = world.send(&url, b"").await;
    assert_eq!(answer.body().as_ref(), b"hello");
    assert_eq!(answer.headers()["content-disposition"], "attachment; filename=\"x.pdf\"");
    assert_eq!(answer.headers()["content-type"], "application/pdf");
    world.forbid("s3:GetObject");
    assert_eq!(refused(&world.send(&url, b"").await), "403 AccessDenied");
}
