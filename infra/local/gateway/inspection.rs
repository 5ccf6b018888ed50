//! What only the local system shows: its accounts, its mail, its time and its outbox.

use std::time::Duration;

use aws_sdk_s3::presigning::PresigningConfig;
use axum::{
    Json, Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Gateway;
use crate::{
    cloud::{Letter, OUTBOX},
    seeding::{self, DemoAccount, SEEDING},
};

/// How long an address of the outbox can be used.
const ADDRESS_LIVES: Duration = Duration::from_secs(3600);

/// The pages.
pub fn router() -> Router<Gateway> {
    Router::new()
        .route("/_local/accounts", get(accounts))
        .route("/_local/mailbox", get(mailbox))
        .route("/_local/tick", post(tick))
        .route("/_local/central", get(central))
}

/// Why a page cannot be shown.
struct Failed(String);

impl<E: std::error::Error> From<E> for Failed {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        tracing::error!(inside = self.0, "a local page cannot be shown");
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    }
}

async fn accounts(State(gateway): State<Gateway>) -> Result<Json<Vec<DemoAccount>>, Failed> {
    if !gateway.demonstration {
        return Ok(Json(Vec::new()));
    }
    let env = gateway.api.lambda.cloud().operate(&SEEDING).await?;
    Ok(Json(seeding::accounts(&env).await?))
}

async fn mailbox(State(gateway): State<Gateway>) -> Json<Vec<Letter>> {
    Json(gateway.api.lambda.cloud().mailbox.letters())
}

#[derive(Deserialize)]
struct Tick {
    at: Timestamp,
}

async fn tick(State(gateway): State<Gateway>, Json(tick): Json<Tick>) -> Json<serde_json::Value> {
    let failed = gateway.scheduler.tick(tick.at).await;
    Json(json!({ "at": runtime::wire_time(tick.at), "failed": failed }))
}

/// An object of the outbox.
#[derive(Serialize)]
struct Delivered {
    name: String,
    size: u64,
    sha256: String,
    url: String,
}

async fn central(State(gateway): State<Gateway>) -> Result<Json<Vec<Delivered>>, Failed> {
    let cloud = gateway.api.lambda.cloud();
    let client = cloud.objects();
    let mut versions = cloud.s3.versions(OUTBOX);
    // The versions of a name come from the oldest on: the last is the one that counts.
    versions.reverse();
    versions.dedup_by(|older, newer| older.key == newer.key);
    // Reports of the nightly comparison are kept there too.
    versions.retain(|version| !version.delete_marker && !version.key.starts_with("integrity/"));
    versions.reverse();
    let mut delivered = Vec::new();
    for version in versions {
        let lives = PresigningConfig::builder()
            .start_time(cloud.clock.now().into())
            .expires_in(ADDRESS_LIVES)
            .build()?;
        let request = client.get_object().bucket(OUTBOX).key(&version.key).presigned(lives).await?;
        delivered.push(Delivered {
            name: version.key,
            size: version.size,
            sha256: version.sha256,
            url: request.uri().to_owned(),
        });
    }
    Ok(Json(delivered))
}
