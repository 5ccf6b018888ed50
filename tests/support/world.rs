use std::{
    path::PathBuf,
    sync::{Arc, atomic::AtomicU64},
};

use bytes::Bytes;
use http::{HeaderMap, HeaderName};
use local::{
    cloud::{Cloud, Count, Letter, Settings},
    gateway::{Api, ApiRequest, Limits},
    lambda::Lambda,
    system::System,
};
use runtime::{Clock, Function};
use serde_json::Value;

use super::{Actor, Answer, Log, Request, TestClock, Tokens, fixture, routes};

/// Where the system says that it is, unless a test says otherwise.
const ORIGIN: &str = "http://127.0.0.1:8787";

/// The whole system, with two small schools in it. A clone is the same one.
#[derive(Debug, Clone)]
pub struct World {
    /// The system.
    pub system: Arc<System>,
    /// Its clock.
    pub clock: TestClock,
    /// What it writes into its log.
    pub log: Arc<Log>,
    /// The number of the next upload; smaller ones are the tests' own.
    pub(super) uploads: Arc<AtomicU64>,
    /// What calls its functions.
    pub lambda: Arc<Lambda>,
    /// What people sign in with where hashing passwords would take too long; none where they sign in
    /// as they do everywhere.
    pub tokens: Option<Tokens>,
    api: Arc<Api>,
}

impl World {
    /// A new one, in memory.
    pub async fn new() -> Self {
        Self::with_functions(&[]).await
    }

    /// One behind this address.
    pub async fn at(origin: &str) -> Self {
        Self::empty(&[], origin, None, Limits::NONE).filled().await
    }

    /// One that has functions beside those of the registry.
    pub async fn with_functions(more: &[&'static Function]) -> Self {
        Self::empty(more, ORIGIN, None, Limits::NONE).filled().await
    }

    /// One that delivers its submissions by HTTP to this address.
    pub async fn delivering_to(url: String) -> Self {
        Self::empty(&[], ORIGIN, Some(url), Limits::NONE).filled().await
    }

    /// One that takes no more than this.
    pub async fn limited(limits: Limits) -> Self {
        Self::empty(&[], ORIGIN, None, limits).filled().await
    }

    /// An empty one in this folder, with the keys that lie there, if some do.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self::made(Some(folder), &[], ORIGIN, None, Limits::NONE)
    }

    /// The same with the schools in it.
    pub async fn filled(self) -> Self {
        fixture::write(&self).await;
        self
    }

