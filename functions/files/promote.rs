//! Queue `uploads` — 檔案入庫: takes what arrived in staging to the vault.
//!
//! Begun by the bucket's event, which can come twice, late, out of order or for an object that was
//! never reserved.

use runtime::{Failure, Function, Message, Need, Queue, Secret, TableAction, Trigger};
use serde::Deserialize;
use store::objects::file_of;

use super::promotion::promote as promote_file;

pub const FUNCTION: Function = Function {
    name: "files.promote",
    term: "檔案入庫",
    summary: "Takes what arrived in staging to the vault.",
    trigger: Trigger::Queue { queue: Queue::Uploads, handle: |message| Box::pin(promote(message)) },
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::UpdateItem),
        Need::StagingRead,
        Need::VaultCopyIn,
        Need::Secret(Secret::Receipts),
    ],
    memory_mb: 256,
    timeout_s: 60,
};

/// EventBridge's event for an object that was created.
#[derive(Deserialize)]
struct ObjectCreated {
    detail: Detail,
}

#[derive(Deserialize)]
struct Detail {
    object: Object,
}

#[derive(Deserialize)]
struct Object {
    key: String,
}

async fn promote(message: Message) -> Result<(), Failure> {
    let event: ObjectCreated = message.read()?;
    let Some(file) = file_of(&event.detail.object.key) else {
        tracing::warn!("an object in staging has a name that no reservation gives");
        return Ok(());
    };
    promote_file(&message.env, file).await?;
    Ok(())
}
