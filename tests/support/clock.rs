use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use jiff::{SignedDuration, Timestamp};
use runtime::{Clock, Ids};

/// A Monday in the running semester, at ten in the morning.
const BEGINS: &str = "2026-11-23T10:00:00+08:00";

/// A clock that stands until it is told otherwise.
#[derive(Debug, Clone)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    /// Stands at the beginning.
    pub fn new() -> Self {
        let clock = Self(Arc::default());
        clock.set(BEGINS);
        clock
    }

    /// The moment.
    pub fn now(&self) -> Timestamp {
        let micros = self.0.load(Ordering::SeqCst);
        Timestamp::from_microsecond(micros).expect("a moment")
    }

    /// Sets it to a moment, written as RFC 3339.
    pub fn set(&self, at: &str) {
        let at: Timestamp = at.parse().expect("RFC 3339");
        self.0.store(at.as_microsecond(), Ordering::SeqCst);
    }

    /// Sets it to a moment.
    pub fn set_to(&self, to: Timestamp) {
        self.0.store(to.as_microsecond(), Ordering::SeqCst);
    }

    /// Lets time pass.
    pub fn advance(&self, by: SignedDuration) {
        let micros = i64::try_from(by.as_micros()).expect("a test's time");
        self.0.fetch_add(micros, Ordering::SeqCst);
    }

    /// As the system takes it.
    pub fn as_clock(&self) -> Clock {
        let this = self.clone();
        Clock::new(move || this.now())
    }

    /// Ids that are the same in every run: by this clock and a count.
    pub fn ids(&self) -> Ids {
        let (this, count) = (self.clone(), AtomicU64::new(0));
        Ids::new(move || {
            let mut tail = [0; 10];
            tail[2..].copy_from_slice(&count.fetch_add(1, Ordering::SeqCst).to_be_bytes());
            let millis = u64::try_from(this.now().as_millisecond()).expect("after 1970");
            uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
        })
    }
}
