//! Guesses that are made at once tell no more than guesses one after the other.

use futures::future::join_all;

use super::browser::Browser;
use crate::support::{INITIAL_PASSWORD, PASSWORD, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_forty_guesses_at_once_five_are_answered() {
    let world = World::new().await;
    let here = Browser::new(&world);
    for _ in 0..2 {
        let guesses = (0..40).map(|n| format!("{n:06}"));
        let guess = async |password: String| here.sign_in("new-student", &password).await;
        let answers = join_all(guesses.map(guess)).await;
        let answered = |code: &str| answers.iter().filter(|answer| answer.code() == code).count();
        assert_eq!((answered("session.refused"), answered("session.locked")), (5, 35));
        here.sign_in("new-student", INITIAL_PASSWORD).await.refused(429, "session.locked");
        world.clock.advance(jiff::SignedDuration::from_mins(15));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_right_one_among_many_is_found_only_before_the_lock() {
    let world = World::new().await;
    let mut found = 0;
    for round in 0..4 {
        let here = Browser::at(&world, &format!("192.0.2.{}", 10 + round));
        let passwords = (0..12).map(|n| if n == 9 { PASSWORD } else { ["wrong", "other"][n % 2] });
        let answers = join_all(passwords.map(|password| here.sign_in("student-1", password))).await;
        let of = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
        // What is right forgets the failures before it, so five may follow; all others are locked.
        match of(200) {
            0 => assert_eq!((of(401), of(429)), (5, 7)),
            _ => assert!(of(401) < 10, "{} were answered", of(401)),
        }
        found += of(200);
        world.clock.advance(jiff::SignedDuration::from_mins(15));
    }
    assert!(found <= 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_many_networks_at_once_the_account_is_slowed_down_all_the_same() {
    let world = World::new().await;
    let browsers: Vec<_> =
        (0..60).map(|n| Browser::at(&world, &format!("198.51.100.{n}"))).collect();
    let answers = join_all(browsers.iter().map(|it| it.sign_in("student-1", "wrong"))).await;
    let refused = answers.iter().filter(|answer| answer.status == 401).count();
    let locked = answers.iter().filter(|answer| answer.status == 429).count();
    assert_eq!((refused, locked), (21, 39));
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
