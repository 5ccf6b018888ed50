use serde_json::{Value, json};

use super::roster::{OUTCOMES, PERFORMANCES, clerk, outcome_clerk, selected_performance};
use crate::support::{
    World,
    items::{BATCHES, batch_path, delivered, open_batch, text},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_key_opens_the_same_batch_and_no_second_is_under_way() {
    let world = World::new().await;
    let clerk = clerk(&world).await;
    let open = async |key: &str| {
        let body = json!({ "year": 115, "roster": PERFORMANCES });
        let request = clerk.request("POST", BATCHES, Some(body)).await;
        world.ask(&request.header("idempotency-key", key)).await
    };
    let first = open("one").await.expect(202);
    assert_eq!(open("one").await.expect(202), first);
    open("two").await.refused(409, "submission.already_open");
    for key in ["一", &"x".repeat(201)] {
        let refused = open(key).await.refused(422, "input.invalid");
        assert_eq!(refused["fields"][0]["field"], "Idempotency-Key");
    }
    let listed = clerk.get(BATCHES).await.expect(200);
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_clerks_who_open_at_once_end_with_one_batch() {
    let world = World::new().await;
    let (one, other) = (clerk(&world).await, clerk(&world).await);
    let body = || json!({ "year": 115, "roster": PERFORMANCES });
    let (first, second) = tokio::join!(one.post(BATCHES, body()), other.post(BATCHES, body()));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [202, 409]);
    let listed = one.get(BATCHES).await.expect(200);
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_rosters_are_under_way_at_once_and_each_clerk_sees_one() {
    let world = World::new().await;
    let (clerk, outcome_clerk) = (clerk(&world).await, outcome_clerk(&world).await);
    let performances = open_batch(&clerk, PERFORMANCES).await;
    let outcomes = open_batch(&outcome_clerk, OUTCOMES).await;
    for (who, own, others) in
        [(&clerk, &performances, &outcomes), (&outcome_clerk, &outcomes, &performances)]
    {
        let listed = who.get(BATCHES).await.expect(200);
        let ids: Vec<String> =
            listed["items"].as_array().into_iter().flatten().map(|it| text(it, "id")).collect();
        assert_eq!(ids, [text(own, "id")]);
        let roster = text(others, "roster");
        let body = json!({ "year": 115, "roster": roster });
        who.post(BATCHES, body).await.refused(403, "forbidden");
        let path = batch_path(others);
        who.get(&path).await.refused(403, "forbidden");
        who.get(&format!("{path}/items")).await.refused(403, "forbidden");
        let version = json!({ "version": 1 });
        who.post(&format!("{path}/freeze"), version).await.refused(403, "forbidden");
        let file = json!({ "file_id": "fil_1" });
        who.post(&format!("{path}/receipts"), file).await.refused(403, "forbidden");
    }
}

/// The problems of an open batch, by their codes.
fn codes(batch: &Value) -> Vec<String> {
    batch["problems"].as_array().into_iter().flatten().map(|it| text(it, "code")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_roster_is_not_ready_and_says_so_in_words() {
    let world = World::new().await;
    let clerk = clerk(&world).await;
    let batch = open_batch(&clerk, PERFORMANCES).await;
    assert_eq!(codes(&batch), ["precheck.nothing_selected"]);
    assert_eq!(text(&batch["problems"][0], "message"), "沒有任何學生勾選資料，無可提交。");
    assert_eq!(batch["problems"][0]["forbids"], true);
    let path = format!("{}/freeze", batch_path(&batch));
    let refused = clerk.post(&path, json!({ "version": 1 })).await;
    let refused = refused.refused(409, "submission.not_ready");
    assert_eq!(refused["problems"], 1);
    // What a student selects meanwhile is seen at the next look.
    let performance = selected_performance(&world, "student-1", 10).await;
    let shown = clerk.get(&batch_path(&batch)).await.expect(200);
    assert_eq!((codes(&shown), &shown["counts"]["items"]), (Vec::new(), &json!(1)));
    assert_eq!(shown["counts"]["files"], 2);
    clerk.post(&path, json!({ "version": 1 })).await.expect(202);
    world.drain().await;
    let rows = clerk.get(&format!("{}/items", batch_path(&batch))).await.expect(200);
    assert_eq!(rows["items"][0]["item_id"], performance["id"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_sent_is_sent_once() {
    let world = World::new().await;
    selected_performance(&world, "student-1", 10).await;
    let clerk = clerk(&world).await;
    delivered(&world, &clerk, PERFORMANCES).await;
    let body = json!({ "year": 115, "roster": PERFORMANCES });
    clerk.post(BATCHES, body).await.refused(409, "submission.already_open");
}
