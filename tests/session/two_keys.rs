//! Two keys of access tokens are good at the same time, while one is replaced by the other.

use std::sync::Arc;

use lambda_http::{Body, Request};
use runtime::{Config, Environment, respond};

use super::browser::Browser;
use crate::support::{PASSWORD, World};

/// Asks for the account, from a function that was deployed so.
async fn ask(world: &World, config: Config, token: &str) -> u16 {
    let function = functions::find("account.show").expect("a function");
    let route = function.route().expect("a route");
    let (clock, ids) = (world.clock.as_clock(), world.clock.ids());
    let sdk = world.cloud().sdk(Some(function));
    let env = Environment::new(function, sdk, config, clock, ids).await.expect("it starts");
    let request: Request = http::Request::get("http://127.0.0.1/api/account")
        .header("authorization", format!("Bearer {token}"))
        .body(Body::Empty)
        .expect("a request");
    respond(function, route, Arc::clone(&env), request).await.status().as_u16()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_are_good_until_the_old_one_is_taken_away() {
    // Two worlds of the same people, each with a key of its own.
    let (old, new) = (World::new().await, World::new().await);
    let before = Browser::new(&old).token("student-1", PASSWORD).await;
    let after = Browser::new(&new).token("student-1", PASSWORD).await;
    let (old_key, new_key) = (old.cloud().config().token_keys, new.cloud().config().token_keys);
    assert_ne!(old_key, new_key);
    let both = old_key.clone().into_iter().chain(new_key.clone()).collect();
    for (keys, first, second) in [(old_key, 200, 401), (both, 200, 200), (new_key, 401, 200)] {
        let config = Config { token_keys: keys, ..old.cloud().config() };
        assert_eq!(ask(&old, config.clone(), &before).await, first);
        assert_eq!(ask(&old, config, &after).await, second);
    }
}
