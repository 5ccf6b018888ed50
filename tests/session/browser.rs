use std::sync::{Mutex, PoisonError};

use http::{HeaderMap, HeaderValue, header};
use serde_json::{Value, json};

use crate::support::{Answer, World, items::text};

/// Somebody's browser: it keeps the cookie, and names the page's origin.
#[derive(Debug)]
pub struct Browser<'w> {
    world: &'w World,
    /// Where it is.
    pub address: String,
    /// The page that calls; none for a program that is no browser.
    pub origin: Option<&'static str>,
    cookie: Mutex<Option<String>>,
}

impl<'w> Browser<'w> {
    /// On our page.
    pub fn new(world: &'w World) -> Self {
        Self::at(world, "192.0.2.1")
    }

    /// On our page, from that address.
    pub fn at(world: &'w World, address: &str) -> Self {
        let origin = Some("http://127.0.0.1:8787");
        Self { world, address: address.to_owned(), origin, cookie: Mutex::default() }
    }

    /// The same browser on another page.
    pub fn on(&self, origin: Option<&'static str>) -> Self {
        let browser = Self { origin, ..Self::at(self.world, &self.address) };
        browser.keep(self.cookie());
        browser
    }

    /// A copy that has this cookie, as another tab or a thief has it.
    pub fn with(&self, cookie: Option<String>) -> Self {
        let browser = self.on(self.origin);
        browser.keep(cookie);
        browser
    }

    /// The cookie that it keeps, `name=value`.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, cookie: Option<String>) {
        *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) = cookie;
    }

    /// One call. A cookie that is set is kept, one that is removed forgotten.
    pub async fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> Answer {
        let mut headers = HeaderMap::new();
        let value = |text: &str| HeaderValue::from_str(text).expect("a header");
        if let Some(token) = token {
            headers.insert(header::AUTHORIZATION, value(&format!("Bearer {token}")));
        }
        if let Some(origin) = self.origin {
            headers.insert(header::ORIGIN, value(origin));
        }
        if let Some(cookie) = self.cookie() {
            headers.insert(header::COOKIE, value(&cookie));
        }
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let answer = self.world.send_from(&self.address, method, path, headers, body.into()).await;
        let set = answer.header("set-cookie");
        if !set.is_empty() {
            let pair = set.split(';').next().unwrap_or_default();
            self.keep((!pair.ends_with('=')).then(|| pair.to_owned()));
        }
        answer
    }

    /// Signs in.
    pub async fn sign_in(&self, username: &str, password: &str) -> Answer {
        let body = json!({ "username": username, "password": password });
        self.call("POST", "/api/session", None, Some(body)).await
    }

    /// Signs in, and answers the access token.
    pub async fn token(&self, username: &str, password: &str) -> String {
        text(&self.sign_in(username, password).await.expect(200), "access_token")
    }

    /// Asks for a new access token.
    pub async fn refresh(&self) -> Answer {
        self.call("POST", "/api/session/refresh", None, None).await
    }

    /// Signs out.
    pub async fn sign_out(&self) -> Answer {
        self.call("DELETE", "/api/session", None, None).await
    }

    /// Chooses the first name and password.
    pub async fn activate(&self, token: &str, username: &str, password: &str) -> Answer {
        let body = json!({ "username": username, "password": password });
        self.call("POST", "/api/session/activation", Some(token), Some(body)).await
    }

    /// Changes the password.
    pub async fn change_password(&self, token: &str, current: &str, new: &str) -> Answer {
        let body = json!({ "current_password": current, "new_password": new });
        self.call("PUT", "/api/account/password", Some(token), Some(body)).await
    }

    /// Looks at one's own account.
    pub async fn account(&self, token: &str) -> Answer {
        self.call("GET", "/api/account", Some(token), None).await
    }
}
