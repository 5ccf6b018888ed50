use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{Answer, PASSWORD, Request, World};

/// Somebody who is signed in, and calls. Where the clock has moved on past the token's life, the
/// next call signs in again.
#[derive(Debug)]
pub struct Actor<'w> {
    world: &'w World,
    /// The user name.
    pub username: String,
    /// The account's id, as the wire prints it.
    pub id: String,
    token: Mutex<(String, Timestamp)>,
}

impl<'w> Actor<'w> {
    /// Signs in.
    pub async fn sign_in(world: &'w World, username: &str) -> Self {
        let (id, token) = session(world, username).await;
        Self { world, username: username.to_owned(), id, token: Mutex::new(token) }
    }

    /// An access token that is good now.
    pub async fn token(&self) -> String {
        let (held, until) = self.token.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if self.world.clock.now() < until {
            return held;
        }
        let (_, new) = session(self.world, &self.username).await;
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = new.clone();
        new.0
    }

    /// A call that is not made yet.
    pub async fn request(&self, method: &'static str, path: &str, body: Option<Value>) -> Request {
        let path = path.replace("{me}", &self.id);
        Request::new(method, &path).bearer(&self.token().await).json(body)
    }

    /// One call.
    pub async fn call(&self, method: &'static str, path: &str, body: Option<Value>) -> Answer {
        self.world.ask(&self.request(method, path, body).await).await
    }

    /// `GET`. `{me}` in a path is the account's id.
    pub async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, None).await
    }

    /// `POST`.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.call("POST", path, Some(body)).await
    }

    /// `PUT`.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.call("PUT", path, Some(body)).await
    }

    /// `DELETE`.
    pub async fn delete(&self, path: &str) -> Answer {
        self.call("DELETE", path, None).await
    }
}

/// Whose session it is, its token and until when that is good.
async fn session(world: &World, username: &str) -> (String, (String, Timestamp)) {
    let now = world.clock.now();
    if let Some(tokens) = &world.tokens {
        let claims = tokens.claims(world, username).await;
        let until = now + SignedDuration::from_mins(9);
        return (claims.actor.account.to_string(), (tokens.token(&claims, now), until));
    }
    let body = json!({ "username": username, "password": PASSWORD });
    let session = world.call("POST", "/api/session", None, Some(body)).await.expect(200);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let lives = SignedDuration::from_secs(session["expires_in"].as_i64().unwrap_or_default());
    (text(&session["account"]["id"]), (text(&session["access_token"]), now + lives))
}
