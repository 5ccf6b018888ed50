use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use local::cloud::{CallInfo, Fault, Service};
use runtime::Clock;
use tokio::sync::oneshot;

use super::{faults::Weather, idle::Idle, trace::Trace};
use crate::support::TestClock;

/// Decides who goes on. Everybody who wants to do something that others could notice waits here for
/// a turn; only when all wait does one of them get it. Time passes between two turns, and where
/// nobody has one to wait for.
#[derive(Clone)]
pub struct Scheduler {
    /// The simulated time.
    pub clock: TestClock,
    idle: Idle,
    state: Arc<Mutex<State>>,
    trace: Trace,
}

#[derive(Default)]
struct State {
    turns: Vec<Turn>,
    sleepers: BTreeMap<(Timestamp, u64), oneshot::Sender<()>>,
    count: u64,
}

/// Somebody who waits for a turn.
struct Turn {
    who: String,
    call: Option<CallInfo>,
    go: oneshot::Sender<Option<Fault>>,
}

/// More steps than any run takes. One that needs them does not come to rest.
const MOST_STEPS: usize = 60_000;
/// In one of so many steps time passes though somebody could go on: some seconds, and now and then
/// so long that whoever waits for an answer gives up.
const DAWDLES: u32 = 60;

impl Scheduler {
    /// Over this clock. The runtime tells `idle` when everybody waits.
    pub fn new(clock: TestClock, idle: Idle, trace: Trace) -> Self {
        Self { clock, idle, state: Arc::default(), trace }
    }

    /// The clock as the system takes it: who sleeps by it, sleeps here.
    pub fn as_clock(&self) -> Clock {
        let (clock, this) = (self.clock.clone(), self.clone());
        let sleep = move |time| -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + Sync>> {
            Box::pin(this.sleep(time))
        };
        Clock::sleeping(move || clock.now(), Arc::new(sleep))
    }

    /// Lets so much time pass for whoever asks.
    pub fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send + Sync + use<> {
        let (wake, woken) = oneshot::channel();
        let mut state = self.lock();
        state.count += 1;
        // The clock knows no parts of microseconds, and nobody wakes too early.
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX) + 1;
        let at = self.clock.now() + Duration::from_micros(micros);
        let number = state.count;
        state.sleepers.insert((at, number), wake);
        async move { drop(woken.await) }
    }

    /// Lets time pass until this moment for whoever asks.
    pub async fn sleep_until(&self, at: Timestamp) {
        if let Ok(left) = Duration::try_from(at.duration_since(self.clock.now())) {
            self.sleep(left).await;
        }
    }

    /// Waits until it is this one's turn.
    pub async fn turn(&self, who: &str) {
        drop(self.wait(who.to_owned(), None).await);
    }

    /// Waits until a call may go on, and how it goes.
    pub async fn call(&self, call: CallInfo) -> Option<Fault> {
        // The operator looks on from outside.
        let who = call.function?.to_owned();
        self.wait(who, Some(call)).await.unwrap_or_default()
    }

    fn wait(
        &self,
        who: String,
        call: Option<CallInfo>,
    ) -> impl Future<Output = Result<Option<Fault>, oneshot::error::RecvError>> + Send + use<> {
        let (go, gone) = oneshot::channel();
        self.lock().turns.push(Turn { who, call, go });
        gone
    }

    /// Every function under way ends: the machines under them are gone.
    pub fn stop_all_calls(&self) {
        let mut state = self.lock();
        let turns = std::mem::take(&mut state.turns).into_iter();
        let (calls, others): (Vec<Turn>, Vec<Turn>) = turns.partition(|turn| turn.call.is_some());
        state.turns = others;
        for turn in calls {
            let starts = turn.call.is_some_and(|call| call.service == Service::SecretsManager);
            let fault = if starts { Fault::FailBefore } else { Fault::DieBefore };
            let _ = turn.go.send(Some(fault));
        }
    }

    /// Gives turns until it is over. Answers the number of steps; panics where no rest is reached.
    pub async fn play(&self, weather: &mut Weather, over: impl Fn() -> bool) -> usize {
        for step in 0..MOST_STEPS {
            self.idle.wait().await;
            if over() {
                return step;
            }
            if weather.is_rough() && weather.one_in(DAWDLES) {
                let most = if weather.one_in(8) { 200_000 } else { 5_000 };
                self.clock.advance(SignedDuration::from_millis(weather.between(100, most)));
                self.wake();
                continue;
            }
            let moved = self.give_turn(weather) || self.pass_time();
            assert!(moved, "liveness: everybody waits for somebody else");
        }
        panic!("liveness: no rest after {MOST_STEPS} steps");
    }

    /// Lets one of those who wait go on.
    fn give_turn(&self, weather: &mut Weather) -> bool {
        let mut state = self.lock();
        // Whoever gave up meanwhile wants no turn any more.
        state.turns.retain(|turn| {
            let stays = !turn.go.is_closed();
            if let Some(call) = turn.call.as_ref().filter(|_| !stays) {
                weather.shared().gave_up(call);
            }
            stays
        });
        if state.turns.is_empty() {
            return false;
        }
        let at = weather.below(state.turns.len());
        let turn = state.turns.remove(at);
        drop(state);
        self.clock.advance(SignedDuration::from_micros(weather.between(900, 40_000)));
        let fault = turn.call.as_ref().and_then(|call| weather.fault(call));
        self.trace.note(|| match (&turn.call, fault) {
            (None, _) => format!("{} goes on", turn.who),
            (Some(call), None) => format!("{} {:?} {}", turn.who, call.service, call.operation),
            (Some(call), Some(fault)) => {
                format!("{} {:?} {}: {fault:?}", turn.who, call.service, call.operation)
            }
        });
        let _ = turn.go.send(fault);
        self.wake();
        true
    }

    /// Goes to the moment at which the next one wakes.
    fn pass_time(&self) -> bool {
        let mut state = self.lock();
        state.sleepers.retain(|_, wake| !wake.is_closed());
        let now = self.clock.now();
        let Some(((at, _), _)) = state.sleepers.first_key_value() else { return false };
        let left = at.duration_since(now);
        drop(state);
        self.clock.advance(left.max(SignedDuration::ZERO));
        self.wake();
        true
    }

    /// Wakes everybody whose time has come.
    fn wake(&self) {
        let mut state = self.lock();
        let now = self.clock.now();
        while let Some(first) = state.sleepers.first_entry().filter(|first| first.key().0 <= now) {
            let _ = first.remove().send(());
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
