//! 延續登入: refresh tokens are good once, and an old one that comes back ends the line.

use futures::future::{join, join_all};
use jiff::SignedDuration;
use portfolio::account::Role;

use super::{
    browser::Browser,
    stood::{account, remove, write},
};
use crate::support::{Held, PASSWORD, World, items::text};

async fn signed_in<'w>(world: &'w World, username: &str) -> Browser<'w> {
    let browser = Browser::new(world);
    browser.sign_in(username, PASSWORD).await.expect(200);
    browser
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_token_has_one_successor() {
    let world = World::new().await;
    let browser = signed_in(&world, "student-1").await;
    for _ in 0..3 {
        world.clock.advance(SignedDuration::from_mins(9));
        let before = browser.cookie();
        let answer = browser.refresh().await;
        assert!(answer.header("set-cookie").contains("; HttpOnly; SameSite=Strict; Max-Age="));
        let body = answer.expect(200);
        assert_ne!(browser.cookie(), before);
        browser.account(&text(&body, "access_token")).await.expect(200);
    }
    let count = world.calls_of("session.refresh");
    assert_eq!((count.table_reads, count.table_writes), (3, 3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_one_before_gives_the_same_successor_for_thirty_seconds() {
    let world = World::new().await;
    let browser = signed_in(&world, "student-1").await;
    let first = browser.with(browser.cookie());
    browser.refresh().await.expect(200);
    for _ in 0..2 {
        world.clock.advance(SignedDuration::from_secs(15));
        let tab = browser.with(first.cookie());
        tab.refresh().await.expect(200);
        assert_eq!(tab.cookie(), browser.cookie());
    }
    browser.refresh().await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tabs_that_refresh_at_once_get_the_same_successor() {
    let world = World::new().await;
    let browser = signed_in(&world, "student-1").await;
    let tabs: Vec<_> = (0..8).map(|_| browser.with(browser.cookie())).collect();
    for answer in join_all(tabs.iter().map(Browser::refresh)).await {
        answer.expect(200);
    }
    assert!(tabs.iter().all(|tab| tab.cookie() == tabs[0].cookie()));
    tabs[0].refresh().await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_one_that_comes_back_ends_the_line_and_no_other() {
    let world = World::new().await;
    let browser = signed_in(&world, "student-1").await;
    let other = signed_in(&world, "student-1").await;
    let thief = browser.with(browser.cookie());
    browser.refresh().await.expect(200);
    world.clock.advance(SignedDuration::from_millis(30_001));
    thief.refresh().await.refused(401, "session.required");
    browser.refresh().await.refused(401, "session.required");
    other.refresh().await.expect(200);
    // One that is two steps old is no lost answer, however soon it comes.
    let thief = other.with(other.cookie());
    other.refresh().await.expect(200);
    other.refresh().await.expect(200);
    thief.refresh().await.refused(401, "session.required");
    other.refresh().await.refused(401, "session.required");
}

/// One that was read before a sign-out opens nothing after it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_signed_out_meanwhile_is_not_refreshed() {
    let world = World::new().await;
    let browser = signed_in(&world, "student-1").await;
    let tab = browser.with(browser.cookie());
    let held = Held::before(&world, "session.refresh", "UpdateItem");
    let other = async {
        tab.sign_out().await.expect(204);
    };
    let (refreshed, ()) = join(browser.refresh(), held.meanwhile(other)).await;
    refreshed.refused(401, "session.required");
}

/// One that was read before two others went on does not take the line back behind them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_went_on_meanwhile_stays_ahead() {
    let world = World::new().await;
    let browser = signed_in(&world, "student-1").await;
    let tab = browser.with(browser.cookie());
    let held = Held::before(&world, "session.refresh", "UpdateItem");
    let others = async {
        for _ in 0..2 {
            tab.refresh().await.expect(200);
        }
    };
    let (refreshed, ()) = join(browser.refresh(), held.meanwhile(others)).await;
    refreshed.refused(401, "session.required");
    tab.refresh().await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_that_nobody_uses_for_three_days_is_over() {
    let world = World::new().await;
    let browser = signed_in(&world, "student-1").await;
    let days = SignedDuration::from_hours(3 * 24);
    for _ in 0..2 {
        world.clock.advance(days - SignedDuration::from_secs(1));
        let answer = browser.refresh().await;
        assert!(answer.header("set-cookie").ends_with("Max-Age=259200"));
        answer.expect(200);
    }
    world.clock.advance(days);
    browser.refresh().await.refused(401, "session.required");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_line_ends_after_a_fortnight_however_often_it_is_refreshed() {
    let world = World::new().await;
    let browser = signed_in(&world, "student-1").await;
    for _ in 0..13 {
        world.clock.advance(SignedDuration::from_hours(24));
        browser.refresh().await.expect(200);
    }
    world.clock.advance(SignedDuration::from_hours(24) - SignedDuration::from_secs(1));
    let answer = browser.refresh().await;
    assert!(answer.header("set-cookie").ends_with("Max-Age=1"), "{}", answer.header("set-cookie"));
    answer.expect(200);
    world.clock.advance(SignedDuration::from_secs(1));
    browser.refresh().await.refused(401, "session.required");
    world.cloud().sweep().await.expect("what is over is forgotten");
    browser.refresh().await.refused(401, "session.required");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_foreign_page_gets_nothing_and_harms_nothing() {
    let world = World::new().await;
    let browser = signed_in(&world, "student-1").await;
    for origin in ["https://evil.example", "null", "http://127.0.0.1:8787.evil.example"] {
        let foreign = browser.on(Some(origin));
        foreign.refresh().await.refused(403, "session.origin_refused");
        foreign.sign_out().await.refused(403, "session.origin_refused");
    }
    browser.refresh().await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_written_here_opens_nothing() {
    let world = World::new().await;
    let browser = signed_in(&world, "student-1").await;
    let cookie = browser.cookie().expect("a cookie");
    let (name, value) = cookie.split_once('=').expect("a pair");
    let mut flipped = value.to_owned();
    let last = flipped.pop();
    flipped.push(if last == Some('A') { 'B' } else { 'A' });
    let renamed = format!("__Host-refresh={value}");
    for cookie in [
        None,
        Some(format!("{name}=")),
        Some(format!("{name}=x")),
        Some(format!("{name}={flipped}")),
        Some(renamed),
    ] {
        browser.with(cookie).refresh().await.refused(401, "session.required");
    }
    browser.refresh().await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_account_shows_at_the_next_refresh_and_a_removed_one_ends() {
    let world = World::new().await;
    let browser = signed_in(&world, "course-teacher").await;
    let token = text(&browser.refresh().await.expect(200), "access_token");
    let mut changed = account(&world, "course-teacher").await;
    changed.roles = vec![Role::HomeroomTeacher];
    changed.version += 1;
    write(&world, &changed).await;
    // The token that is out says what was true when it was given, for ten minutes at most.
    let shown = browser.account(&token).await.expect(200);
    assert_eq!(shown["account"]["roles"], serde_json::json!(["course_teacher"]));
    let body = browser.refresh().await.expect(200);
    assert_eq!(body["account"]["roles"], serde_json::json!(["homeroom_teacher"]));
    remove(&world, "course-teacher").await;
    browser.refresh().await.refused(401, "session.required");
    browser.sign_in("course-teacher", PASSWORD).await.refused(401, "session.refused");
    world.clock.advance(SignedDuration::from_mins(10));
    browser.account(&text(&body, "access_token")).await.refused(401, "session.required");
}
