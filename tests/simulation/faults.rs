use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use fastrand::Rng;
use local::cloud::{CallInfo, Fault, Service};

/// What goes wrong, and when: decided by the seed alone.
pub struct Weather {
    chance: Rng,
    /// Faults in a thousand calls.
    rate: u32,
    shared: Arc<Shared>,
}

/// What others may know of the weather.
#[derive(Debug, Default)]
pub struct Shared {
    calm: AtomicBool,
    disturbed: Mutex<Disturbed>,
}

/// How often calls went wrong.
#[derive(Debug, Default)]
struct Disturbed {
    /// Each function's.
    calls: BTreeMap<&'static str, u64>,
    /// Those of all that were under way.
    everything: u64,
}

impl Shared {
    /// From now on nothing goes wrong any more.
    pub fn calm_down(&self, calm: bool) {
        self.calm.store(calm, Ordering::SeqCst);
    }

    /// Whether nothing goes wrong.
    pub fn is_calm(&self) -> bool {
        self.calm.load(Ordering::SeqCst)
    }

    /// How many calls of this function have gone wrong.
    pub fn disturbed(&self, function: &str) -> u64 {
        let disturbed = self.lock();
        disturbed.calls.get(function).copied().unwrap_or_default() + disturbed.everything
    }

    /// Whoever made this call hears nothing sound of it.
    pub fn gave_up(&self, call: &CallInfo) {
        if let Some(function) = call.function {
            *self.lock().calls.entry(function).or_default() += 1;
        }
    }

    /// Every function under way ends.
    pub fn all_ended(&self) {
        self.lock().everything += 1;
    }

    fn lock(&self) -> MutexGuard<'_, Disturbed> {
        self.disturbed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Weather {
    /// Some seeds are calm, some are stormy.
    pub fn new(seed: u64, shared: Arc<Shared>) -> Self {
        let mut chance = Rng::with_seed(seed ^ 0x5eed);
        let rate = [0, 15, 40, 80, 150][chance.usize(..5)];
        Self { chance, rate, shared }
    }

    /// Any number below this one.
    pub fn below(&mut self, end: usize) -> usize {
        self.chance.usize(..end)
    }

    /// Any number between these two.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        self.chance.i64(from..=to)
    }

    /// Once in so many times.
    pub fn one_in(&mut self, times: u32) -> bool {
        self.chance.u32(..times) == 0
    }

    /// What goes wrong with this call.
    pub fn fault(&mut self, call: &CallInfo) -> Option<Fault> {
        if self.shared.is_calm() || self.chance.u32(..1000) >= self.rate {
            return None;
        }
        let chance = &mut self.chance;
        let fault = match chance.u32(..100) {
            0..18 => Fault::FailBefore,
            18..46 => Fault::ApplyAndLoseReply,
            46..54 => Fault::Throttle,
            54..62 => Fault::TransactionConflict,
            62..70 => Fault::MixedConflict,
            70..76 => Fault::ObjectConflict,
            76..82 => Fault::Slow(Duration::from_millis(chance.u64(200..90_000))),
            82..88 => Fault::Late(Duration::from_millis(chance.u64(200..90_000))),
            88..90 => Fault::CutShort,
            // A function that is only just being made has no process yet that could end.
            _ if call.service == Service::SecretsManager => Fault::FailBefore,
            90..95 => Fault::DieBefore,
            _ => Fault::DieAfter,
        };
        self.shared.gave_up(call);
        Some(fault)
    }

    /// What others may know of it.
    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    /// Whether anything goes wrong at all.
    pub fn is_rough(&self) -> bool {
        !self.shared.is_calm() && self.rate > 0
    }
}
