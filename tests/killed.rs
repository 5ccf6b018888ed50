//! The story over HTTP against the real local system, which is killed (`kill -9`) again and again
//! while it is played: nothing that was acknowledged is missing, and the quota adds up.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::sync::{oneshot, watch};

use crate::{
    process::{Process, free_port},
    story::{self, Answer, Api, Cast, Down, Patient},
    support::log::tells,
};

/// As much as production writes.
fn log() -> [(&'static str, String); 1] {
    [("RUST_LOG", "info".to_owned())]
}

/// The system, and what it is started with.
struct System<'a> {
    data: &'a Path,
    port: u16,
    process: Option<Process>,
}

impl<'a> System<'a> {
    fn start(data: &'a Path, port: u16) -> Self {
        Self { data, port, process: Some(Process::start(data, port, &log())) }
    }

    /// Ends it as a power cut would, and starts it again on the same data.
    fn restart(&mut self) {
        self.process = None;
        self.process = Some(Process::start(self.data, self.port, &log()));
    }
}

/// The API over HTTP.
#[derive(Clone)]
struct Http {
    agent: ureq::Agent,
    origin: String,
    /// How many calls have begun.
    begun: Arc<watch::Sender<usize>>,
}

impl Http {
    fn new(port: u16) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(30)))
            .build();
        let origin = format!("http://127.0.0.1:{port}");
        Self { agent: config.into(), origin, begun: Arc::new(watch::Sender::new(0)) }
    }

    fn send(
        &self,
        method: &str,
        url: &str,
        headers: &[(String, String)],
        body: Vec<u8>,
    ) -> Result<(u16, Vec<u8>), Down> {
        let mut request = http::Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let request = request.body(body).map_err(|_| Down)?;
        let mut response = self.agent.run(request).map_err(|_| Down)?;
        let body = response.body_mut().read_to_vec().map_err(|_| Down)?;
        Ok((response.status().as_u16(), body))
    }

    async fn in_background(
        &self,
        method: &str,
        url: String,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    ) -> Result<(u16, Vec<u8>), Down> {
        self.begun.send_modify(|calls| *calls += 1);
        let (http, method) = (self.clone(), method.to_owned());
        let sent = tokio::task::spawn_blocking(move || http.send(&method, &url, &headers, body));
        sent.await.map_err(|_| Down)?
    }
}

impl Api for Http {
    async fn try_call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
        key: Option<&str>,
    ) -> Result<Answer, Down> {
        let mut headers = Vec::new();
        headers.extend(token.map(|t| ("authorization".to_owned(), format!("Bearer {t}"))));
        headers.extend(key.map(|key| ("idempotency-key".to_owned(), key.to_owned())));
        headers.extend(
            body.iter().map(|_| ("content-type".to_owned(), "application/json".to_owned())),
        );
        let sent = body.map(|body| body.to_string().into_bytes()).unwrap_or_default();
        let url = format!("{}{path}", self.origin);
        let (status, body) = self.in_background(method, url, headers, sent).await?;
        Ok(Answer { status, body: serde_json::from_slice(&body).unwrap_or_default() })
    }

    async fn try_put(&self, url: &str, headers: &Value, bytes: &[u8]) -> Result<u16, Down> {
        let headers = headers.as_object().into_iter().flatten();
        let headers = headers
            .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()));
        let put = self.in_background("PUT", url.to_owned(), headers.collect(), bytes.to_vec());
        Ok(put.await?.0)
    }

    async fn try_fetch(&self, url: &str) -> Result<(u16, Vec<u8>), Down> {
        self.in_background("GET", url.to_owned(), Vec::new(), Vec::new()).await
    }

    async fn settle(&self) {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Waits until the system answers, and reads who can play.
async fn ready(http: &Http) -> Vec<Value> {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(300) {
        if let Ok(answer) = http.try_call("GET", "/_local/accounts", None, None, None).await
            && answer.status == 200
        {
            return answer.body.as_array().cloned().unwrap_or_default();
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("the local system does not get ready");
}

fn cast(accounts: &[Value]) -> Cast {
    let of = |role: &str| {
        let account = accounts.iter().find(|a| a["role"] == role && a["activated"] == true);
        let account = account.unwrap_or_else(|| panic!("no {role} among the accounts"));
        (story::text(account, "/username"), story::text(account, "/password"))
    };
    Cast {
        student: of("student"),
        teacher: of("course_teacher"),
        outcome_submitter: of("outcome_submitter"),
        performance_submitter: of("performance_submitter"),
        semester: "1151",
        year: 115,
    }
}

/// After how many calls the next blow falls.
const CALLS_BETWEEN: usize = 2;
/// How long after the call has begun, in milliseconds: before its work, within it, after it.
const DELAYS: [u64; 7] = [0, 2, 5, 9, 14, 20, 40];

/// Kills the system within every second call, until the story is over. Answers how often.
async fn strike(system: &mut System<'_>, http: &Http, mut over: oneshot::Receiver<()>) -> usize {
    let mut begun = http.begun.subscribe();
    for blow in 0.. {
        let next = *begun.borrow() + CALLS_BETWEEN;
        tokio::select! {
            _ = &mut over => return blow,
            _ = begun.wait_for(|calls| *calls >= next) => {}
        }
        tokio::time::sleep(Duration::from_millis(DELAYS[blow % DELAYS.len()])).await;
        system.restart();
        ready(http).await;
    }
    0
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_story_survives_being_killed_at_any_moment() {
    let data = tempfile::tempdir().expect("a folder");
    let port = free_port();
    let mut system = System::start(data.path(), port);
    let http = Http::new(port);
    let cast = cast(&ready(&http).await);
    let (tell, over) = oneshot::channel();
    let story = async {
        story::play(&Patient(http.clone()), &cast, 1).await;
        drop(tell);
    };
    let (blows, ()) = tokio::join!(strike(&mut system, &http, over), story);
    println!("  the system was killed {blows} times");
    assert!(blows >= 12, "only {blows} blows fell");
    system.restart();
    ready(&http).await;
    let student = story::sign_in(&Patient(http.clone()), &cast.student).await;
    story::add_up(&Patient(http), &student).await;
    tells_nothing(data.path(), &cast);
}

/// What the system wrote on the way, between its other output, tells nobody's name or password.
fn tells_nothing(data: &Path, cast: &Cast) {
    let people = [&cast.student, &cast.teacher, &cast.outcome_submitter];
    let secrets =
        people.into_iter().flat_map(|(name, word)| [name.clone(), word.clone()]).collect();
    let output = std::fs::read_to_string(data.join("output.log")).expect("the log");
    let lines = output.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let lines: Vec<Value> = lines.filter(|line| line["level"].is_string()).collect();
    assert!(!lines.is_empty(), "it writes no log");
    for line in lines {
        assert_eq!(tells(&line, &secrets), None, "{line}");
    }
}
