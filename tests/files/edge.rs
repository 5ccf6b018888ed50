//! Many uploads at once, where the space ends.

use std::sync::atomic::{AtomicBool, Ordering};

use futures::future::{join, join_all};
use portfolio::files::MAX_PENDING;

use super::{
    adds_up::adds_up,
    brought::{Brought, confirm},
    stood::{limit_to, quota},
};
use crate::support::{Actor, World, items::text};

/// How often somebody waits: far more often than all the others together take.
const TRIES: usize = 2000;

/// As a page does it: waits while too many are under way, and gives up where there is no space.
/// Whether the file is stored.
async fn bring(world: &World, owner: &Actor<'_>, brought: &Brought) -> bool {
    for _ in 0..TRIES {
        let reserved = brought.reserve(owner).await;
        match (reserved.status, reserved.code()) {
            (201, _) => {
                brought.put(world, &reserved.body).await.expect(200);
                confirm(owner, &text(&reserved.body, "file_id")).await.expect(200);
                return true;
            }
            (429, "files.too_many_pending") => assert_eq!(reserved.header("retry-after"), "1"),
            _ => {
                let said = reserved.refused(409, "quota.exceeded");
                let free = said["free_bytes"].as_u64().expect("bytes");
                assert!(free < brought.bytes.len() as u64, "{free} bytes are free");
                return false;
            }
        }
    }
    panic!("too many are under way, and none of them ends");
}

/// Brings all of them at once, and watches the space meanwhile. Which ones are stored.
async fn bring_all(world: &World, owner: &Actor<'_>, all: &[Brought]) -> Vec<bool> {
    let ended = AtomicBool::new(false);
    let watch = async {
        while !ended.load(Ordering::SeqCst) {
            let quota = quota(world, owner).await;
            let held: u64 = quota.pending.values().map(|upload| upload.bytes).sum();
            assert!(quota.pending.len() <= MAX_PENDING, "{} are pending", quota.pending.len());
            assert!(quota.free + held <= quota.limit, "{quota:?}");
        }
    };
    let brought = async {
        let stored = join_all(all.iter().map(|brought| bring(world, owner, brought))).await;
        ended.store(true, Ordering::SeqCst);
        stored
    };
    join(brought, watch).await.0
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_at_once_end_with_exactly_those_that_fit() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    limit_to(&world, &student, 20 * 1000 + 999).await;
    let all: Vec<_> = (0..50).map(|number| Brought::sized(number, 1000)).collect();
    let stored = bring_all(&world, &student, &all).await;
    assert_eq!(stored.iter().filter(|stored| **stored).count(), 20);
    assert_eq!(quota(&world, &student).await.free, 999);
    world.drain().await;
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_files_of_many_sizes_none_that_fits_is_refused() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    limit_to(&world, &student, 20_000).await;
    let all: Vec<_> = (0..50u64)
        .map(|number| Brought::sized(number, 100 + (number as usize * 7919) % 1900))
        .collect();
    let stored = bring_all(&world, &student, &all).await;
    let sum = |wanted: bool| {
        let those = all.iter().zip(&stored).filter(|(_, stored)| **stored == wanted);
        those.map(|(brought, _)| brought.bytes.len()).collect::<Vec<_>>()
    };
    let free = quota(&world, &student).await.free as usize;
    assert_eq!(sum(true).iter().sum::<usize>() + free, 20_000);
    // Nothing was given back meanwhile, so what did not fit then does not fit now.
    assert!(sum(false).into_iter().all(|bytes| bytes > free), "{free} bytes are free");
    world.drain().await;
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ninth_waits_until_one_of_eight_ends() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    let eight: Vec<_> = (0..8).map(Brought::pdf).collect();
    let mut files = Vec::new();
    for brought in &eight {
        files.push(brought.send(&world, &student).await);
    }
    let ninth = Brought::pdf(8);
    let refused = ninth.reserve(&student).await;
    assert_eq!(refused.header("retry-after"), "1");
    refused.refused(429, "files.too_many_pending");
    // One of the eight, repeated, is no ninth.
    eight[3].reserve(&student).await.expect(201);
    confirm(&student, &files[5]).await.expect(200);
    ninth.reserve(&student).await.expect(201);
    Brought::pdf(9).reserve(&student).await.refused(429, "files.too_many_pending");
    adds_up(&world, &student).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_byte_can_be_used_and_no_more() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    limit_to(&world, &student, 300).await;
    Brought::sized(1, 200).store(&world, &student).await;
    let said = Brought::sized(2, 101).reserve(&student).await.refused(409, "quota.exceeded");
    assert_eq!(said["free_bytes"], 100);
    let last = Brought::sized(3, 100);
    let file = last.store(&world, &student).await;
    assert_eq!(quota(&world, &student).await.free, 0);
    // The full quota does not hide what was stored long ago.
    let again = last.reserve(&student).await.expect(201);
    assert_eq!((text(&again, "file_id"), text(&again, "state")), (file, "stored".to_owned()));
    Brought::sized(4, 11).reserve(&student).await.refused(409, "quota.exceeded");
    adds_up(&world, &student).await;
}
