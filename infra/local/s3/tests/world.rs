//! An S3 of three buckets, an SDK client on it without a network, and a clock to turn.

use std::{
    fmt,
    path::Path,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use aws_credential_types::Credentials;
use aws_sdk_s3::{
    Client,
    config::{BehaviorVersion, Region, retry::RetryConfig},
    error::{ProvideErrorMetadata, SdkError},
    presigning::{PresignedRequest, PresigningConfig},
};
use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::{
    client::{
        http::{
            HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings,
            SharedHttpConnector,
        },
        orchestrator::{HttpRequest, HttpResponse},
        result::ConnectorError,
        runtime_components::RuntimeComponents,
    },
    http::StatusCode,
};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp};

use super::super::{BucketSettings, CorsRule, Credential, ObjectCreated, S3, Settings};

/// The only bucket that browsers may write to.
pub const STAGING: &str = "staging";
/// Keeps versions, knows holds, and is replicated.
pub const VAULT: &str = "vault";
/// The vault's replica.
pub const REPLICA: &str = "replica";
/// May do everything but what a test forbids.
pub const KEY: &str = "AKLOCAL";

/// What a test holds.
pub struct World {
    pub s3: S3,
    pub client: Client,
    pub events: Arc<Mutex<Vec<ObjectCreated>>>,
    /// Actions that the key may not do.
    pub forbidden: Arc<Mutex<Vec<&'static str>>>,
    now: Arc<Mutex<Timestamp>>,
}

impl World {
    /// In memory.
    pub fn new() -> Self {
        Self::open(None)
    }

    /// In a folder, if there is one. Years ago by the machine's clock.
    pub fn open(root: Option<&Path>) -> Self {
        let start: Timestamp = "2019-09-02T00:00:00Z".parse().expect("a time");
        let now = Arc::new(Mutex::new(start));
        let events: Arc<Mutex<Vec<ObjectCreated>>> = Arc::default();
        let forbidden: Arc<Mutex<Vec<&'static str>>> = Arc::default();
        let (clock, heard, rules) = (Arc::clone(&now), Arc::clone(&events), Arc::clone(&forbidden));
        let s3 = S3::open(Settings {
            root: root.map(Path::to_owned),
            buckets: buckets(),
            credentials: vec![Credential {
                access_key: KEY.into(),
                secret_key: "a secret of the tests".into(),
            }],
            clock: Arc::new(move || *clock.lock().expect("a clock")),
            authority: Arc::new(move |_, action, _| {
                !rules.lock().expect("rules").contains(&action)
            }),
            created: Arc::new(move |event| heard.lock().expect("events").push(event)),
            one_thread: false,
        })
        .expect("an S3");
        let client = client(&s3, &now);
        Self { s3, client, events, forbidden, now }
    }

    pub fn now(&self) -> Timestamp {
        *self.now.lock().expect("a clock")
    }

    pub fn pass(&self, time: SignedDuration) {
        *self.now.lock().expect("a clock") += time;
    }

    /// For a presigned URL that lives ten minutes from now on.
    pub fn ten_minutes(&self) -> PresigningConfig {
        let config = PresigningConfig::builder().start_time(self.now().into());
        config.expires_in(Duration::from_secs(600)).build().expect("a life")
    }

    pub fn forbid(&self, action: &'static str) {
        self.forbidden.lock().expect("rules").push(action);
    }

    /// Puts bytes, and answers the version id.
    pub async fn put(&self, bucket: &str, key: &str, bytes: &'static [u8]) -> Option<String> {
        let put = self.client.put_object().bucket(bucket).key(key);
        put.body(Bytes::from_static(bytes).into()).send().await.expect("a put").version_id
    }

    /// Sends a presigned request as a browser would, with the true length.
    pub async fn send(&self, signed: &PresignedRequest, body: &'static [u8]) -> Response<Bytes> {
        self.send_with(signed, body, |request| request).await
    }

