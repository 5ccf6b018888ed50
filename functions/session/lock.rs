use jiff::{SignedDuration, Timestamp};
use portfolio::{
    account::{LOCK_AFTER_FAILURES, LOCKED_FOR},
    mutant,
};
use runtime::{Call, Problem};
use store::{
    Condition, Conflict, Found, Key, StoreError, Write,
    items::{SIGN_IN_LOCK_LIVES, SignInLock},
};

/// Failures of one account over all networks from which on attempts are slowed down. Ours.
const SLOW_FROM: u32 = 21;
/// The longest that the slowing makes anybody wait: no stranger can lock an owner out for long.
const SLOW_AT_MOST: SignedDuration = SignedDuration::from_secs(30);
/// How often counts that changed meanwhile are looked at again.
const ROUNDS: usize = 8;

/// What guards one account against guessing: five failures lock the account for one network, and
/// many failures over all networks slow the account down for all.
///
/// What a guess came to is told only together with a write that depends on the counts, so guesses
/// that are made at once tell no more than guesses one after the other.
pub struct Lock {
    pair: Count,
    account: Count,
}

impl Lock {
    /// The guard of a name, as it was typed, seen from the call's network.
    pub fn of(call: &Call, name: &str) -> Result<Self, Problem> {
        let keyed = call.env().secrets.activation()?;
        let name = name.trim().to_lowercase();
        let pair = keyed.digest(&["lock", &name, &call.network()]);
        let account = keyed.digest(&["lock", &name]);
        Ok(Self {
            pair: Count::new("pair", pair, LOCK_AFTER_FAILURES, |_| LOCKED_FOR),
            account: Count::new("account count", account, SLOW_FROM, slowed_for),
        })
    }

    /// Where its counts lie.
    pub fn keys(&self) -> [Key; 2] {
        [SignInLock::at(&self.pair.key), SignInLock::at(&self.account.key)]
    }

    /// Takes the counts as they were found, and refuses while it is locked.
    pub fn check(&mut self, found: &Found, now: Timestamp) -> Result<(), Problem> {
        let [pair, account] = self.keys();
        self.pair.stands = found.take(&pair)?;
        self.account.stands = found.take(&account)?;
        self.refuse(now)
    }

    fn refuse(&self, now: Timestamp) -> Result<(), Problem> {
        match self.pair.until().max(self.account.until()) {
            Some(until) if now < until => {
                let seconds = until.duration_since(now).as_secs() + 1;
                Err(Problem::new("session.locked").retry_after(seconds))
            }
            _ => Ok(()),
        }
    }

    /// Counts one more failure.
    pub async fn fail(self, call: &Call) -> Result<(), Problem> {
        let now = call.now();
        self.commit(call, |lock| vec![lock.pair.one_more(now), lock.account.one_more(now)]).await
    }

    /// Makes what a right proof leads to, and forgets the failures from this network.
    pub async fn pass(self, call: &Call, with: &[Write]) -> Result<(), Problem> {
        let writes = |lock: &Self| {
            let counts = [lock.pair.forgotten(), lock.account.still_open()];
            with.iter().cloned().chain(counts).collect()
        };
        self.commit(call, writes).await
    }

    async fn commit(
        mut self,
        call: &Call,
        writes: impl Fn(&Self) -> Vec<Write>,
    ) -> Result<(), Problem> {
        for _ in 0..ROUNDS {
            let outcome = call.table().transact(writes(&self)).await;
            match outcome.map_err(StoreError::into_conflict) {
                Ok(()) => return Ok(()),
                Err(Ok(conflict)) if self.sees(&conflict) => self.refuse(call.now())?,
                Err(Ok(conflict)) => return Err(StoreError::Conflict(conflict).into()),
                Err(Err(error)) => return Err(error.into()),
            }
        }
        Err(Problem::unavailable("the counts of failures changed under every attempt"))
    }

    /// Whether the counts had changed; then they are known as they are now.
    fn sees(&mut self, conflict: &Conflict) -> bool {
        let mut changed = false;
        for count in [&mut self.pair, &mut self.account] {
            if conflict.at(count.name) {
                count.stands = conflict.found(count.name);
                changed = true;
            }
        }
        changed
    }
}

/// A count of failures in a row, as it was last seen.
struct Count {
    name: &'static str,
    key: String,
    /// Failures from which on it makes wait.
    limit: u32,
    wait: fn(u32) -> SignedDuration,
    stands: Option<SignInLock>,
}

impl Count {
    fn new(name: &'static str, key: String, limit: u32, wait: fn(u32) -> SignedDuration) -> Self {
        Self { name, key, limit, wait, stands: None }
    }

    fn full(&self) -> Option<&SignInLock> {
        self.stands.as_ref().filter(|lock| lock.failures >= self.limit)
    }

    fn until(&self) -> Option<Timestamp> {
        self.full().map(|lock| lock.last_at + (self.wait)(lock.failures))
    }

    /// One failure more. A count that has rested begins anew.
    fn one_more(&self, now: Timestamp) -> Write {
        let rested = |lock: &SignInLock| now.duration_since(lock.last_at) >= LOCKED_FOR;
        let write = Write::update(self.name, SignInLock::at(&self.key))
            .set("pair", &self.key)
            .set("last_at", now)
            .expires((now + SIGN_IN_LOCK_LIVES).as_second());
        match &self.stands {
            None => write.set("failures", 1).when(Condition::item_absent()),
            Some(lock) if rested(lock) => write.set("failures", 1).when(unchanged(lock)),
            Some(lock) if lock.failures >= self.limit => {
                write.count("failures").when(unchanged(lock))
            }
            Some(_) => {
                let below = Condition::below("failures", self.limit);
                write.count("failures").when(below.unless(mutant("count-past-the-limit")))
            }
        }
    }

    fn forgotten(&self) -> Write {
        match self.stands {
            Some(_) => Write::delete(self.name, SignInLock::at(&self.key))
                .when(self.open().unless(mutant("pass-what-is-locked"))),
            None => self.still_open(),
        }
    }

    fn still_open(&self) -> Write {
        let open = self.open().unless(mutant("pass-what-is-locked"));
        Write::check(self.name, SignInLock::at(&self.key), open)
    }

    /// That nothing has happened since which would make wait.
    fn open(&self) -> Condition {
        let below = || Condition::below("failures", self.limit);
        self.full().map_or_else(|| Condition::any([Condition::item_absent(), below()]), unchanged)
    }
}

fn unchanged(lock: &SignInLock) -> Condition {
    let same = Condition::equals("failures", lock.failures);
    Condition::all([same, Condition::equals("last_at", lock.last_at)])
}

/// 2, 4, 8, 16 and then 30 seconds.
fn slowed_for(failures: u32) -> SignedDuration {
    let doubled = (failures + 1).saturating_sub(SLOW_FROM).min(10);
    SignedDuration::from_secs(1 << doubled).min(SLOW_AT_MOST)
}
