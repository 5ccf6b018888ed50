use serde_json::json;

use crate::{stage::Stage, support::Table};

/// Which roster is opened stands in the body alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_submitter_opens_the_own_roster_alone() {
    let stage = Stage::new().await;
    let before = Table::read(&stage.world).await;
    let path = format!("/api/schools/{}/central-submissions", stage.ours.code);
    for (who, roster, status) in [
        ("outcome-submitter", "diverse_performances", 403),
        ("performance-submitter", "learning_outcomes", 403),
        ("outcome-submitter", "learning_outcomes", 202),
        ("performance-submitter", "diverse_performances", 202),
    ] {
        let body = json!({ "year": 113, "roster": roster }).to_string();
        let headers = stage.headers(Some(who));
        let answer = stage.world.send("POST", &path, headers, body.into()).await;
        assert_eq!(answer.status, status, "{who} {roster}: {}", answer.body);
        if status == 403 {
            let now = Table::read(&stage.world).await;
            assert_eq!(before.differences(&now), [""; 0], "{who} {roster}");
        }
    }
}
