use jiff::SignedDuration;
use serde_json::json;

use super::provocation::{Last, Provocation, provoke};
use crate::support::{INITIAL_PASSWORD, PASSWORD, Request, World, items::text};

const SIGN_IN: &str = "session.sign-in";
const ACTIVATE: &str = "session.activate";

/// Failures are counted, which is what locks the account in the end.
pub const PROVOCATIONS: &[Provocation] = &[
    provoke(SIGN_IN, "session.refused", |_| Box::pin(async { guess("not it").into() }))
        .leaving(&["item LCK#"]),
    provoke(SIGN_IN, "session.locked", |world| Box::pin(locked(world))),
    provoke(SIGN_IN, "session.origin_refused", |_| {
        let right = sign_in("student-1", PASSWORD);
        Box::pin(async { right.header("origin", "https://elsewhere.example").into() })
    }),
    provoke(SIGN_IN, "session.activation_closed", |world| Box::pin(too_late(world))),
    provoke(ACTIVATE, "session.already_activated", |world| Box::pin(activated(world))),
    provoke(ACTIVATE, "session.activation_closed", |world| Box::pin(closed_meanwhile(world))),
    provoke(ACTIVATE, "session.locked", |world| Box::pin(guessed_by_activating(world))),
    provoke("session.refresh", "session.required", |_| {
        Box::pin(async { Request::new("POST", REFRESH).into() })
    }),
    provoke("session.refresh", "session.origin_refused", |world| {
        Box::pin(from_elsewhere(world, "POST", REFRESH))
    }),
    provoke("session.sign-out", "session.origin_refused", |world| {
        Box::pin(from_elsewhere(world, "DELETE", "/api/session"))
    }),
];

const REFRESH: &str = "/api/session/refresh";

fn sign_in(username: &str, password: &str) -> Request {
    let body = json!({ "username": username, "password": password });
    Request::new("POST", "/api/session").json(Some(body))
}

fn guess(password: &str) -> Request {
    sign_in("student-1", password)
}

async fn locked(world: &World) -> Last {
    for n in 0..5 {
        world.ask(&guess(&format!("guess {n}"))).await.refused(401, "session.refused");
    }
    guess(PASSWORD).into()
}

/// Whoever holds the token of an activation that is over guesses by repeating it; then not even the
/// right one is told.
async fn guessed_by_activating(world: &World) -> Last {
    let session = world.ask(&sign_in("new-student", INITIAL_PASSWORD)).await.expect(200);
    let first = activation(&text(&session, "access_token"));
    world.ask(&first).await.expect(200);
    for n in 0..5 {
        let guess = json!({ "username": "kingfisher", "password": format!("{n} herons by the weir") });
        world.ask(&first.clone().json(Some(guess))).await.refused(422, "input.invalid");
    }
    first.into()
}

/// The first password opens the activation for thirty days.
const OPEN_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

async fn too_late(world: &World) -> Last {
    world.clock.advance(OPEN_FOR);
    sign_in("new-student", INITIAL_PASSWORD).into()
}

fn activation(token: &str) -> Request {
    let chosen = json!({ "username": "kingfisher", "password": "eleven herons by the weir" });
    Request::new("POST", "/api/session/activation").bearer(token).json(Some(chosen))
}

async fn activated(world: &World) -> Last {
    activation(&world.student("student-1").await.token().await).into()
}

async fn closed_meanwhile(world: &World) -> Last {
    let minute = SignedDuration::from_mins(1);
    world.clock.advance(OPEN_FOR - minute);
    let session = world.ask(&sign_in("new-student", INITIAL_PASSWORD)).await.expect(200);
    world.clock.advance(minute);
    activation(&text(&session, "access_token")).into()
}

async fn from_elsewhere(world: &World, method: &'static str, path: &str) -> Last {
    let request = with_cookie(world, method, path).await;
    request.header("origin", "https://elsewhere.example").into()
}

/// With the refresh token of a new session.
async fn with_cookie(world: &World, method: &'static str, path: &str) -> Request {
    let body = json!({ "username": "student-1", "password": PASSWORD });
    let session = world.call("POST", "/api/session", None, Some(body)).await;
    let cookie = session.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    session.expect(200);
    Request::new(method, path).header("cookie", &cookie)
}
