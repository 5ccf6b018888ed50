use std::sync::{Arc, Mutex, PoisonError};

use fastrand::Rng;
use runtime::{Claims, Environment, Function, Need, Secret, Trigger};
use store::items::Account;
use tokio::task::JoinHandle;

use super::{
    faults::Shared, idle::Idle, ledger::Ledger, scheduler::Scheduler, trace::Trace, worker::Lines,
};
use crate::support::{TestClock, World};

/// One simulated city: the world, who decides what happens in it, and what was acknowledged.
#[derive(Clone)]
pub struct Sim {
    /// Who decides.
    pub scheduler: Scheduler,
    /// What was acknowledged.
    pub ledger: Arc<Ledger>,
    /// What goes wrong.
    pub weather: Arc<Shared>,
    /// What happened.
    pub trace: Trace,
    /// What the queues' lines do to messages.
    pub lines: Arc<Lines>,
    seed: u64,
    world: Arc<Mutex<World>>,
    keys: Arc<Environment>,
    left: Arc<Mutex<Vec<JoinHandle<()>>>>,
}

/// Whoever signs in: one token is as good as another, and hashing passwords takes long.
static SIGN_IN: Function = Function {
    name: "tests.sign-in",
    term: "登入",
    summary: "Signs people in.",
    trigger: Trigger::Schedule { cron: "0 0 1 1 ? 2000", handle: |_| Box::pin(async { Ok(()) }) },
    needs: &[Need::Secret(Secret::Tokens)],
    memory_mb: 0,
    timeout_s: 0,
};

impl Sim {
    /// The two schools of the fixture, on Monday morning.
    pub async fn new(seed: u64, clock: TestClock, idle: Idle, trace: Trace) -> Self {
        let scheduler = Scheduler::new(clock.clone(), idle, trace.clone());
        let world = World::repeatable(seed, clock, scheduler.as_clock()).await;
        let keys = world.cloud().operate(&SIGN_IN).await.expect("the keys");
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
            weather: Arc::default(),
            trace,
            lines: Arc::default(),
            seed,
            world: Arc::new(Mutex::new(world)),
            keys,
            left: Arc::default(),
        }
    }

    /// The world as it stands now; another one after a restart.
    pub fn world(&self) -> World {
        self.world.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Every function dies where it stands, and begins anew when it is called.
    pub fn restart(&self) {
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
        use portfolio::{account::Username, authorization::Actor};
        let name = Username::typed(username).expect("a user name");
        let account: Option<Account> =
            self.world().cloud().table().get(&Account::at(&name)).await.expect("the table");
        let account = account.expect("an account");
        let actor = Actor {
            account: account.id,
            school: account.school,
            roles: account.roles,
            homeroom: account.homeroom,
            assigned: account.assigned,
        };
        let school = account.school_name.as_deref();
        Claims::new(actor, &name, &account.display_name, school, uuid::Uuid::nil(), false)
    }

    /// A token that says this, good from now on.
    pub fn token(&self, claims: &Claims) -> String {
        let keys = self.keys.secrets.tokens().expect("declared");
        keys.access(claims.clone(), self.scheduler.clock.now()).expect("a token").token
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
