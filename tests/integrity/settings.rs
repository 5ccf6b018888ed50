//! Every setting that protects less than the template says is in the report of the next night, and
//! gone from it once it is mended.

use bytes::Bytes;
use jiff::SignedDuration;
use local::{
    cloud::{OUTBOX, REPLICA, TABLE, VAULT},
    s3::Configured,
};
use serde_json::{Value, json};

use super::night::{next_night, stored};
use crate::support::World;

async fn dynamo(world: &World, operation: &str, mut request: Value) {
    request["TableName"] = json!(TABLE);
    let body = Bytes::from(request.to_string());
    let (answer, _) = world.cloud().dynamo.answer(operation, &body, "settings").await;
    assert!(answer.status().is_success(), "{operation}: {answer:?}");
}

/// Weakens something, or mends it, and says what the report calls it.
async fn set(world: &World, weakness: &str, weak: bool) {
    let s3 = &world.cloud().s3;
    let configure = |bucket: &str, change: &dyn Fn(&mut Configured)| {
        assert!(s3.misconfigure(bucket, change), "{bucket}");
    };
    let bucket = match weakness.split_once(' ').map(|(place, _)| place) {
        Some("vault") => VAULT,
        Some("replica") => REPLICA,
        _ => OUTBOX,
    };
    match weakness.split_once(' ').map(|(_, what)| what).unwrap_or_default() {
        "versioning_off" => assert!(s3.keep_versions(bucket, !weak)),
        "object_lock_off" => configure(bucket, &|set| set.object_lock = !weak),
        "replication_off" => configure(bucket, &|set| set.replicates = !weak),
        "copies_deletions" => configure(bucket, &|set| set.replicates_markers = weak),
        "expires" => {
            let age = weak.then(|| SignedDuration::from_hours(24 * 3650));
            configure(bucket, &|set| set.expire_after = age);
        }
        "public_access" => configure(bucket, &|set| set.closed = !weak),
        "no_point_in_time_recovery" => {
            let specification = json!({ "PointInTimeRecoveryEnabled": !weak });
            let request = json!({ "PointInTimeRecoverySpecification": specification });
            dynamo(world, "UpdateContinuousBackups", request).await;
        }
        "short_recovery" => {
            let days = if weak { 34 } else { 35 };
            let specification =
                json!({ "PointInTimeRecoveryEnabled": true, "RecoveryPeriodInDays": days });
            let request = json!({ "PointInTimeRecoverySpecification": specification });
            dynamo(world, "UpdateContinuousBackups", request).await;
        }
        "expires_otherwise" => {
            let (old, new) = if weak { ("ttl", "version") } else { ("version", "ttl") };
            for (name, enabled) in [(old, false), (new, true)] {
                let specification = json!({ "AttributeName": name, "Enabled": enabled });
                let request = json!({ "TimeToLiveSpecification": specification });
                dynamo(world, "UpdateTimeToLive", request).await;
            }
        }
        "no_deletion_protection" => {
            let request = json!({ "DeletionProtectionEnabled": !weak });
            dynamo(world, "UpdateTable", request).await;
        }
        other => panic!("{other} cannot be set"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_weaker_setting_is_in_the_report_of_the_next_night() {
    let world = World::new().await;
    let student = world.student("student-1").await;
    stored(&world, &student, 1).await;
    assert!(next_night(&world).await.is_sound());
    for weakness in [
        "vault versioning_off",
        "vault object_lock_off",
        "vault replication_off",
        "vault copies_deletions",
        "vault expires",
        "vault public_access",
        "replica versioning_off",
        "replica object_lock_off",
        "replica expires",
        "replica public_access",
        "outbox versioning_off",
        "outbox expires",
        "outbox public_access",
        "table no_point_in_time_recovery",
        "table short_recovery",
        "table expires_otherwise",
        "table no_deletion_protection",
    ] {
        set(&world, weakness, true).await;
        let night = next_night(&world).await;
        assert_eq!(night.weaknesses(), [weakness]);
        assert!(!night.is_sound(), "{weakness}");
        set(&world, weakness, false).await;
    }
    assert!(next_night(&world).await.is_sound());
}
