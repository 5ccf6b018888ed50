//! Every field wrong in every way: from each route's schema, one thing at a time is made wrong in a
//! call that is accepted as it stands. Whatever comes is refused as the API document declares, the
//! field is named, and nothing is stored.

mod bodies;
mod fields;
mod headers;
mod parameters;
mod sweep;
mod values;

use std::collections::BTreeSet;

use serde_json::json;

use self::sweep::Sweep;
use crate::stage::{Example, Stage, examples};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_has_an_example_that_is_accepted_as_it_stands() {
    let stage = Stage::new().await;
    let all = examples::all(&stage);
    let known: BTreeSet<&str> = all.iter().map(|example| example.function).collect();
    let routes = functions::all().filter(|function| function.route().is_some());
    let missing: Vec<&str> =
        routes.map(|function| function.name).filter(|name| !known.contains(name)).collect();
    assert_eq!(missing, [""; 0], "add an example in tests/stage/examples.rs");
    let mut sweep = Sweep::begin(&stage).await;
    for example in &all {
        sweep.accepts(example).await;
    }
    sweep.end();
}

/// The sweeps, in pieces that run beside each other.
async fn play(chosen: impl Fn(&Example) -> bool) {
    let stage = Stage::new().await;
    let mut sweep = Sweep::begin(&stage).await;
    for example in examples::all(&stage).iter().filter(|example| chosen(example)) {
        fields::play(&mut sweep, example).await;
    }
    sweep.end();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_fields_of_performances_are_refused_and_named() {
    play(|example| example.function == "diverse-performances.create").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_fields_of_changed_performances_are_refused_and_named() {
    // The rules are those of a new one, which plays them for every kind.
    let kind = json!("competition");
    play(|example| {
        let is_kind = example.body.as_ref().is_some_and(|body| body["kind"] == kind);
        example.function == "diverse-performances.update" && is_kind
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_fields_of_accounts_are_refused_and_named() {
    play(is_of_account).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_fields_of_all_other_routes_are_refused_and_named() {
    play(|example| !is_of_account(example) && !example.function.starts_with("diverse-")).await;
}

fn is_of_account(example: &Example) -> bool {
    example.function.starts_with("session.") || example.function.starts_with("account.")
}

/// What is no matter of single fields, once for every route.
async fn play_once(play: impl AsyncFn(&mut Sweep<'_>, &Example)) {
    let stage = Stage::new().await;
    let mut sweep = Sweep::begin(&stage).await;
    for example in &examples::once(&stage) {
        play(&mut sweep, example).await;
    }
    sweep.end();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_is_no_sound_object_is_refused() {
    play_once(bodies::play).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_parameters_are_refused_and_named() {
    play_once(parameters::play).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_headers_are_refused_or_harmless() {
    play_once(headers::play).await;
}
