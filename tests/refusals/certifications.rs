use jiff::SignedDuration;
use serde_json::json;

use super::provocation::{Last, Provocation, provoke};
use crate::support::{
    World, account,
    items::{certified, draft, outcome_path, pending},
};

const DECIDE: &str = "certifications.decide";
const WITHDRAW: &str = "certifications.withdraw";

pub const PROVOCATIONS: &[Provocation] = &[
    provoke(DECIDE, "certification.not_pending", |world| Box::pin(decide_a_draft(world))),
    provoke(DECIDE, "conflict", |world| Box::pin(decide_what_was_read_before(world))),
    provoke(WITHDRAW, "certification.not_withdrawable", |world| Box::pin(withdraw_late(world))),
    provoke(WITHDRAW, "conflict", |world| Box::pin(withdraw_what_was_read_before(world))),
    provoke("certifications.worklist", "not_found", |world| Box::pin(anothers_list(world))),
];

async fn decide_a_draft(world: &World) -> Last {
    let student = world.student("student-1").await;
    let path = outcome_path(&student, &draft(world, &student).await);
    decide(world, &path, 1).await
}

async fn decide_what_was_read_before(world: &World) -> Last {
    let student = world.student("student-1").await;
    let path = outcome_path(&student, &pending(world, &student).await);
    decide(world, &path, 1).await
}

async fn decide(world: &World, outcome: &str, version: u64) -> Last {
    let body = json!({ "decision": "certified", "version": version });
    let path = format!("{outcome}/certification");
    world.teacher("course-teacher").await.request("POST", &path, Some(body)).await.into()
}

async fn withdraw_late(world: &World) -> Last {
    let student = world.student("student-1").await;
    let path = outcome_path(&student, &certified(world, &student).await);
    world.clock.advance(SignedDuration::from_mins(11));
    withdraw(world, &path, 3).await
}

async fn withdraw_what_was_read_before(world: &World) -> Last {
    let student = world.student("student-1").await;
    let path = outcome_path(&student, &certified(world, &student).await);
    withdraw(world, &path, 2).await
}

async fn withdraw(world: &World, outcome: &str, version: u64) -> Last {
    let path = format!("{outcome}/certification?version={version}");
    world.teacher("course-teacher").await.request("DELETE", &path, None).await.into()
}

async fn anothers_list(world: &World) -> Last {
    let path = format!("/api/certifications?for={}", account("other-teacher"));
    world.teacher("course-teacher").await.request("GET", &path, None).await.into()
}
