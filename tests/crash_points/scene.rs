use std::sync::{Arc, Mutex, PoisonError, atomic::Ordering};

use jiff::{SignedDuration, Timestamp};
use local::{cloud::Letter, lambda::Lambda};
use runtime::{Failure, Function, Queue, Tick, TickFuture, Trigger};

use super::{
    likeness::{Likeness, Names},
    wrong::{self, Wrong},
};
use crate::{
    stage::{Example, Stage, background::Occasion},
    support::{Answer, Request, Snapshot, State, Table, World},
};

/// More than a message waits that failed.
const PAUSE: SignedDuration = SignedDuration::from_mins(95);
/// How often a message comes again, and a page tries again.
const AGAIN: usize = 4;

/// One function that is about to do its work, to be played again and again.
pub struct Scene<'s> {
    /// The function.
    pub function: &'static Function,
    /// Its world.
    pub world: &'s World,
    work: Work,
    stands: Snapshot,
    before: State,
    names: Names,
    /// How the last play left the table.
    left: Mutex<Option<Table>>,
}

/// What calls the function.
enum Work {
    Request(Request),
    Schedule { handle: fn(Tick) -> TickFuture, at: Timestamp, rest: SignedDuration },
    Queue,
}

/// What came of a play.
pub struct Played {
    /// The answer and everything that is kept.
    pub likeness: Likeness,
    /// Calls of the function until it answered or failed first.
    pub calls: usize,
    /// Whether it succeeded at once.
    pub at_once: bool,
    /// The most letters of one kind that one reader got.
    pub letters: usize,
    /// What must not be, wherever it went wrong.
    pub complaints: Vec<String>,
}

impl<'s> Scene<'s> {
    /// A call of a route.
    pub async fn of_request(stage: &'s Stage, example: &Example) -> Self {
        let function = functions::find(example.function).expect("a function");
        Self::new(stage, function, Work::Request(example.request(stage))).await
    }

    /// The work of a function that nobody calls.
    pub async fn of_background(stage: &'s Stage, occasion: &Occasion) -> Self {
        occasion.begin(stage).await;
        let function = functions::find(occasion.function).expect("a function");
        let work = match (&function.trigger, occasion.at) {
            (Trigger::Schedule { handle, .. }, Some(at)) => {
                let at: Timestamp = at.parse().expect("RFC 3339");
                stage.world.clock.set_to(at);
                Work::Schedule { handle: *handle, at, rest: occasion.rest }
            }
            (Trigger::Queue { .. }, None) => Work::Queue,
            _ => panic!("{}: a schedule has its moment, a queue has none", occasion.function),
        };
        Self::new(stage, function, work).await
    }

    async fn new(stage: &'s Stage, function: &'static Function, work: Work) -> Self {
        let world = &stage.world;
        let before = State::of(world).await;
        let (names, stands, left) =
            (Names::of(&before), Snapshot::of(world).await, Mutex::new(None));
        Self { function, world, work, stands, before, names, left }
    }

    /// Plays it with nothing wrong.
    pub async fn undisturbed(&self) -> Played {
        self.play(None).await
    }

    /// Plays it while the call of this number goes wrong; then nothing is wrong any more, and whoever
    /// called tries again.
    pub async fn disturbed(&self, wrong: Wrong, number: usize) -> Played {
        self.play(Some((wrong, number))).await
    }

    async fn play(&self, disturbed: Option<(Wrong, usize)>) -> Played {
        let left = self.left.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.stands.restore_over(self.world, left).await;
        let name = self.function.name;
        let made = match disturbed {
            None => wrong::count(self.world, name, |_| None),
            Some((wrong, number)) => wrong.begin(self.world, name, number),
        };
        let (first, at_once) = self.first().await;
        self.world.cloud().faults.clear();
        let calls = made.load(Ordering::SeqCst);
        let mut complaints = Vec::new();
        let answer = match (&self.work, first) {
            (Work::Request(request), Some(answer)) if answer.code() == "unavailable" => {
                // What it left for others to do may be done before the page tries again, or after.
                if disturbed.is_some_and(|(wrong, _)| wrong.is_done()) {
                    self.drain().await;
                }
                Some(self.answered(request).await)
            }
            (_, first) => first,
        };
        complaints.extend(answer.as_ref().and_then(|answer| self.refused(answer)));
        complaints.extend(self.finish().await);
        let table = Table::read(self.world).await;
        let state = State::with(self.world, &table).await;
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = Some(table);
        let answer = answer.unwrap_or_default().body;
        Played {
            likeness: Likeness::of(&answer, &state, &self.before, &self.names),
            calls,
            at_once,
            letters: letters(self.world),
            complaints,
        }
    }

    /// What is answered the first time, and whether all went well. What calls functions by the time
    /// tries again by itself.
    async fn first(&self) -> (Option<Answer>, bool) {
        match &self.work {
            Work::Request(request) => {
                let answer = self.world.cold().ask(request).await;
                let is_success = answer.status < 300;
                (Some(answer), is_success)
            }
            Work::Schedule { handle, at, .. } => (None, self.schedule(*handle, *at).await.is_ok()),
            Work::Queue => {
                self.drain().await;
                (None, waiting(self.world) == 0)
            }
        }
    }

    /// Tries again until it is answered, as a page does.
    async fn answered(&self, request: &Request) -> Answer {
        for _ in 1..AGAIN {
            let answer = self.world.cold().ask(request).await;
            if answer.code() != "unavailable" {
                return answer;
            }
        }
        self.world.cold().ask(request).await
    }

    fn refused(&self, answer: &Answer) -> Option<String> {
        let wanted = self.function.route().map_or(200, |route| route.status);
        (answer.status != wanted).then(|| format!("answered {} {}", answer.status, answer.body))
    }

    /// Until nothing is left to be done. What never ends.
    async fn finish(&self) -> Option<String> {
        if let Work::Schedule { handle, at, rest } = &self.work {
            self.drain().await;
            self.world.clock.advance(*rest);
            if let Err(failure) = self.schedule(*handle, *at).await {
                return Some(format!("nothing is wrong any more, and yet: {failure}"));
            }
        }
        self.drain().await;
        for _ in 0..AGAIN {
            if waiting(self.world) > 0 {
                self.world.clock.advance(PAUSE);
                self.drain().await;
            }
        }
        (waiting(self.world) > 0).then(|| "a message never ends".to_owned())
    }

    async fn schedule(&self, handle: fn(Tick) -> TickFuture, at: Timestamp) -> Result<(), Failure> {
        self.lambda().schedule(self.function, handle, at).await
    }

    async fn drain(&self) {
        self.lambda().drain().await;
        self.world.cloud().s3.replicated().await;
    }

    fn lambda(&self) -> Arc<Lambda> {
        self.world.cold_lambda()
    }

    /// Whether time passes before all is done.
    pub fn takes_time(&self) -> bool {
        !matches!(self.work, Work::Request(_))
    }
}

/// Messages that wait, and those that were given up.
fn waiting(world: &World) -> usize {
    let queues = &world.cloud().queues;
    let all = |queue: Queue| queues.waiting(queue).len() + queues.dead(queue).len();
    Queue::ALL.into_iter().map(all).sum()
}

/// The most letters of one kind that one reader got.
fn letters(world: &World) -> usize {
    let letters = world.mailbox();
    let same = |one: &Letter| {
        letters.iter().filter(|other| other.to == one.to && other.subject == one.subject).count()
    };
    letters.iter().map(same).max().unwrap_or_default()
}