    fn empty(
        more: &[&'static Function],
        origin: &str,
        delivery_url: Option<String>,
        limits: Limits,
    ) -> Self {
        Self::made(None, more, origin, delivery_url, limits)
    }

    fn made(
        data_dir: Option<PathBuf>,
        more: &[&'static Function],
        origin: &str,
        delivery_url: Option<String>,
        limits: Limits,
    ) -> Self {
        let clock = TestClock::new();
        let settings = Settings {
            data_dir,
            origin: origin.to_owned(),
            delivery_url,
            functions: functions::all().chain(more.iter().copied()).collect(),
            limits,
            ..Self::settings(&clock)
        };
        Self::open(clock, settings)
    }

    fn settings(clock: &TestClock) -> Settings {
        Settings {
            data_dir: None,
            origin: ORIGIN.to_owned(),
            delivery_url: None,
            clock: clock.as_clock(),
            ids: clock.ids(),
            functions: functions::all().collect(),
            limits: Limits::NONE,
            one_thread: false,
            seed: None,
        }
    }

    fn open(clock: TestClock, settings: Settings) -> Self {
        #[cfg(feature = "mutants")]
        super::broken::begin();
        let log = Arc::new(Log::begin());
        let system = System::open(settings).expect("the system opens");
        let (lambda, api) = (system.lambda().clone(), system.api().clone());
        let (system, uploads) = (Arc::new(system), Arc::new(AtomicU64::new(1000)));
        Self { system, clock, log, uploads, lambda, tokens: None, api }
    }

    /// One that does everything in the caller's thread and sleeps by the caller's clock: the same
    /// seed and the same steps end in the same world.
    pub async fn repeatable(seed: u64, clock: TestClock, sleeping: Clock) -> Self {
        let settings = Settings {
            clock: sleeping,
            one_thread: true,
            seed: Some(seed),
            ..Self::settings(&clock)
        };
        let world = Self::open(clock, settings).filled().await;
        let tokens = Tokens::of(&world).await;
        Self { tokens: Some(tokens), ..world }
    }

    /// The same world, whose functions have not begun yet: each makes anew what it stands on.
    pub fn cold(&self) -> Self {
        let lambda = Lambda::new(self.cloud().clone());
        Self { api: Api::new(lambda.clone()), lambda, ..self.clone() }
    }

    /// What calls functions that have not begun yet.
    pub fn cold_lambda(&self) -> Arc<Lambda> {
        Lambda::new(self.cloud().clone())
    }

    /// The cloud under it.
    pub fn cloud(&self) -> &Arc<Cloud> {
        self.system.cloud()
    }

    /// One call of the API, through the gateway's own way into a function.
    pub async fn call(
        &self,
        method: &'static str,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> Answer {
        let request = Request::new(method, path).json(body);
        let request = token.into_iter().fold(request, |request, token| request.bearer(token));
        self.ask(&request).await
    }

    /// The same, put together before.
    pub async fn ask(&self, request: &Request) -> Answer {
        let Request { method, path, headers, body } = request.clone();
        self.send(method, &path, headers, body).await
    }

    /// The same with headers and bytes of the caller's. A refusal that its route does not declare
    /// is a failure of every journey.
    pub async fn send(&self, method: &str, path: &str, headers: HeaderMap, body: Bytes) -> Answer {
        self.send_from("127.0.0.1", method, path, headers, body).await
    }

    /// The same from another network.
    pub async fn send_from(
        &self,
        address: &str,
        method: &str,
        path: &str,
        headers: HeaderMap,
        body: Bytes,
    ) -> Answer {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        self.log.keep_headers(&headers);
        self.log.keep_body(&serde_json::from_slice(&body).unwrap_or_default());
        let request = ApiRequest {
            method: method.parse().expect("a method"),
            path: path.to_owned(),
            query: query.to_owned(),
            headers,
            body,
            source_ip: address.to_owned(),
        };
        let function = routes::function_of(method, path);
        // Boxed, since the types of long journeys nest too deep otherwise.
        let answer: Answer = Box::pin(self.api.call(request)).await.into();
        self.log.keep_headers(&answer.headers);
        self.log.keep_body(&answer.body);
        if let Some(function) = function.filter(|_| answer.status >= 400) {
            let shed = answer.code() == "too_many_requests";
            let declared = shed || function.codes().contains(&answer.code());
            assert!(declared, "{} does not declare {:#}", function.name, answer.body);
        }
        answer
    }

    /// Sends bytes to a signed address, as a browser does: the length is the true one.
    pub async fn put(&self, url: &str, headers: &Value, bytes: impl Into<Bytes>) -> Answer {
        let bytes = bytes.into();
        let mut request = http::Request::put(url).header("content-length", bytes.len());
        for (name, value) in headers.as_object().into_iter().flatten() {
            let name: HeaderName = name.parse().expect("a header's name");
            request = request.header(name, value.as_str().unwrap_or_default());
        }
        self.cloud().s3.call(request.body(bytes).expect("a request")).await.into()
    }

    /// Fetches from a signed address.
    pub async fn fetch(&self, url: &str) -> (u16, Bytes) {
        let request = http::Request::get(url).body(Bytes::new()).expect("a request");
        let response = self.cloud().s3.call(request).await;
        (response.status().as_u16(), response.into_body())
    }

    /// Works through the queues, and waits for the replica. A message that failed waits for its
    /// pause, which ends by the clock.
    pub async fn drain(&self) {
        self.system.lambda().drain().await;
        self.cloud().s3.replicated().await;
    }

    /// Runs what is due at a moment, written as RFC 3339, and all that follows from it. The clock
    /// stays where it is. What failed is a failure of the test.
    pub async fn tick(&self, at: &str) {
        let failed = self.system.scheduler().tick(at.parse().expect("RFC 3339")).await;
        assert_eq!(failed, [""; 0], "schedules failed");
    }

    /// Every letter, the oldest first.
    pub fn mailbox(&self) -> Vec<Letter> {
        self.cloud().mailbox.letters()
    }

    /// What a function called since the counts were last cleared.
    pub fn calls_of(&self, function: &str) -> Count {
        self.cloud().calls.of(function)
    }

    /// A student of the first school: `student-1` to `student-4`; of the second, `other-student`.
    pub async fn student(&self, username: &str) -> Actor<'_> {
        Actor::sign_in(self, username).await
    }

    /// A teacher, or anybody else of a school's staff; see the fixture.
    pub async fn teacher(&self, username: &str) -> Actor<'_> {
        Actor::sign_in(self, username).await
    }
}
