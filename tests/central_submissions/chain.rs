use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Value, json};

use super::{
    freezing::{freeze, others_are_done},
    outbox::{delivered_files, ending},
    roster::{OUTCOMES, PERFORMANCES, clerk, outcome_clerk, selected_performance},
};
use crate::support::{
    Actor, Held, World,
    items::{batch_path, certified, delivered, open_batch, select, text},
};

/// What is signed of a batch, written by hand.
fn signed(batch: &Value, sequence: u64, previous: Option<&str>) -> String {
    let previous = previous.map_or("null".to_owned(), |root| format!("\"{root}\""));
    format!(
        "{{\"previous_root\":{previous},\"purpose\":\"portfolio.central_submission.v1\",\
         \"root\":\"{}\",\"roster\":\"{}\",\"school\":\"353301\",\"sequence\":{sequence},\
         \"year\":115}}",
        text(batch, "root"),
        text(batch, "roster"),
    )
}

/// A student who selected in both rosters, and who submits the one and the other.
async fn both_clerks(world: &World) -> [Actor<'_>; 2] {
    selected_performance(world, "student-1", 10).await;
    let student = world.student("student-1").await;
    let outcome = certified(world, &student).await;
    select(&student, OUTCOMES, &[&outcome]).await;
    [clerk(world).await, outcome_clerk(world).await]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_batches_of_a_school_form_a_chain_that_anybody_can_verify() {
    let world = World::new().await;
    let [performances, outcomes] = both_clerks(&world).await;
    let first = delivered(&world, &performances, PERFORMANCES).await;
    let second = delivered(&world, &outcomes, OUTCOMES).await;
    let keys = world.call("GET", "/api/receipt-keys", None, None).await.expect(200);
    let root = text(&first, "root");
    for (batch, sequence, previous) in [(&first, 1, None), (&second, 2, Some(root.as_str()))] {
        assert_eq!(batch["sequence"], sequence);
        assert_eq!(batch["previous_root"], json!(previous));
        let files = delivered_files(&world, batch);
        let paper: Value = serde_json::from_slice(ending(&files, "_signature.json")).expect("JSON");
        assert_eq!(paper["signed"], signed(batch, sequence, previous));
        assert_eq!(paper["signature"], batch["signature"]["signature"]);
        let of = |key: &&Value| key["key_id"] == paper["key_id"];
        let key = keys["keys"].as_array().and_then(|keys| keys.iter().find(of));
        let key = BASE64.decode(text(key.expect("published"), "public_key")).expect("base64");
        let signature = BASE64.decode(text(&paper, "signature")).expect("base64");
        let key = UnparsedPublicKey::new(&ED25519, key);
        key.verify(signed(batch, sequence, previous).as_bytes(), &signature).expect("the city's");
        let another = signed(batch, sequence + 1, previous);
        assert!(key.verify(another.as_bytes(), &signature).is_err());
    }
}

/// Two rosters are signed at the same time: the chain has both, one after the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_rosters_at_once_do_not_fork_the_chain() {
    let world = World::new().await;
    let [performances, outcomes] = both_clerks(&world).await;
    let (one, other) = tokio::join!(
        delivered(&world, &performances, PERFORMANCES),
        delivered(&world, &outcomes, OUTCOMES),
    );
    let mut both = [&one, &other];
    both.sort_by_key(|batch| batch["sequence"].as_u64());
    assert_eq!(both.map(|batch| batch["state"].as_str()), [Some("acknowledged"); 2]);
    assert_eq!(both.map(|batch| batch["sequence"].as_u64()), [Some(1), Some(2)]);
    assert_eq!(both[1]["previous_root"], both[0]["root"]);
}

/// Another roster is signed while this one is about to be: it is the link before.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_is_signed_meanwhile_is_the_link_before() {
    let world = World::new().await;
    let [performances, outcomes] = both_clerks(&world).await;
    let batch = open_batch(&performances, PERFORMANCES).await;
    freeze(&performances, &batch, 1).await.expect(202);
    // The first transaction freezes the only student, the second signs.
    let work = "central-submissions.work";
    let held = Held::before_number(2, &world, work, "TransactWriteItems");
    let overtaking = held.meanwhile(async {
        let other = open_batch(&outcomes, OUTCOMES).await;
        freeze(&outcomes, &other, 1).await.expect(202);
        others_are_done(&world).await;
        let signed = outcomes.get(&batch_path(&other)).await.expect(200);
        assert_eq!((&signed["state"], &signed["sequence"]), (&json!("acknowledged"), &json!(1)));
    });
    tokio::join!(world.drain(), overtaking);
    let signed = performances.get(&batch_path(&batch)).await.expect(200);
    assert_eq!((&signed["state"], &signed["sequence"]), (&json!("acknowledged"), &json!(2)));
}
