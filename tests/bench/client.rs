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

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The JSON.
    pub body: Value,
    /// When to come again, where the answer says so.
    pub retry_after: Option<Duration>,
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
        let answer = self.try_answer(method, path, who, body)?;
        Some((answer.status, answer.body))
    }

    /// The same with the time after which to come again.
    pub fn try_answer(
        &self,
        method: &str,
        path: &str,
        who: Option<&Student>,
        body: Option<Value>,
    ) -> Option<Answer> {
        let mut request =
            http::Request::builder().method(method).uri(format!("{}{path}", self.origin));
        if let Some(who) = who {
            request = request.header("authorization", format!("Bearer {}", who.token));
        }
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let request = request.header("content-type", "application/json").body(body).ok()?;
        let mut response = self.agent.run(request).ok()?;
        let text = response.body_mut().read_to_string().ok()?;
        let header = response.headers().get("retry-after");
        let seconds = header.and_then(|value| value.to_str().ok()?.parse().ok());
        Some(Answer {
            status: response.status().as_u16(),
            body: serde_json::from_str(&text).unwrap_or_default(),
            retry_after: seconds.map(Duration::from_secs),
        })
    }

    /// One call, which is made again whenever it is put off, and must succeed then.
    pub fn call_in_time(&self, method: &str, path: &str, who: &Student, body: &Value) -> Value {
        loop {
            let body = Some(body.clone()).filter(|body| !body.is_null());
            let answer = self.try_answer(method, path, Some(who), body).expect("an answer");
            match answer.retry_after {
                Some(wait) => std::thread::sleep(wait),
                None if answer.status < 300 => return answer.body,
                None => panic!("{method} {path}: {} {:#}", answer.status, answer.body),
            }
        }
    }

    /// How many performances a student has.
    pub fn performances(&self, who: &Student) -> usize {
        let path = format!("/api/students/{}/diverse-performances", who.id);
        let listed = self.call_in_time("GET", &path, who, &Value::Null);
        listed["items"].as_array().map_or(0, Vec::len)
    }

    /// That a student's space is what the stored files take, and nothing is under way.
    pub fn adds_up(&self, who: &Student) {
        let (mut stored, mut next) = (0, Value::Null);
        loop {
            let after = next.as_str().map(|next| format!("?cursor={next}")).unwrap_or_default();
            let page = self.call_in_time("GET", &format!("/api/files{after}"), who, &Value::Null);
            let files = page["items"].as_array().into_iter().flatten();
            let files = files.filter(|file| file["state"] == "stored");
            stored += files.filter_map(|file| file["size"].as_u64()).sum::<u64>();
            next = page["next"].clone();
            if next.is_null() {
                break;
            }
        }
        let account = self.call_in_time("GET", "/api/account", who, &Value::Null);
        assert_eq!(account["quota"]["used_bytes"], stored, "{account:#}");
        assert_eq!(account["quota"]["pending_bytes"], 0, "{account:#}");
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
