//! Objects by the SDK: what is kept, what is given back, what is refused.

use aws_sdk_s3::{
    primitives::ByteStream,
    types::{ChecksumAlgorithm, ChecksumMode, MetadataDirective},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use jiff::SignedDuration;
use s3s::crypto::{Checksum as _, Sha256};

use super::world::{STAGING, VAULT, World, code};

fn sha256(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(Sha256::checksum(bytes))
}

#[tokio::test]
async fn gives_back_what_was_put() {
    let world = World::new();
    let put = world.client.put_object().bucket(VAULT).key("成果/a b+c.pdf");
    let put = put
        .body(ByteStream::from_static(b"hello"))
        .content_type("application/pdf")
        .content_disposition("attachment; filename*=UTF-8''%E6%88%90.pdf")
        .metadata("owner", "lo_1")
        .checksum_sha256(sha256(b"hello"))
        .send()
        .await
        .unwrap();
    assert_eq!(put.e_tag(), Some("\"5d41402abc4b2a76b9719d911017c592\""));
    assert_eq!(put.checksum_sha256(), Some(sha256(b"hello").as_str()));

    let head = world.client.head_object().bucket(VAULT).key("成果/a b+c.pdf");
    let head = head.checksum_mode(ChecksumMode::Enabled).send().await.unwrap();
    assert_eq!(head.content_type(), Some("application/pdf"));
    assert_eq!(head.content_length(), Some(5));
    assert_eq!(head.checksum_sha256(), Some(sha256(b"hello").as_str()));
    assert_eq!(head.version_id(), put.version_id());
    assert_eq!(head.metadata().unwrap()["owner"], "lo_1");
    assert_eq!(head.last_modified().unwrap().secs(), world.now().as_second());

    let get = world.client.get_object().bucket(VAULT).key("成果/a b+c.pdf").range("bytes=1-3");
    let get = get.response_content_disposition("inline").send().await.unwrap();
    assert_eq!(get.content_range(), Some("bytes 1-3/5"));
    assert_eq!(get.content_disposition(), Some("inline"));
    assert_eq!(get.body.collect().await.unwrap().to_vec(), b"ell");
}

#[tokio::test]
async fn a_long_object_streams_whole_and_in_ranges() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::open(Some(folder.path()));
    let bytes: Vec<u8> =
        (0..3_000_000_u32).map(|n| n.to_le_bytes()[0] ^ n.to_le_bytes()[1]).collect();
    let put = world.client.put_object().bucket(STAGING).key("long");
    put.body(bytes.clone().into()).send().await.unwrap();
    let get = || world.client.get_object().bucket(STAGING).key("long");
    let whole = get().send().await.unwrap().body.collect().await.unwrap().to_vec();
    assert!(whole == bytes);
    let tail = get().range("bytes=-700000").send().await.unwrap().body.collect().await.unwrap();
    assert!(tail.to_vec() == bytes[2_300_000..]);
}

#[tokio::test]
async fn a_streamed_body_brings_its_checksum_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("body");
    std::fs::write(&path, vec![7; 200_000]).unwrap();
    let world = World::new();
    let body = ByteStream::from_path(&path).await.unwrap();
    let put = world.client.put_object().bucket(STAGING).key("k").body(body).send().await.unwrap();
    assert!(put.checksum_crc32().is_some());
    assert_eq!(world.s3.read(STAGING, "k", None).unwrap(), vec![7; 200_000]);
}

#[tokio::test]
async fn refuses_what_does_not_match_and_leaves_nothing() {
    let world = World::new();
    let put = || {
        world.client.put_object().bucket(STAGING).key("k").body(ByteStream::from_static(b"hello"))
    };
    let wrong_sum = put().checksum_sha256(sha256(b"other")).send().await;
    assert_eq!(code(wrong_sum), "400 BadDigest");
    assert_eq!(code(put().checksum_sha256("nonsense").send().await), "400 InvalidRequest");
    let wrong_md5 = put().content_md5(BASE64_STANDARD.encode([0; 16])).send().await;
    assert_eq!(code(wrong_md5), "400 BadDigest");
    assert_eq!(code(put().content_md5("!").send().await), "400 InvalidDigest");
    assert_eq!(code(put().content_length(9).send().await), "400 IncompleteBody");
    assert_eq!(code(put().tagging("a=b").send().await), "501 NotImplemented");
    assert_eq!(code(put().bucket("nowhere").send().await), "404 NoSuchBucket");
    assert!(world.is_empty(STAGING));
    assert!(world.events.lock().unwrap().is_empty());
}

