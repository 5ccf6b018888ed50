//! Crash points: every call that a function makes to the cloud goes wrong in every way, one after the
//! other. What can be got over is got over within the call; what cannot is answered with 503, or comes
//! again; and whoever tries again ends where it would have ended with nothing wrong: the same answer,
//! the same items, objects and messages, and nobody gets a letter more.
//!
//! Complete by construction: every function of the registry is played, routes by the stage's example,
//! the others by its occasion. One that has neither fails here by its name.

mod allowed;
mod likeness;
mod scene;
mod wrong;

use std::collections::BTreeSet;

use runtime::Queue;

use self::{
    allowed::{is_allowed, may_come_again},
    scene::{Played, Scene},
    wrong::Wrong,
};
use crate::{
    stage::{Stage, background, examples},
    support::{Snapshot, World},
};

/// Letters of one kind that one reader gets at most: a second where nobody can know whether the first
/// was sent.
const LETTERS: usize = 2;

/// How many calls went wrong in how many ways.
#[derive(Debug, Default)]
struct Tally {
    functions: usize,
    calls: usize,
    plays: usize,
    wrong: Vec<String>,
}

impl Tally {
    /// Every call of one function, in every way.
    async fn play(&mut self, scene: &Scene<'_>) {
        let (wanted, again) = (scene.undisturbed().await, scene.undisturbed().await);
        let chance = wanted.likeness.chance(&again.likeness);
        let fails = (wanted.at_once, &wanted.complaints);
        assert_eq!(fails, (true, &Vec::new()), "{}: its example fails", scene.function.name);
        for number in 0..wanted.calls {
            for wrong in Wrong::ALL {
                let played = scene.disturbed(wrong, number).await;
                self.compare(scene, (wrong, number), &wanted, &played, &chance);
                self.plays += 1;
            }
        }
        self.functions += 1;
        self.calls += wanted.calls;
        println!("  {}: {} calls", scene.function.name, wanted.calls);
    }

    fn compare(
        &mut self,
        scene: &Scene<'_>,
        (wrong, number): (Wrong, usize),
        wanted: &Played,
        played: &Played,
        chance: &BTreeSet<String>,
    ) {
        let name = scene.function.name;
        let mut found = wanted.likeness.differences(&played.likeness, chance, scene.takes_time());
        found.retain(|difference| !is_allowed(name, difference));
        found.extend(played.complaints.iter().cloned());
        if wrong.passes() && !played.at_once && !may_come_again(name) {
            found.push("one call went wrong, and the caller had to try again".to_owned());
        }
        if played.letters > wanted.letters.max(1) && name != "reminders.send"
            || played.letters > LETTERS
        {
            found.push(format!("somebody got {} letters", played.letters));
        }
        if !found.is_empty() {
            let said = found.join("\n    ");
            self.wrong.push(format!("{name}, {wrong:?} at call {number}:\n    {said}"));
        }
    }

    fn close(self) {
        let Self { functions, calls, plays, wrong } = self;
        println!("crash points: {functions} functions, {calls} calls, {plays} plays");
        assert!(wrong.is_empty(), "{} plays:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn every_function_is_played() {
    let played: BTreeSet<&str> = background::ALL.iter().map(|it| it.function).collect();
    for function in functions::all() {
        let is_played = function.route().is_some() || played.contains(function.name);
        assert!(is_played, "say in tests/stage/background.rs how {} comes to work", function.name);
    }
}

/// What the bucket tells of the bytes that have arrived belongs to another scene.
fn forget_messages(world: &World) {
    let queues = &world.cloud().queues;
    for waiting in queues.waiting(Queue::Uploads) {
        queues.done(Queue::Uploads, &waiting.id).expect("the queue");
    }
}

/// Every request whose function comes at this place of so many.
async fn requests(part: usize, parts: usize) {
    let stage = Stage::new().await;
    forget_messages(&stage.world);
    let begins = Snapshot::of(&stage.world).await;
    let examples = examples::once(&stage);
    let mut tally = Tally::default();
    let routes = functions::all().filter(|function| function.route().is_some());
    for function in routes.skip(part).step_by(parts) {
        let example = examples.iter().find(|example| example.function == function.name);
        let example = example.unwrap_or_else(|| panic!("{} has no example", function.name));
        begins.restore(&stage.world).await;
        tally.play(&Scene::of_request(&stage, example).await).await;
    }
    tally.close();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_of_every_route_may_go_wrong_1() {
    requests(0, 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_of_every_route_may_go_wrong_2() {
    requests(1, 2).await;
}

/// Every function that nobody calls and that comes at this place of so many.
async fn occasions(part: usize, parts: usize) {
    let stage = Stage::new().await;
    let begins = Snapshot::of(&stage.world).await;
    let mut tally = Tally::default();
    for occasion in background::ALL.iter().skip(part).step_by(parts) {
        begins.restore(&stage.world).await;
        if occasion.function != "files.promote" {
            forget_messages(&stage.world);
        }
        tally.play(&Scene::of_background(&stage, occasion).await).await;
    }
    tally.close();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_in_the_background_may_go_wrong_1() {
    occasions(0, 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_in_the_background_may_go_wrong_2() {
    occasions(1, 2).await;
}
