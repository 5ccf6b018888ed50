use jiff::{SignedDuration, Timestamp};
use portfolio::account::{LOCK_AFTER_FAILURES, LOCKED_FOR, Username};
use runtime::{Call, Problem};
use store::{Found, Key, StoreError, Write, items::SignInLock};

/// Failures of one account over all networks after which attempts are slowed down. Ours.
const SLOW_AFTER: u32 = 20;
/// The longest that the slowing makes anybody wait: no stranger can lock an owner out for long.
const SLOW_AT_MOST: SignedDuration = SignedDuration::from_secs(30);

/// What guards one account against guessing: five failures lock the account for one network, and
/// many failures over all networks slow the account down for all.
pub struct Lock {
    pair: String,
    account: String,
}

impl Lock {
    /// The guard of this name, as seen from the call's network.
    pub fn of(call: &Call, username: &Username) -> Result<Self, Problem> {
        let keyed = call.env().secrets.activation()?;
        let pair = keyed.digest(&["lock", username.as_str(), call.network()]);
        let account = keyed.digest(&["lock", username.as_str()]);
        Ok(Self { pair, account })
    }

    /// Where its counts lie.
    pub fn keys(&self) -> [Key; 2] {
        [SignInLock::at(&self.pair), SignInLock::at(&self.account)]
    }

    /// Refuses while it is locked.
    pub fn check(&self, found: &Found, now: Timestamp) -> Result<(), Problem> {
        let wait = |key: &str, wait: fn(u32) -> SignedDuration| -> Result<_, StoreError> {
            let lock: Option<SignInLock> = found.take(&SignInLock::at(key))?;
            Ok(lock.map(|lock| lock.last_at + wait(lock.failures)))
        };
        let until = wait(&self.pair, locked_for)?.max(wait(&self.account, slowed_for)?);
        match until {
            Some(until) if now < until => {
                let seconds = until.duration_since(now).as_secs() + 1;
                Err(Problem::new("session.locked").retry_after(seconds))
            }
            _ => Ok(()),
        }
    }

    /// The writes that count one more failure. A count that has rested begins anew.
    pub fn failed(&self, found: &Found, now: Timestamp) -> Result<Vec<Write>, StoreError> {
        let write = |name: &'static str, key: &str| -> Result<Write, StoreError> {
            let lock: Option<SignInLock> = found.take(&SignInLock::at(key))?;
            let rested = lock.is_none_or(|lock| now.duration_since(lock.last_at) >= LOCKED_FOR);
            let write = Write::update(name, SignInLock::at(key))
                .set("pair", key)
                .set("last_at", now)
                .expires(now.as_second() + 24 * 3600);
            Ok(if rested { write.set("failures", 1) } else { write.count("failures") })
        };
        Ok(vec![write("pair", &self.pair)?, write("account", &self.account)?])
    }

    /// The write that forgets the failures from this network, where there were some.
    pub fn opened(&self, found: &Found) -> Result<Option<Write>, StoreError> {
        let lock: Option<SignInLock> = found.take(&SignInLock::at(&self.pair))?;
        Ok(lock.map(|_| Write::delete("pair", SignInLock::at(&self.pair))))
    }
}

fn locked_for(failures: u32) -> SignedDuration {
    if failures >= LOCK_AFTER_FAILURES { LOCKED_FOR } else { SignedDuration::ZERO }
}

fn slowed_for(failures: u32) -> SignedDuration {
    let over = failures.saturating_sub(SLOW_AFTER).min(10);
    if over == 0 {
        SignedDuration::ZERO
    } else {
        SignedDuration::from_secs(1 << over).min(SLOW_AT_MOST)
    }
}