#[tokio::test]
async fn reads_are_refused_as_in_the_cloud() {
    let world = World::new();
    world.put(STAGING, "k", b"hello").await;
    let get = || world.client.get_object().bucket(STAGING);
    let head = || world.client.head_object().bucket(STAGING);
    assert_eq!(code(get().key("none").send().await), "404 NoSuchKey");
    assert_eq!(code(head().key("none").send().await), "404 NotFound");
    assert_eq!(code(get().key("k").version_id("none").send().await), "404 NoSuchVersion");
    assert_eq!(code(get().key("k").range("bytes=5-").send().await), "416 InvalidRange");
    assert_eq!(code(get().key("k").if_match("\"other\"").send().await), "412 PreconditionFailed");
    assert!(
        code(get().key("k").if_none_match("5d41402abc4b2a76b9719d911017c592").send().await)
            .starts_with("304")
    );
    assert!(get().key("k").if_match("5d41402abc4b2a76b9719d911017c592").send().await.is_ok());
    let batch = world.client.list_buckets().send().await;
    assert_eq!(code(batch), "501 NotImplemented");
}

#[tokio::test]
async fn the_authority_decides_and_hides_missing_keys() {
    let world = World::new();
    world.put(STAGING, "k", b"hello").await;
    world.forbid("s3:ListBucket");
    let head = |key: &str| world.client.head_object().bucket(STAGING).key(key).send();
    assert!(head("k").await.is_ok());
    assert!(code(head("none").await).starts_with("403"));
    world.forbid("s3:PutObject");
    let put = world.client.put_object().bucket(STAGING).key("other").send().await;
    assert_eq!(code(put), "403 AccessDenied");
    world.forbid("s3:GetObject");
    let copy = world.client.copy_object().copy_source("staging/k").bucket(VAULT).key("k");
    assert_eq!(code(copy.send().await), "403 AccessDenied");
    assert!(world.is_empty(VAULT));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_racers_one_wins() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::open(Some(folder.path()));
    let racers = (0..20).map(|racer: u8| {
        let put = world.client.put_object().bucket(STAGING).key("k").if_none_match("*");
        let sent = put.body(ByteStream::from(vec![racer])).send();
        tokio::spawn(sent)
    });
    let mut outcomes = Vec::new();
    for racer in racers.collect::<Vec<_>>() {
        outcomes.push(racer.await.unwrap());
    }
    let (won, lost): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    assert_eq!(won.len(), 1);
    assert!(lost.into_iter().all(|lost| code(lost) == "412 PreconditionFailed"));
    assert_eq!(world.s3.versions(STAGING).len(), 1);
    assert_eq!(world.events.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn copies_between_buckets_on_conditions() {
    let world = World::new();
    let put = world.client.put_object().bucket(STAGING).key("a/檔 1");
    let put =
        put.body(ByteStream::from_static(b"hello")).content_type("image/png").send().await.unwrap();
    let copy = || {
        let copy = world
            .client
            .copy_object()
            .copy_source("staging/a/%E6%AA%94%201")
            .bucket(VAULT)
            .key("v");
        copy.checksum_algorithm(ChecksumAlgorithm::Sha256).if_none_match("*")
    };
    assert_eq!(code(copy().copy_source_if_match("other").send().await), "412 PreconditionFailed");
    let copied = copy().copy_source_if_match(put.e_tag().unwrap()).send().await.unwrap();
    let result = copied.copy_object_result().unwrap();
    assert_eq!(result.checksum_sha256(), Some(sha256(b"hello").as_str()));
    assert_eq!(result.e_tag(), put.e_tag());
    assert!(copied.version_id().is_some());
    assert_eq!(code(copy().send().await), "412 PreconditionFailed");
    assert_eq!(code(copy().copy_source("staging/none").send().await), "404 NoSuchKey");

    let head = || world.client.head_object().bucket(VAULT).key("v").send();
    assert_eq!(head().await.unwrap().content_type(), Some("image/png"));
    let replaced = world.client.copy_object().copy_source("vault/v").bucket(VAULT).key("v");
    let replaced =
        replaced.metadata_directive(MetadataDirective::Replace).content_type("text/plain");
    replaced.send().await.unwrap();
    assert_eq!(head().await.unwrap().content_type(), Some("text/plain"));
    assert_eq!(world.s3.versions(VAULT).len(), 2);
}

#[tokio::test]
async fn events_name_what_was_committed() {
    let world = World::new();
    world.put(STAGING, "k", b"hello").await;
    world.put(STAGING, "k", b"hello, world").await;
    world.put(VAULT, "silent", b"hello").await;
    let events = world.events.lock().unwrap().clone();
    assert_eq!(events.len(), 2);
    assert_eq!((events[0].key.as_str(), events[0].size), ("k", 5));
    assert_eq!(events[0].etag, "5d41402abc4b2a76b9719d911017c592");
    assert_eq!((events[0].version_id.as_ref(), events[0].reason), (None, "PutObject"));
    assert!(events[0].sequencer < events[1].sequencer);
    assert_eq!(world.s3.versions(STAGING).len(), 1);
}

#[tokio::test]
async fn lists_in_pages() {
    let world = World::new();
    for key in ["a/1", "a/2", "a/3", "b/1"] {
        world.put(STAGING, key, b"x").await;
    }
    let pages = world.client.list_objects_v2().bucket(STAGING).prefix("a/").max_keys(2);
    let mut pages = pages.into_paginator().send();
    let mut keys = Vec::new();
    while let Some(page) = pages.next().await {
        let contents = page.unwrap().contents.unwrap_or_default();
        keys.push(contents.into_iter().filter_map(|object| object.key).collect::<Vec<_>>());
    }
    assert_eq!(keys, [vec!["a/1", "a/2"], vec!["a/3"]]);
    let all =
        world.client.list_objects_v2().bucket(STAGING).start_after("a/3").send().await.unwrap();
    assert_eq!((all.key_count(), all.is_truncated()), (Some(1), Some(false)));
}

#[tokio::test]
async fn staging_forgets_after_a_day() {
    let world = World::new();
    world.put(STAGING, "old", b"x").await;
    let upload = world.client.create_multipart_upload().bucket(STAGING).key("old upload");
    upload.send().await.unwrap();
    world.put(VAULT, "old", b"x").await;
    world.pass(SignedDuration::from_hours(23));
    world.put(STAGING, "new", b"x").await;
    assert_eq!(world.s3.expire(world.now()).await.unwrap(), Default::default());
    world.pass(SignedDuration::from_hours(1));
    let expired = world.s3.expire(world.now()).await.unwrap();
    assert_eq!((expired.objects, expired.uploads), (1, 1));
    let left: Vec<_> = world.s3.versions(STAGING).into_iter().map(|version| version.key).collect();
    assert_eq!(left, ["new"]);
    assert_eq!(world.s3.versions(VAULT).len(), 1);
}

#[tokio::test]
async fn harm_shows_to_a_client_that_checks() {
    let world = World::new();
    let version = world.put(VAULT, "k", b"hello").await.unwrap();
    world.s3.replicated().await;
    assert!(world.s3.corrupt(VAULT, "k", &version));
    assert_ne!(world.s3.read(VAULT, "k", None), Some(Bytes::from_static(b"hello")));
    let get = world.client.get_object().bucket(VAULT).key("k").send().await.unwrap();
    assert!(get.body.collect().await.is_err());
    assert!(world.s3.destroy_version(VAULT, "k", &version));
    assert!(!world.s3.destroy_version(VAULT, "k", &version));
    assert_eq!(world.s3.read(VAULT, "k", None), None);
}
