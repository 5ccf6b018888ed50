//! Guessing: five failures lock the account for the network, many slow it down for all.

use jiff::SignedDuration;

use super::browser::Browser;
use crate::support::{INITIAL_PASSWORD, PASSWORD, World};

const WRONG: &str = "a wrong password";

async fn fail(browser: &Browser<'_>, username: &str, times: usize) {
    for _ in 0..times {
        browser.sign_in(username, WRONG).await.refused(401, "session.refused");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_failures_lock_the_account_for_the_network_for_fifteen_minutes() {
    let world = World::new().await;
    let (here, elsewhere) = (Browser::new(&world), Browser::at(&world, "198.51.100.7"));
    fail(&here, "student-1", 5).await;
    let locked = here.sign_in("student-1", PASSWORD).await;
    assert_eq!(locked.header("retry-after"), "901");
    locked.refused(429, "session.locked");
    here.sign_in(" STUDENT-1", PASSWORD).await.refused(429, "session.locked");
    // Neither somebody else here, nor the owner elsewhere.
    here.sign_in("student-2", PASSWORD).await.expect(200);
    elsewhere.sign_in("student-1", PASSWORD).await.expect(200);
    world.clock.advance(SignedDuration::from_secs(15 * 60 - 1));
    let locked = here.sign_in("student-1", PASSWORD).await;
    assert_eq!(locked.header("retry-after"), "2");
    locked.refused(429, "session.locked");
    world.clock.advance(SignedDuration::from_secs(1));
    here.sign_in("student-1", PASSWORD).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lock_that_ended_leaves_five_more_tries() {
    let world = World::new().await;
    let here = Browser::new(&world);
    fail(&here, "student-1", 5).await;
    world.clock.advance(SignedDuration::from_mins(15));
    fail(&here, "student-1", 5).await;
    here.sign_in("student-1", PASSWORD).await.refused(429, "session.locked");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_right_forgets_the_failures_before() {
    let world = World::new().await;
    let here = Browser::new(&world);
    for _ in 0..3 {
        fail(&here, "student-1", 4).await;
        here.sign_in("student-1", PASSWORD).await.expect(200);
    }
    fail(&here, "new-student", 4).await;
    here.sign_in("new-student", INITIAL_PASSWORD).await.expect(200);
    fail(&here, "new-student", 4).await;
    // Failures long ago are none in a row.
    world.clock.advance(SignedDuration::from_mins(15));
    fail(&here, "new-student", 4).await;
    here.sign_in("new-student", INITIAL_PASSWORD).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_that_do_not_exist_are_locked_alike_and_each_by_itself() {
    let world = World::new().await;
    let here = Browser::new(&world);
    for name in ["nobody", "不可能的帳號", "student-1"] {
        fail(&here, name, 5).await;
        here.sign_in(name, WRONG).await.refused(429, "session.locked");
        here.sign_in(&name.to_uppercase(), WRONG).await.refused(429, "session.locked");
    }
    here.sign_in("另一個不可能的帳號", WRONG).await.refused(401, "session.refused");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ipv6_network_is_one_however_many_addresses_it_has() {
    let world = World::new().await;
    for host in 1..=5 {
        let browser = Browser::at(&world, &format!("2001:db8:1:2::{host:x}"));
        fail(&browser, "student-1", 1).await;
    }
    let neighbour = Browser::at(&world, "2001:db8:1:2:ffff::1");
    neighbour.sign_in("student-1", PASSWORD).await.refused(429, "session.locked");
    let other = Browser::at(&world, "2001:db8:1:3::1");
    other.sign_in("student-1", PASSWORD).await.expect(200);
    let mapped = Browser::at(&world, "::ffff:192.0.2.1");
    fail(&mapped, "student-2", 5).await;
    Browser::new(&world).sign_in("student-2", PASSWORD).await.refused(429, "session.locked");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guesses_from_many_networks_slow_the_account_down_for_all() {
    let world = World::new().await;
    let from = |network: usize| Browser::at(&world, &format!("203.0.113.{network}"));
    for network in 0..20 {
        fail(&from(network), "student-1", 1).await;
    }
    from(20).sign_in("student-1", PASSWORD).await.expect(200);
    for (network, seconds) in (21..).zip([2, 4, 8, 16, 30, 30]) {
        fail(&from(network), "student-1", 1).await;
        let slowed = from(99).sign_in("student-1", PASSWORD).await;
        assert_eq!(slowed.header("retry-after"), (seconds + 1).to_string());
        slowed.refused(429, "session.locked");
        from(99).sign_in("student-2", PASSWORD).await.expect(200);
        world.clock.advance(SignedDuration::from_secs(seconds));
    }
    from(99).sign_in("student-1", PASSWORD).await.expect(200);
    // A quarter of an hour without a failure, and it begins anew.
    world.clock.advance(SignedDuration::from_mins(15));
    for network in 30..50 {
        fail(&from(network), "student-1", 1).await;
    }
    from(99).sign_in("student-1", PASSWORD).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_initial_password_is_guarded_alike_after_its_window_too() {
    let world = World::new().await;
    let here = Browser::new(&world);
    world.clock.advance(SignedDuration::from_hours(30 * 24));
    fail(&here, "new-student", 5).await;
    here.sign_in("new-student", INITIAL_PASSWORD).await.refused(429, "session.locked");
    world.clock.advance(SignedDuration::from_mins(15));
    let closed = here.sign_in("new-student", INITIAL_PASSWORD).await;
    closed.refused(403, "session.activation_closed");
}
