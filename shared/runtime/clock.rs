use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use store::Sleep;
use uuid::Uuid;

/// The present moment, and how to wait for a later one. Injected, so that deadlines can be tested
/// and runs repeated.
#[derive(Clone)]
pub struct Clock {
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    sleep: Sleep,
}

impl Clock {
    /// The machine's clock.
    #[allow(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub fn machine() -> Self {
        Self::new(Timestamp::now)
    }

    /// A clock of the caller's; whoever sleeps, sleeps by the machine's.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self::sleeping(now, Arc::new(|time| Box::pin(tokio::time::sleep(time))))
    }

    /// A clock of the caller's, by which others sleep too.
    pub fn sleeping(now: impl Fn() -> Timestamp + Send + Sync + 'static, sleep: Sleep) -> Self {
        Self { now: Arc::new(now), sleep }
    }

    /// The moment.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// Lets so much time pass.
    pub async fn sleep(&self, time: Duration) {
        (self.sleep)(time).await;
    }

    /// The same for whoever knows no clock.
    pub fn sleeper(&self) -> Sleep {
        self.sleep.clone()
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}

/// Where new ids come from.
#[derive(Clone)]
pub struct Ids(Arc<dyn Fn() -> Uuid + Send + Sync>);

impl Ids {
    /// UUIDv7 by this clock and the machine's chance.
    pub fn by(clock: Clock) -> Self {
        Self(Arc::new(move || {
            let now = clock.now();
            let mut chance = [0u8; 10];
            // Without randomness the machine is broken; ids by the clock alone would collide.
            aws_lc_rs::rand::fill(&mut chance).expect("the machine gives random bytes");
            let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
            uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid()
        }))
    }

    /// A source of the caller's.
    pub fn new(next: impl Fn() -> Uuid + Send + Sync + 'static) -> Self {
        Self(Arc::new(next))
    }

    /// A new id.
    pub fn next(&self) -> Uuid {
        (self.0)()
    }

    pub(crate) fn shared(&self) -> Arc<dyn Fn() -> Uuid + Send + Sync> {
        self.0.clone()
    }
}

impl std::fmt::Debug for Ids {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ids")
    }
}
