//! Versions, markers, holds and the replica.

use aws_sdk_s3::types::{
    BucketVersioningStatus, ObjectLockLegalHold, ObjectLockLegalHoldStatus, VersioningConfiguration,
};

use super::world::{REPLICA, STAGING, VAULT, World, code};

async fn hold(world: &World, version: &str, status: ObjectLockLegalHoldStatus) {
    let hold = world.client.put_object_legal_hold().bucket(VAULT).key("k").version_id(version);
    let status = ObjectLockLegalHold::builder().status(status).build();
    hold.legal_hold(status).send().await.unwrap();
}

#[tokio::test]
async fn a_deletion_is_a_marker_until_a_version_is_named() {
    let world = World::new();
    let first = world.put(VAULT, "k", b"one").await.unwrap();
    let second = world.put(VAULT, "k", b"two").await.unwrap();
    let delete = || world.client.delete_object().bucket(VAULT).key("k");
    let marker = delete().send().await.unwrap();
    assert_eq!(marker.delete_marker(), Some(true));
    let marker = marker.version_id().unwrap().to_owned();

    let get = || world.client.get_object().bucket(VAULT).key("k");
    let gone = get().send().await.unwrap_err();
    let headers = gone.raw_response().unwrap().headers();
    assert_eq!(headers.get("x-amz-delete-marker"), Some("true"));
    assert_eq!(code(get().send().await), "404 NoSuchKey");
    assert_eq!(code(get().version_id(&marker).send().await), "405 MethodNotAllowed");
    let old = get().version_id(&first).send().await.unwrap();
    assert_eq!(old.body.collect().await.unwrap().to_vec(), b"one");

    let put = world.client.put_object().bucket(VAULT).key("k").if_none_match("*");
    assert!(put.send().await.is_ok(), "a marker is not there");
    delete().version_id(&marker).send().await.unwrap();
    delete().version_id(&second).send().await.unwrap();
    assert!(delete().version_id(&second).send().await.is_ok(), "gone already");
    let ids: Vec<_> =
        world.s3.versions(VAULT).into_iter().map(|version| version.version_id).collect();
    assert_eq!((ids.len(), &ids[0]), (2, &first));
}

#[tokio::test]
async fn versions_are_listed_in_pages_newest_first() {
    let world = World::new();
    for key in ["a", "a", "b"] {
        world.put(VAULT, key, b"x").await;
    }
    world.client.delete_object().bucket(VAULT).key("a").send().await.unwrap();
    let list = |key: Option<String>, id: Option<String>| {
        let list = world.client.list_object_versions().bucket(VAULT).max_keys(2);
        list.set_key_marker(key).set_version_id_marker(id).send()
    };
    let first = list(None, None).await.unwrap();
    assert_eq!(first.delete_markers()[0].is_latest(), Some(true));
    assert_eq!(first.versions()[0].is_latest(), Some(false));
    assert_eq!(first.is_truncated(), Some(true));
    let second = list(first.next_key_marker, first.next_version_id_marker).await.unwrap();
    let keys: Vec<_> = second.versions().iter().filter_map(|version| version.key()).collect();
    assert_eq!((keys, second.is_truncated()), (vec!["a", "b"], Some(false)));
    let prefixed =
        world.client.list_object_versions().bucket(VAULT).prefix("b").send().await.unwrap();
    assert_eq!(prefixed.versions().len(), 1);
}

#[tokio::test]
async fn a_held_version_cannot_be_deleted() {
    let world = World::new();
    let version = world.put(VAULT, "k", b"one").await.unwrap();
    let status = || world.client.get_object_legal_hold().bucket(VAULT).key("k").send();
    assert_eq!(code(status().await), "404 NoSuchObjectLockConfiguration");
    hold(&world, &version, ObjectLockLegalHoldStatus::On).await;
    let told = status().await.unwrap().legal_hold.unwrap().status;
    assert_eq!(told, Some(ObjectLockLegalHoldStatus::On));
    let delete = || world.client.delete_object().bucket(VAULT).key("k").version_id(&version).send();
    assert_eq!(code(delete().await), "403 AccessDenied");
    assert!(world.s3.versions(VAULT)[0].hold);
    world.client.delete_object().bucket(VAULT).key("k").send().await.unwrap();
    assert_eq!(world.s3.versions(VAULT).len(), 2, "a marker harms nothing");
    hold(&world, &version, ObjectLockLegalHoldStatus::Off).await;
    assert!(delete().await.is_ok());

    world.put(STAGING, "k", b"one").await;
    let unlocked = world.client.get_object_legal_hold().bucket(STAGING).key("k").send().await;
    assert_eq!(code(unlocked), "400 InvalidRequest");
}

#[tokio::test]
async fn the_replica_gets_versions_and_holds_and_keeps_them() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::open(Some(folder.path()));
    let version = world.put(VAULT, "k", b"one").await.unwrap();
    hold(&world, &version, ObjectLockLegalHoldStatus::On).await;
    world.s3.replicated().await;
    let summaries = |bucket: &str| world.s3.versions(bucket);
    assert_eq!(summaries(REPLICA), summaries(VAULT));
    assert!(summaries(REPLICA)[0].hold);

    hold(&world, &version, ObjectLockLegalHoldStatus::Off).await;
    world.client.delete_object().bucket(VAULT).key("k").send().await.unwrap();
    let delete = world.client.delete_object().bucket(VAULT).key("k").version_id(&version);
    delete.send().await.unwrap();
    world.s3.replicated().await;
    assert!(world.s3.destroy_version(REPLICA, "k", &version) && summaries(REPLICA).is_empty());
    assert_eq!(summaries(VAULT).len(), 1);
}

#[tokio::test]
async fn a_bucket_can_begin_to_keep_versions() {
    let world = World::new();
    let status = |bucket: &str| world.client.get_bucket_versioning().bucket(bucket).send();
    assert_eq!(status(STAGING).await.unwrap().status, None);
    assert_eq!(status(VAULT).await.unwrap().status, Some(BucketVersioningStatus::Enabled));
    let set = |bucket: &str, status: BucketVersioningStatus| {
        let asked = VersioningConfiguration::builder().status(status).build();
        let put = world.client.put_bucket_versioning().bucket(bucket);
        put.versioning_configuration(asked).send()
    };
    let suspended = set(VAULT, BucketVersioningStatus::Suspended).await;
    assert_eq!(code(suspended), "409 InvalidBucketState");

    assert_eq!(world.put(STAGING, "k", b"one").await, None);
    set(STAGING, BucketVersioningStatus::Enabled).await.unwrap();
    assert!(world.put(STAGING, "k", b"two").await.is_some());
    set(STAGING, BucketVersioningStatus::Suspended).await.unwrap();
    world.put(STAGING, "k", b"three").await;
    let ids: Vec<_> =
        world.s3.versions(STAGING).into_iter().map(|version| version.version_id).collect();
    assert_eq!((ids.len(), ids[1].as_str()), (2, "null"));
    assert_eq!(world.s3.read(STAGING, "k", Some(&ids[1])).unwrap().as_ref(), b"three");
    assert!(world.client.head_bucket().bucket(STAGING).send().await.is_ok());
    assert_eq!(code(world.client.head_bucket().bucket("none").send().await), "404 NotFound");
}
