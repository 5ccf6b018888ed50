use std::time::Duration;

use serde_json::{Value, json};

/// The API over HTTP, on connections that stay open.
#[derive(Debug, Clone)]
pub struct Client {
    agent: ureq::Agent,
    origin: String,
}

/// Somebody of the demonstration schools.
#[derive(Debug, Clone)]
pub struct Account {
    /// The role's name.
    pub role: String,
    /// The user name.
    pub username: String,
    /// The password.
    pub password: String,
}

/// A student who is signed in.
#[derive(Debug)]
pub struct Student {
    /// The account's id.
    pub id: String,
    token: String,
}

impl Client {
    /// Of the system at this port.
    pub fn new(port: u16) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_idle_connections(64)
            .max_idle_connections_per_host(64)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Self { agent: config.into(), origin: format!("http://127.0.0.1:{port}") }
    }

    /// One call; none where nobody answers.
    pub fn try_call(
        &self,
        method: &str,
        path: &str,
        who: Option<&Student>,
        body: Option<Value>,
    ) -> Option<(u16, Value)> {
        let mut request =
            http::Request::builder().method(method).uri(format!("{}{path}", self.origin));
        if let Some(who) = who {
            request = request.header("authorization", format!("Bearer {}", who.token));
        }
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let request = request.header("content-type", "application/json").body(body).ok()?;
        let mut response = self.agent.run(request).ok()?;
        let text = response.body_mut().read_to_string().ok()?;
        Some((response.status().as_u16(), serde_json::from_str(&text).unwrap_or_default()))
    }

    /// One call, which must succeed.
    pub fn call(&self, method: &str, path: &str, who: &Student, body: Option<Value>) -> Value {
        let (status, body) = self.try_call(method, path, Some(who), body).expect("an answer");
        assert!(status < 300, "{method} {path}: {status} {body:#}");
        body
    }

    /// Sends bytes to a signed address.
    pub fn put(&self, upload: &Value, bytes: &[u8]) {
        let mut request = http::Request::put(upload["url"].as_str().expect("an address"));
        for (name, value) in upload["headers"].as_object().into_iter().flatten() {
            request = request.header(name, value.as_str().unwrap_or_default());
        }
        let request = request.body(bytes.to_vec()).expect("a request");
        let response = self.agent.run(request).expect("an answer");
        assert_eq!(response.status(), 200);
    }

    /// Waits until the system is ready. Answers those of its accounts that are activated.
    pub fn accounts(&self) -> Vec<Account> {
        let listed = loop {
            match self.try_call("GET", "/_local/accounts", None, None) {
                Some((200, listed)) => break listed,
                _ => std::thread::sleep(Duration::from_millis(100)),
            }
        };
        let text = |account: &Value, name: &str| account[name].as_str().unwrap_or("").to_owned();
        let activated = listed.as_array().into_iter().flatten().filter(|a| a["activated"] == true);
        let account = |account: &Value| Account {
            role: text(account, "role"),
            username: text(account, "username"),
            password: text(account, "password"),
        };
        activated.map(account).collect()
    }

    /// Tries to sign in. Answers the status and the session.
    pub fn sign_in(&self, username: &str, password: &str) -> (u16, Value) {
        let body = json!({ "username": username, "password": password });
        self.try_call("POST", "/api/session", None, Some(body)).expect("an answer")
    }

    /// Signs in as many students as act at once.
    pub fn sign_in_all(&self, accounts: &[Account]) -> Vec<Student> {
        let students = accounts.iter().filter(|account| account.role == "student");
        let at_most = super::AT_ONCE.into_iter().max().unwrap_or_default();
        let signed = students.take(at_most).map(|account| {
            let (status, session) = self.sign_in(&account.username, &account.password);
            assert_eq!(status, 200, "{session:#}");
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            Student { id: text(&session["account"]["id"]), token: text(&session["access_token"]) }
        });
        signed.collect()
    }
}
