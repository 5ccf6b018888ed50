use portfolio::{files::Purpose, selections::Roster};
use serde_json::{Value, json};

use super::provocation::{Last, Provocation, provoke};
use crate::support::{
    Actor, World,
    items::{BATCHES, batch_path, delivered, open_batch, performance, select, upload},
};

const OPEN: &str = "central-submissions.open";
const FREEZE: &str = "central-submissions.freeze";
const IMPORT: &str = "central-submissions.import-receipt";

pub const PROVOCATIONS: &[Provocation] = &[
    provoke(OPEN, "submission.already_open", |world| Box::pin(open_a_second(world))),
    provoke(FREEZE, "submission.not_ready", |world| Box::pin(freeze_nothing(world))),
    provoke(FREEZE, "submission.wrong_state", |world| Box::pin(freeze_what_was_sent(world))),
    provoke(FREEZE, "conflict", |world| Box::pin(freeze_what_was_read_before(world))),
    provoke(IMPORT, "receipt.not_utf8", |world| Box::pin(import(world, b"data_key\xbd\xd2"))),
    provoke(IMPORT, "receipt.header", |world| Box::pin(import(world, b"key;status\n"))),
    provoke(IMPORT, "submission.wrong_state", |world| Box::pin(import_before_sending(world))),
];

const ROSTER: Roster = Roster::DiversePerformances;
const HEADER: &[u8] = b"data_key,status,reason\n";

async fn clerk(world: &World) -> Actor<'_> {
    world.teacher("performance-submitter").await
}

async fn open_a_second(world: &World) -> Last {
    let clerk = clerk(world).await;
    open_batch(&clerk, ROSTER).await;
    let body = json!({ "year": 115, "roster": ROSTER });
    clerk.request("POST", BATCHES, Some(body)).await.into()
}

async fn freeze(clerk: &Actor<'_>, batch: &Value, version: u64) -> Last {
    let path = format!("{}/freeze", batch_path(batch));
    clerk.request("POST", &path, Some(json!({ "version": version }))).await.into()
}

async fn freeze_nothing(world: &World) -> Last {
    let clerk = clerk(world).await;
    let batch = open_batch(&clerk, ROSTER).await;
    freeze(&clerk, &batch, 1).await
}

async fn one_selected(world: &World) {
    let student = world.student("student-1").await;
    let performance = performance(&student, 115).await;
    select(&student, ROSTER, &[&performance]).await;
}

async fn freeze_what_was_sent(world: &World) -> Last {
    one_selected(world).await;
    let clerk = clerk(world).await;
    let batch = delivered(world, &clerk, ROSTER).await;
    let version = batch["version"].as_u64().expect("a version");
    freeze(&clerk, &batch, version).await
}

async fn freeze_what_was_read_before(world: &World) -> Last {
    one_selected(world).await;
    let clerk = clerk(world).await;
    let batch = open_batch(&clerk, ROSTER).await;
    freeze(&clerk, &batch, 7).await
}

async fn import(world: &World, bytes: &'static [u8]) -> Last {
    one_selected(world).await;
    let clerk = clerk(world).await;
    let batch = delivered(world, &clerk, ROSTER).await;
    import_into(world, &clerk, &batch, bytes).await
}

async fn import_before_sending(world: &World) -> Last {
    let clerk = clerk(world).await;
    let batch = open_batch(&clerk, ROSTER).await;
    import_into(world, &clerk, &batch, HEADER).await
}

async fn import_into(world: &World, clerk: &Actor<'_>, batch: &Value, bytes: &[u8]) -> Last {
    let file = upload(world, clerk, bytes.to_vec(), Purpose::CentralReceipt).await;
    let path = format!("{}/receipts", batch_path(batch));
    clerk.request("POST", &path, Some(json!({ "file_id": file }))).await.into()
}
