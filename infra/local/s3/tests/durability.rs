//! What was acknowledged outlives the process, whenever it is killed.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

use aws_sdk_s3::types::{ObjectLockLegalHold, ObjectLockLegalHoldStatus};
use bytes::Bytes;

use super::world::{REPLICA, STAGING, VAULT, World};

/// Writes until it is killed, naming each acknowledged key; the test below starts it as a process
/// of its own and hands it the folder.
#[tokio::test]
#[ignore = "runs as the child of `a_killed_process_keeps_its_word`"]
async fn write_until_killed() {
    let mut folder = String::new();
    std::io::stdin().read_line(&mut folder).unwrap();
    let world = World::open(Some(folder.trim().as_ref()));
    for number in 0.. {
        let key = format!("k{number}");
        let body = Bytes::from(format!("{number} ").repeat(2000));
        let put = world.client.put_object().bucket(VAULT).key(&key).body(body.into());
        put.send().await.unwrap();
        if number % 3 == 0 {
            world.client.delete_object().bucket(VAULT).key(&key).send().await.unwrap();
        }
        writeln!(std::io::stdout(), "\nacknowledged {number}").unwrap();
    }
}

#[tokio::test]
async fn a_killed_process_keeps_its_word() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..3 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["write_until_killed", "--ignored", "--nocapture", "--test-threads=1"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let folder_line = format!("{}\n", folder.path().display());
        child.stdin.take().unwrap().write_all(folder_line.as_bytes()).unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut acknowledged = Vec::new();
        while acknowledged.len() < 20 + round * 7 {
            let line = lines.next().expect("the child writes").unwrap();
            if let Some(number) = line.strip_prefix("acknowledged ") {
                acknowledged.push(number.parse::<u32>().unwrap());
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let rest = lines.map_while(Result::ok);
        acknowledged.extend(
            rest.filter_map(|line| line.strip_prefix("acknowledged ")?.parse::<u32>().ok()),
        );

        let world = World::open(Some(folder.path()));
        for number in acknowledged {
            let current = world.s3.read(VAULT, &format!("k{number}"), None);
            let expected = Bytes::from(format!("{number} ").repeat(2000));
            assert_eq!(current, (number % 3 != 0).then_some(expected), "k{number}");
        }
        let objects = |bucket: &str| {
            let versions = world.s3.versions(bucket).into_iter();
            versions.filter(|version| !version.delete_marker).collect::<Vec<_>>()
        };
        assert_eq!(objects(VAULT), objects(REPLICA));
        let spool = fs::read_dir(folder.path().join("spool")).unwrap().count();
        assert_eq!(spool, 0);
    }
}

#[tokio::test]
async fn a_restart_changes_nothing_and_clears_what_was_never_committed() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::open(Some(folder.path()));
    world.put(STAGING, "overwritten", b"one").await;
    world.put(STAGING, "overwritten", b"two").await;
    let version = world.put(VAULT, "k", b"one").await.unwrap();
    let hold = world.client.put_object_legal_hold().bucket(VAULT).key("k");
    let on = ObjectLockLegalHold::builder().status(ObjectLockLegalHoldStatus::On).build();
    hold.legal_hold(on).send().await.unwrap();
    world.client.delete_object().bucket(VAULT).key("k").send().await.unwrap();
    world.s3.replicated().await;
    let before = [STAGING, VAULT, REPLICA].map(|bucket| world.s3.versions(bucket));
    drop(world);

    let versions = folder.path().join("buckets").join(VAULT).join("versions");
    fs::write(versions.join("ffffffffffffffff.data"), "never committed").unwrap();
    fs::write(folder.path().join("spool").join("7"), "half a body").unwrap();
    let world = World::open(Some(folder.path()));
    assert_eq!([STAGING, VAULT, REPLICA].map(|bucket| world.s3.versions(bucket)), before);
    assert!(!versions.join("ffffffffffffffff.data").exists());
    assert_eq!(fs::read_dir(folder.path().join("spool")).unwrap().count(), 0);
    assert_eq!(world.s3.read(STAGING, "overwritten", None).unwrap().as_ref(), b"two");

    assert!(world.s3.destroy_version(VAULT, "k", &version));
    let again = world.put(VAULT, "k", b"two").await.unwrap();
    assert_ne!(again, version, "an id is never given twice");
}

#[tokio::test]
async fn a_replica_that_fell_behind_catches_up() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::open(Some(folder.path()));
    let version = world.put(VAULT, "k", b"one").await.unwrap();
    world.s3.replicated().await;
    assert!(world.s3.destroy_version(REPLICA, "k", &version));
    drop(world);
    let world = World::open(Some(folder.path()));
    assert_eq!(world.s3.versions(REPLICA), world.s3.versions(VAULT));
}
