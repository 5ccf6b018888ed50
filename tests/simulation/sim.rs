use std::sync::{Arc, Mutex, PoisonError};

use fastrand::Rng;
use runtime::Claims;
use tokio::task::JoinHandle;

use super::{
    faults::Shared, idle::Idle, kept::Kept, ledger::Ledger, scheduler::Scheduler,
    sessions::Sessions, tally::Tally, trace::Trace, worker::Lines,
};
use crate::{
    stage::{Example, Stage, examples},
    support::{TestClock, Tokens, World},
};

/// One simulated city: the world, who decides what happens in it, and what was acknowledged.
#[derive(Clone)]
pub struct Sim {
    /// Who decides.
    pub scheduler: Scheduler,
    /// What was acknowledged.
    pub ledger: Arc<Ledger>,
    /// The same of everything that the registry shows.
    pub kept: Arc<Kept>,
    /// Who is signed in.
    pub sessions: Arc<Sessions>,
    /// How often what was called.
    pub tally: Arc<Tally>,
    /// Two schools in which everything that a route can name is there.
    pub stage: Arc<Stage>,
    /// A call of every route, by those who are on the stage.
    pub examples: Arc<Vec<Example>>,
    /// What goes wrong.
    pub weather: Arc<Shared>,
    /// What happened.
    pub trace: Trace,
    /// What the queues' lines do to messages.
    pub lines: Arc<Lines>,
    /// Which of all that could happen.
    pub seed: u64,
    world: Arc<Mutex<World>>,
    left: Arc<Mutex<Vec<JoinHandle<()>>>>,
}

impl Sim {
    /// The two schools of the stage, on Monday morning.
    pub async fn new(seed: u64, clock: TestClock, idle: Idle, trace: Trace) -> Self {
        let scheduler = Scheduler::new(clock.clone(), idle, trace.clone());
        let world = World::repeatable(seed, clock, scheduler.as_clock()).await;
        let stage = Stage::of(world.clone()).await;
        let examples = Arc::new(examples::all(&stage));
        let conductor = scheduler.clone();
        world.cloud().faults.conduct(move |call| {
            let conductor = conductor.clone();
            Box::pin(async move { conductor.call(call).await })
        });
        let witness = trace.clone();
        world.cloud().calls.show_to(move |call, asked, answer| witness.call(call, asked, answer));
        Self {
            scheduler,
            ledger: Arc::default(),
            kept: Arc::default(),
            sessions: Arc::default(),
            tally: Arc::default(),
            stage: Arc::new(stage),
            examples,
            weather: Arc::default(),
            trace,
            lines: Arc::default(),
            seed,
            world: Arc::new(Mutex::new(world)),
            left: Arc::default(),
        }
    }

    /// The world as it stands now; another one after a restart.
    pub fn world(&self) -> World {
        self.world.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Every function dies where it stands, and begins anew when it is called.
    pub fn restart(&self) {
        self.weather.all_ended();
        self.scheduler.stop_all_calls();
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        *world = world.cold();
    }

    /// Chance of one's own, by the seed.
    pub fn chance(&self, who: &str) -> Rng {
        let named = who.bytes().fold(7u64, |sum, byte| sum.wrapping_mul(31) ^ u64::from(byte));
        Rng::with_seed(self.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ named)
    }

    /// What somebody's token says.
    pub async fn claims(&self, username: &str) -> Claims {
        self.tokens().claims(&self.world(), username).await
    }

    /// A token that says this, good from now on.
    pub fn token(&self, claims: &Claims) -> String {
        self.tokens().token(claims, self.scheduler.clock.now())
    }

    fn tokens(&self) -> Tokens {
        self.world().tokens.expect("a world that repeats itself has them")
    }

    /// Something that goes on though nobody waits for it any more.
    pub fn leave(&self, work: JoinHandle<()>) {
        self.left.lock().unwrap_or_else(PoisonError::into_inner).push(work);
    }

    /// Whether everything that was left to itself has ended.
    pub fn is_alone(&self) -> bool {
        self.left.lock().unwrap_or_else(PoisonError::into_inner).iter().all(JoinHandle::is_finished)
    }

    /// Takes what was left to itself, to look how it ended.
    pub fn take_left(&self) -> Vec<JoinHandle<()>> {
        std::mem::take(&mut *self.left.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
