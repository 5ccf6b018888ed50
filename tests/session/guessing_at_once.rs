//! Guesses that are made at once tell no more than guesses one after the other.

use futures::future::{join, join_all};

use super::browser::Browser;
use crate::support::{Held, INITIAL_PASSWORD, PASSWORD, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_guesses_at_once_five_are_answered() {
    let world = World::new().await;
    let here = Browser::new(&world);
    for _ in 0..2 {
        let guesses = (0..16).map(|n| format!("{n:06}"));
        let guess = async |password: String| here.sign_in("new-student", &password).await;
        let answers = join_all(guesses.map(guess)).await;
        let answered = |code: &str| answers.iter().filter(|answer| answer.code() == code).count();
        assert_eq!((answered("session.refused"), answered("session.locked")), (5, 11));
        here.sign_in("new-student", INITIAL_PASSWORD).await.refused(429, "session.locked");
        world.clock.advance(jiff::SignedDuration::from_mins(15));
    }
}

/// A right guess that is proved, and told only after others have locked the account.
async fn right_one_too_late(username: &str, password: &str) {
    let world = World::new().await;
    let here = Browser::new(&world);
    let held = Held::before(&world, "session.sign-in", "TransactWriteItems");
    let others = async {
        for _ in 0..5 {
            here.sign_in(username, "wrong").await.refused(401, "session.refused");
        }
    };
    let (right, ()) = join(here.sign_in(username, password), held.meanwhile(others)).await;
    assert_eq!(right.header("retry-after"), "901");
    right.refused(429, "session.locked");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_right_one_is_told_only_before_the_lock() {
    right_one_too_late("student-1", PASSWORD).await;
    right_one_too_late("new-student", INITIAL_PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_failure_meanwhile_is_forgotten_with_those_before() {
    let world = World::new().await;
    let here = Browser::new(&world);
    let held = Held::before(&world, "session.sign-in", "TransactWriteItems");
    let other = async {
        here.sign_in("student-1", "wrong").await.refused(401, "session.refused");
    };
    let (right, ()) = join(here.sign_in("student-1", PASSWORD), held.meanwhile(other)).await;
    right.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_many_networks_at_once_the_account_is_slowed_down_all_the_same() {
    let world = World::new().await;
    let browsers: Vec<_> =
        (0..30).map(|n| Browser::at(&world, &format!("198.51.100.{n}"))).collect();
    let (before, at_once) = browsers.split_at(15);
    for browser in before {
        browser.sign_in("student-1", "wrong").await.refused(401, "session.refused");
    }
    let answers = join_all(at_once.iter().map(|it| it.sign_in("student-1", "wrong"))).await;
    let refused = answers.iter().filter(|answer| answer.status == 401).count();
    let locked = answers.iter().filter(|answer| answer.status == 429).count();
    assert_eq!((refused, locked), (6, 9));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_at_once_in_many_tabs_works() {
    let world = World::new().await;
    let here = Browser::new(&world);
    here.sign_in("student-1", "wrong").await.refused(401, "session.refused");
    for answer in join_all((0..8).map(|_| here.sign_in("student-1", PASSWORD))).await {
        answer.expect(200);
    }
}
