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
        let session = session(world, username).await;
        let id = session["account"]["id"].as_str().unwrap_or_default().to_owned();
        let token = Mutex::new(token(world, &session));
        Self { world, username: username.to_owned(), id, token }
    }

    /// An access token that is good now.
    pub async fn token(&self) -> String {
        let (held, until) = self.token.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if self.world.clock.now() < until {
            return held;
        }
        let new = token(self.world, &session(self.world, &self.username).await);
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

async fn session(world: &World, username: &str) -> Value {
    let body = json!({ "username": username, "password": PASSWORD });
    world.call("POST", "/api/session", None, Some(body)).await.expect(200)
}

fn token(world: &World, session: &Value) -> (String, Timestamp) {
    let token = session["access_token"].as_str().unwrap_or_default().to_owned();
    let lives = SignedDuration::from_secs(session["expires_in"].as_i64().unwrap_or_default());
    (token, world.clock.now() + lives)
}
