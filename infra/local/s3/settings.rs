//! What the stack's template says of the buckets, and what the local cloud lends to them.

use std::{fmt, path::PathBuf, sync::Arc};

use jiff::{SignedDuration, Timestamp};

/// Tells the time: of versions, of expiry, of signatures.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Says whether an access key may do an action (`s3:PutObject`, …) in a bucket.
pub type Authority = Arc<dyn Fn(&str, &str, &str) -> bool + Send + Sync>;

/// Hears of every object that was committed in a bucket with events.
pub type CreatedSink = Arc<dyn Fn(ObjectCreated) + Send + Sync>;

/// Everything [`S3::open`](super::S3::open) needs to know.
#[derive(Clone)]
pub struct Settings {
    /// The folder that keeps the objects; without one they live in memory.
    pub root: Option<PathBuf>,
    /// The buckets there are; none is ever created by a request.
    pub buckets: Vec<BucketSettings>,
    /// Who may sign.
    pub credentials: Vec<Credential>,
    /// The time.
    pub clock: Clock,
    /// Decides before each operation; `false` is answered with 403 `AccessDenied`.
    pub authority: Authority,
    /// Called once after each commit in a bucket with events.
    pub created: CreatedSink,
    /// Whether the replica is written in the caller's thread, before the answer.
    pub one_thread: bool,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("root", &self.root)
            .field("buckets", &self.buckets)
            .finish_non_exhaustive()
    }
}

/// A pair of keys that requests are signed with.
#[derive(Clone)]
pub struct Credential {
    /// Who: goes over the wire, and is what the [`Authority`] is asked about.
    pub access_key: String,
    /// The secret, known to both sides only.
    pub secret_key: String,
}

/// One bucket, as the template describes it.
#[derive(Clone, Debug, Default)]
pub struct BucketSettings {
    /// 3 to 63 characters: lower-case letters, digits, `.` and `-`.
    pub name: String,
    /// Whether overwriting and deleting keep what was there.
    pub versioned: bool,
    /// Whether versions can be put under legal hold; needs `versioned`.
    pub object_lock: bool,
    /// The bucket that receives every new version and hold; both must be versioned.
    pub replicate_to: Option<String>,
    /// Age at which objects and unfinished multipart uploads end.
    pub expire_after: Option<SignedDuration>,
    /// Who may call from a browser; the first rule that matches counts.
    pub cors: Vec<CorsRule>,
    /// Whether the sink hears of created objects.
    pub events: bool,
}

/// One CORS rule of a bucket. Origins and headers may hold one `*` each.
#[derive(Clone, Debug, Default)]
pub struct CorsRule {
    /// Allowed origins, such as `https://portfolio.example`.
    pub origins: Vec<String>,
    /// Allowed methods, in capitals.
    pub methods: Vec<String>,
    /// Allowed request headers, compared without case.
    pub headers: Vec<String>,
    /// Response headers that the page may read.
    pub expose: Vec<String>,
    /// How long a browser may keep the answer, in seconds.
    pub max_age: Option<u32>,
}

/// What a bucket tells the event bus after a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectCreated {
    /// The bucket's name.
    pub bucket: String,
    /// The object's key, not encoded.
    pub key: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its entity tag, without quotes.
    pub etag: String,
    /// Its version, in a versioned bucket.
    pub version_id: Option<String>,
    /// Hexadecimal; of two events for one key the later has the greater sequencer.
    pub sequencer: String,
    /// When it was committed.
    pub at: Timestamp,
    /// `PutObject`, `CopyObject` or `CompleteMultipartUpload`.
    pub reason: &'static str,
}
