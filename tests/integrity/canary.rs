//! 金絲雀檔案: brought and read back after every deploy and four times a day.

use local::cloud::{Fault, REPLICA, VAULT};
use portfolio::files::FileState;
use store::items::StoredFile;

use super::night::{next_night, place};
use crate::support::{Table, World};

/// The moments at which it sings, one after the other.
const TIMES: [&str; 4] = [
    "2026-11-23T12:20:00+08:00",
    "2026-11-23T18:20:00+08:00",
    "2026-11-24T00:20:00+08:00",
    "2026-11-24T06:20:00+08:00",
];

/// Every canary's row, in their order.
async fn rows(world: &World) -> Vec<StoredFile> {
    let table = Table::read(world).await;
    let names = table.items().filter(|(_, item)| item["name"]["S"] == "canary.pdf");
    let keys: Vec<store::Key> = names.map(|((pk, sk), _)| store::Key::new(pk, sk)).collect();
    let mut rows = Vec::new();
    for key in keys {
        let row: Option<StoredFile> = world.cloud().table().get(&key).await.expect("the table");
        rows.extend(row);
    }
    rows
}

async fn sing(world: &World, at: &str) -> Vec<&'static str> {
    world.cloud().s3.replicated().await;
    world.clock.set(at);
    world.system.scheduler().tick(at.parse().expect("RFC 3339")).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_goes_the_whole_way_and_the_latest_two_stay() {
    let world = World::new().await;
    for at in TIMES {
        assert_eq!(sing(&world, at).await, [""; 0]);
        // A call that comes again goes on with the same file.
        assert_eq!(sing(&world, at).await, [""; 0]);
    }
    let states: Vec<FileState> = rows(&world).await.into_iter().map(|row| row.state).collect();
    let (gone, kept) = (FileState::Deleted, FileState::Stored);
    assert_eq!(states, [gone, gone, kept, kept]);
    assert!(next_night(&world).await.is_sound());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_does_not_come_back_is_a_failure() {
    let world = World::new().await;
    assert_eq!(sing(&world, TIMES[0]).await, [""; 0]);
    world.cloud().s3.replicated().await;
    let (key, version) = place(&rows(&world).await[0]);
    assert!(world.cloud().s3.corrupt(REPLICA, &key, &version));
    assert_eq!(sing(&world, TIMES[1]).await, ["files.canary"]);

    let world = World::new().await;
    // Neither it nor the bucket's event gets it into the vault.
    let copies = |call: &local::cloud::CallInfo| call.operation == "PUT copy";
    world.cloud().faults.inject(move |call| copies(call).then_some(Fault::FailBefore));
    assert_eq!(sing(&world, TIMES[0]).await, ["files.canary"]);
    world.cloud().faults.clear();
    assert_eq!(world.cloud().s3.versions(VAULT), []);
    assert_eq!(sing(&world, TIMES[0]).await, [""; 0]);
}
