//! 登出: the session ends, once and for all.

use super::browser::Browser;
use crate::support::{PASSWORD, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_out_ends_the_session_and_can_be_repeated() {
    let world = World::new().await;
    let (browser, other) = (Browser::new(&world), Browser::new(&world));
    browser.sign_in("student-1", PASSWORD).await.expect(200);
    other.sign_in("student-1", PASSWORD).await.expect(200);
    let (kept, before) = (browser.with(browser.cookie()), browser.cookie());
    browser.refresh().await.expect(200);
    let answer = browser.sign_out().await;
    assert_eq!(
        answer.header("set-cookie"),
        "refresh=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"
    );
    answer.expect(204);
    assert_eq!(browser.cookie(), None);
    browser.sign_out().await.expect(204);
    browser.refresh().await.refused(401, "session.required");
    // Neither the last token nor the one before it is good any more.
    kept.refresh().await.refused(401, "session.required");
    kept.sign_out().await.expect(204);
    browser.with(before).sign_out().await.expect(204);
    other.refresh().await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_token_of_the_line_ends_it_too() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    browser.sign_in("student-1", PASSWORD).await.expect(200);
    let old = browser.with(browser.cookie());
    browser.refresh().await.expect(200);
    old.sign_out().await.expect(204);
    browser.refresh().await.refused(401, "session.required");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cookie_that_means_nothing_is_removed() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let confused = browser.with(Some("refresh=x".to_owned()));
    confused.sign_out().await.expect(204);
    assert_eq!(confused.cookie(), None);
    browser.sign_in("student-1", PASSWORD).await.expect(200);
    let line = browser.with(browser.cookie());
    world.clock.advance(jiff::SignedDuration::from_hours(24 * 15));
    world.cloud().sweep().await.expect("what is over is forgotten");
    line.sign_out().await.expect(204);
}
