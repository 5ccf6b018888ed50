//! 更換密碼: the present one must be given, and other sessions end.

use futures::future::join;
use jiff::SignedDuration;

use super::browser::Browser;
use crate::support::{Held, PASSWORD, World};

const NEW: &str = "nine hills and a lake";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_new_password_opens_and_other_sessions_end() {
    let world = World::new().await;
    let (here, there) = (Browser::new(&world), Browser::new(&world));
    let token = here.token("student-1", PASSWORD).await;
    there.sign_in("student-1", PASSWORD).await.expect(200);
    here.change_password(&token, PASSWORD, NEW).await.expect(204);
    let count = world.calls_of("account.change-password");
    assert_eq!((count.table_reads, count.table_writes), (1, 1));
    there.refresh().await.refused(401, "session.required");
    here.refresh().await.expect(200);
    here.sign_in("student-1", PASSWORD).await.refused(401, "session.refused");
    there.sign_in("student-1", NEW).await.expect(200);
    there.refresh().await.expect(200);
    // Changed again from the other one, it is that one which goes on.
    let token = there.token("student-1", NEW).await;
    there.change_password(&token, NEW, PASSWORD).await.expect(204);
    here.refresh().await.refused(401, "session.required");
    there.refresh().await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_counts_and_a_weak_one_is_named() {
    let world = World::new().await;
    let here = Browser::new(&world);
    let token = here.token("student-1", PASSWORD).await;
    for (new, code) in [
        ("", "missing"),
        ("short", "too_short"),
        ("9999999999", "too_weak"),
        ("I am student-1!", "too_weak"),
    ] {
        let said = here.change_password(&token, PASSWORD, new).await.refused(422, "input.invalid");
        let field = &said["fields"][0];
        assert_eq!((&field["field"], &field["code"]), (&"new_password".into(), &code.into()));
    }
    for _ in 0..5 {
        let wrong = here.change_password(&token, "a wrong password", NEW).await;
        wrong.refused(422, "account.password_wrong");
    }
    let locked = here.change_password(&token, PASSWORD, NEW).await;
    assert_eq!(locked.header("retry-after"), "901");
    locked.refused(429, "session.locked");
    here.sign_in("student-1", PASSWORD).await.refused(429, "session.locked");
    world.clock.advance(SignedDuration::from_mins(15));
    let token = here.token("student-1", PASSWORD).await;
    here.change_password(&token, PASSWORD, NEW).await.expect(204);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_whose_answer_was_lost_is_repeated() {
    let world = World::new().await;
    let (here, there) = (Browser::new(&world), Browser::new(&world));
    let token = here.token("student-1", PASSWORD).await;
    let other = there.token("student-1", PASSWORD).await;
    for _ in 0..7 {
        here.change_password(&token, PASSWORD, NEW).await.expect(204);
    }
    let wrong = there.change_password(&other, PASSWORD, NEW).await;
    wrong.refused(422, "account.password_wrong");
    let wrong = here.change_password(&token, PASSWORD, "another lake & a hill").await;
    wrong.refused(422, "account.password_wrong");
    here.refresh().await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_sign_in_that_is_under_way_with_the_old_password_leaves_no_session() {
    let world = World::new().await;
    let (here, thief) = (Browser::new(&world), Browser::at(&world, "198.51.100.9"));
    let token = here.token("student-1", PASSWORD).await;
    let held = Held::before(&world, "session.sign-in", "TransactWriteItems");
    let change = async {
        world.clock.advance(SignedDuration::from_millis(-500));
        here.change_password(&token, PASSWORD, NEW).await.expect(204);
    };
    let (signed, ()) = join(thief.sign_in("student-1", PASSWORD), held.meanwhile(change)).await;
    signed.expect(200);
    thief.refresh().await.refused(401, "session.required");
    here.refresh().await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_changes_at_once_one_is_made() {
    let world = World::new().await;
    let (here, there) = (Browser::new(&world), Browser::new(&world));
    let token = here.token("student-1", PASSWORD).await;
    let other = there.token("student-1", PASSWORD).await;
    let lake = "one lake & nine hills";
    let (one, two) = join(
        here.change_password(&token, PASSWORD, NEW),
        there.change_password(&other, PASSWORD, lake),
    )
    .await;
    let (made, refused, good) = if one.status == 204 { (one, two, NEW) } else { (two, one, lake) };
    made.expect(204);
    assert!(matches!(refused.code(), "conflict" | "account.password_wrong"), "{:#}", refused.body);
    here.sign_in("student-1", good).await.expect(200);
}