    /// The same, with something changed on the way.
    pub async fn send_with(
        &self,
        signed: &PresignedRequest,
        body: &'static [u8],
        change: impl FnOnce(Request<Bytes>) -> Request<Bytes>,
    ) -> Response<Bytes> {
        let mut request = Request::builder().method(signed.method()).uri(signed.uri());
        for (name, value) in signed.headers().filter(|(name, _)| *name != "content-length") {
            request = request.header(name, value);
        }
        if signed.method() == "PUT" {
            request = request.header("content-length", body.len());
        }
        let request = request.body(Bytes::from_static(body)).expect("a request");
        self.s3.call(change(request)).await
    }

    /// Whether nothing at all is in a bucket.
    pub fn is_empty(&self, bucket: &str) -> bool {
        self.s3.versions(bucket).is_empty() && self.s3.uploads(bucket).is_empty()
    }
}

/// The code of an SDK call's refusal.
pub fn code<T: fmt::Debug, E: ProvideErrorMetadata + fmt::Debug>(
    done: Result<T, SdkError<E, HttpResponse>>,
) -> String {
    let refused = done.expect_err("a refusal");
    let status = refused.raw_response().map_or(0, |response| response.status().as_u16());
    format!("{status} {}", refused.code().unwrap_or_default())
}

/// The status and code of a plain answer.
pub fn refused(response: &Response<Bytes>) -> String {
    let text = String::from_utf8_lossy(response.body());
    let code = text.split("<Code>").nth(1).and_then(|rest| rest.split("</Code>").next());
    format!("{} {}", response.status().as_u16(), code.unwrap_or_default())
}

fn buckets() -> Vec<BucketSettings> {
    let day = SignedDuration::from_hours(24);
    let cors = CorsRule {
        origins: vec!["https://*.portfolio.example".into()],
        methods: vec!["PUT".into(), "GET".into()],
        headers: vec!["content-type".into(), "x-amz-*".into()],
        expose: vec!["ETag".into()],
        max_age: Some(3000),
    };
    vec![
        BucketSettings {
            name: STAGING.into(),
            expire_after: Some(day),
            cors: vec![cors],
            events: true,
            ..Default::default()
        },
        BucketSettings {
            name: VAULT.into(),
            versioned: true,
            object_lock: true,
            replicate_to: Some(REPLICA.into()),
            ..Default::default()
        },
        BucketSettings {
            name: REPLICA.into(),
            versioned: true,
            object_lock: true,
            ..Default::default()
        },
    ]
}

fn client(s3: &S3, now: &Arc<Mutex<Timestamp>>) -> Client {
    let credentials = Credentials::new(KEY, "a secret of the tests", None, None, "tests");
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("ap-northeast-1"))
        .credentials_provider(credentials)
        .endpoint_url("http://127.0.0.1:8787")
        .force_path_style(true)
        .retry_config(RetryConfig::disabled())
        .time_source(Turned(Arc::clone(now)))
        .http_client(Connector(s3.clone()))
        .build();
    Client::from_conf(config)
}

#[derive(Debug)]
struct Turned(Arc<Mutex<Timestamp>>);

impl TimeSource for Turned {
    fn now(&self) -> SystemTime {
        SystemTime::from(*self.0.lock().expect("a clock"))
    }
}

#[derive(Clone, Debug)]
struct Connector(S3);

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let s3 = self.0.clone();
        HttpConnectorFuture::new(async move {
            let failed = |error: Box<dyn std::error::Error + Send + Sync>| {
                ConnectorError::other(error, None)
            };
            let request = request.try_into_http1x().map_err(|error| failed(error.into()))?;
            let (parts, body) = request.into_parts();
            let body = body.collect().await.map_err(failed)?.to_bytes();
            let (parts, body) = s3.call(Request::from_parts(parts, body)).await.into_parts();
            let status = StatusCode::try_from(parts.status.as_u16())
                .map_err(|error| failed(error.into()))?;
            let mut response = HttpResponse::new(status, SdkBody::from(body));
            for (name, value) in &parts.headers {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                response.headers_mut().append(name.as_str().to_owned(), value);
            }
            Ok(response)
        })
    }
}

impl HttpClient for Connector {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
