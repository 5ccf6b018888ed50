//! The stage: two schools in which everything that a route can name is there, made by its owners
//! through the API, and for every route one call that is accepted as it stands.

pub mod background;
mod batches;
pub mod example;
pub mod examples;
mod portfolio;

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderValue};
use serde_json::{Value, json};

use self::{batches::Batches, portfolio::Owner};
pub use self::{example::Example, portfolio::Portfolio};
use crate::support::{Actor, INITIAL_PASSWORD, OTHER_SCHOOL, PASSWORD, SCHOOL, World, items::text};

/// Who signs in before the play begins, in the order of the fixture.
const SIGNED_IN: [&str; 15] = [
    "student-1",
    "student-2",
    "far-student",
    "other-student",
    "course-teacher",
    "colleague",
    "homeroom-teacher",
    "counsellor",
    "advisor",
    "outcome-submitter",
    "performance-submitter",
    "administrator",
    "university",
    "operator",
    "other-teacher",
];

/// Somebody who is signed in, as a browser holds it.
#[derive(Debug, Clone)]
pub struct Session {
    /// The account.
    pub id: String,
    /// The access token.
    pub token: String,
    /// The refresh token's cookie; empty where none was given.
    pub cookie: String,
}

/// What one school has beside its students.
#[derive(Debug)]
pub struct School {
    /// Its code.
    pub code: &'static str,
    /// Its batches of outcomes and of performances.
    pub batches: Batches,
    /// A report of one of its students.
    pub report: String,
}

/// The two schools, filled.
pub struct Stage {
    /// The system.
    pub world: World,
    /// Of `student-1`, whose outcomes `course-teacher` certifies.
    pub near: Portfolio,
    /// Of `far-student`, in the class that nobody accompanies; `colleague` certifies.
    pub far: Portfolio,
    /// Of `other-student`, in the second school.
    pub other: Portfolio,
    /// The first school.
    pub ours: School,
    /// The second school.
    pub theirs: School,
    sessions: BTreeMap<&'static str, Session>,
    /// A reservation of `student-1` whose bytes have arrived and are not confirmed.
    pub arrived: String,
    /// A stored receipt of `performance-submitter`'s delivered batch.
    pub receipt: String,
    /// The batch that the receipt is of.
    pub delivered: String,
    /// The day of a night's report, and the report's digest.
    pub night: String,
    /// See `night`.
    pub night_digest: String,
}

impl Stage {
    /// Everything is made by its owners.
    pub async fn new() -> Self {
        Self::of(World::new().await).await
    }

    /// The same in a world in which nothing has happened yet.
    pub async fn of(world: World) -> Self {
        let mut sessions = BTreeMap::new();
        for username in SIGNED_IN {
            sessions.insert(username, sign_in(&world, username, PASSWORD).await);
        }
        sessions.insert("new-student", sign_in(&world, "new-student", INITIAL_PASSWORD).await);
        let near = portfolio::make(&world, Owner::NEAR).await;
        let far = portfolio::make(&world, Owner::FAR).await;
        let other = portfolio::make(&world, Owner::OTHER).await;
        let delivered = batches::deliver(&world).await;
        let ours = School {
            code: SCHOOL,
            batches: batches::open(&world, SCHOOL, "").await,
            report: report(&world, "student-1").await,
        };
        let theirs = School {
            code: OTHER_SCHOOL,
            batches: batches::open(&world, OTHER_SCHOOL, "other-").await,
            report: report(&world, "other-student").await,
        };
        let (delivered, receipt) = delivered;
        world.drain().await;
        let (night, night_digest) = compare(&world).await;
        // The bucket tells of it too; that message waits.
        let arrived = portfolio::arrive(&world, "student-1").await;
        world.cloud().calls.clear();
        Self {
            world,
            near,
            far,
            other,
            ours,
            theirs,
            sessions,
            arrived,
            receipt,
            delivered,
            night,
            night_digest,
        }
    }

    /// Somebody of [`SIGNED_IN`], or `new-student`, who may only activate.
    pub fn session(&self, username: &str) -> &Session {
        self.sessions.get(username).unwrap_or_else(|| panic!("{username} is not on the stage"))
    }

    /// The headers of a call by somebody; by nobody, where no name is given.
    pub fn headers(&self, username: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let mut set = |name: &'static str, text: &str| {
            headers.insert(name, HeaderValue::from_str(text).expect("a header"));
        };
        set("origin", self.world.cloud().origin());
        if let Some(username) = username {
            let session = self.session(username);
            set("authorization", &format!("Bearer {}", session.token));
            if !session.cookie.is_empty() {
                set("cookie", &session.cookie);
            }
        }
        headers
    }
}

async fn sign_in(world: &World, username: &str, password: &str) -> Session {
    if let Some(tokens) = &world.tokens {
        let claims = tokens.claims(world, username).await;
        let token = tokens.token(&claims, world.clock.now());
        return Session { id: claims.actor.account.to_string(), token, cookie: String::new() };
    }
    let body = json!({ "username": username, "password": password });
    let answer = world.call("POST", "/api/session", None, Some(body)).await;
    let cookie = answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    let session: Value = answer.expect(200);
    let id = text(&session["account"], "id");
    Session { id, token: text(&session, "access_token"), cookie }
}

/// A night's comparison, on the clock that stands: its day and its report's digest.
async fn compare(world: &World) -> (String, String) {
    world.tick("2026-11-24T02:00:00+08:00").await;
    let operator = Actor::sign_in(world, "operator").await;
    let report = operator.get("/api/integrity/reports/2026-11-24").await.expect(200);
    (text(&report, "date"), text(&report["signed"], "digest"))
}

async fn report(world: &World, username: &str) -> String {
    let student = Actor::sign_in(world, username).await;
    let body = json!({ "category": "bug", "text": "上傳後進度條停在一半。" });
    text(&student.post("/api/problem-reports", body).await.expect(201), "id")
}
