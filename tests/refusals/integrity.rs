use serde_json::json;

use super::provocation::{Last, Provocation, provoke};
use crate::support::World;

pub const PROVOCATIONS: &[Provocation] =
    &[provoke("integrity.acknowledge", "conflict", |world| Box::pin(another_report(world)))];

/// Somebody acknowledges what was never written.
async fn another_report(world: &World) -> Last {
    world.tick("2026-11-24T02:00:00+08:00").await;
    let operator = world.teacher("operator").await;
    let path = "/api/integrity/reports/2026-11-24/acknowledgements";
    let body = json!({ "digest": "0".repeat(64) });
    Last::from(operator.request("POST", path, Some(body)).await)
}
