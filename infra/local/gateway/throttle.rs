use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// How much the API takes: what the template's stage and the account's concurrency allow on AWS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests a second (`ApiRate`).
    pub rate: u32,
    /// Requests at once, after a quiet while (`ApiBurst`).
    pub burst: u32,
    /// Functions that run at the same time. Requests beyond are refused; messages and schedules wait.
    pub at_once: usize,
}

impl Limits {
    /// As the template has them, and as an account has them that never asked for more.
    pub const TEMPLATE: Self =
        Self { rate: codegen::API_RATE, burst: codegen::API_BURST, at_once: 1000 };

    /// Whatever comes.
    pub const NONE: Self =
        Self { rate: u32::MAX, burst: u32::MAX, at_once: tokio::sync::Semaphore::MAX_PERMITS };
}

/// A bucket of tokens, one for each request, filled at a steady rate up to a burst. Counted in whole
/// billionths, so that nothing depends on rounding.
#[derive(Debug)]
pub struct Throttle {
    limits: Limits,
    bucket: Mutex<Bucket>,
}

#[derive(Debug)]
struct Bucket {
    tokens: u128,
    filled_at: Timestamp,
}

/// Parts of one token: a rate a second times nanoseconds.
const TOKEN: u128 = 1_000_000_000;

impl Throttle {
    /// A full bucket.
    pub fn new(limits: Limits, now: Timestamp) -> Self {
        let tokens = u128::from(limits.burst) * TOKEN;
        Self { limits, bucket: Mutex::new(Bucket { tokens, filled_at: now }) }
    }

    /// Whether one more request is taken at this moment.
    pub fn takes(&self, now: Timestamp) -> bool {
        let mut bucket = self.bucket.lock().unwrap_or_else(PoisonError::into_inner);
        let gone = u128::try_from(now.duration_since(bucket.filled_at).as_nanos());
        let full = u128::from(self.limits.burst) * TOKEN;
        // A clock that was set back fills nothing.
        let filled = gone.unwrap_or_default() * u128::from(self.limits.rate);
        bucket.tokens = bucket.tokens.saturating_add(filled).min(full);
        bucket.filled_at = bucket.filled_at.max(now);
        let taken = bucket.tokens.checked_sub(TOKEN);
        bucket.tokens = taken.unwrap_or(bucket.tokens);
        taken.is_some()
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn taken(throttle: &Throttle, now: Timestamp, offered: usize) -> usize {
        (0..offered).filter(|_| throttle.takes(now)).count()
    }

    #[test]
    fn a_burst_is_taken_and_then_the_rate_exactly() {
        let limits = Limits { rate: 5, burst: 8, ..Limits::NONE };
        let start = Timestamp::UNIX_EPOCH;
        let at = |ms: i64| start + SignedDuration::from_millis(ms);
        let throttle = Throttle::new(limits, start);
        assert_eq!(taken(&throttle, start, 20), 8);
        assert_eq!(taken(&throttle, at(199), 20), 0);
        assert_eq!(taken(&throttle, at(200), 20), 1);
        assert_eq!(taken(&throttle, at(1200), 20), 5);
        assert_eq!(taken(&throttle, at(60_000), 20), 8, "no more than the burst is saved up");
        assert_eq!(taken(&throttle, at(0), 20), 0, "a clock that goes back fills nothing");
    }

    #[test]
    fn without_limits_everything_is_taken() {
        let throttle = Throttle::new(Limits::NONE, Timestamp::UNIX_EPOCH);
        assert_eq!(taken(&throttle, Timestamp::UNIX_EPOCH, 10_000), 10_000);
    }
}
