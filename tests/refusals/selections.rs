use portfolio::selections::Roster;
use serde_json::{Value, json};

use super::provocation::{Last, Provocation, provoke};
use crate::support::{
    Actor, World,
    items::{certified, delivered, draft, performance, select, selection},
};

const OUTCOMES: &str = "selections.put-outcomes";
const PERFORMANCES: &str = "selections.put-performances";

pub const PROVOCATIONS: &[Provocation] = &[
    provoke(OUTCOMES, "window.closed", |world| Box::pin(late(world, OF_OUTCOMES))),
    provoke(OUTCOMES, "selection.locked", |world| Box::pin(frozen_outcomes(world))),
    provoke(OUTCOMES, "selection.too_many", |world| Box::pin(too_many_outcomes(world))),
    provoke(OUTCOMES, "selection.too_many_of_semester", |world| Box::pin(of_semester(world))),
    provoke(OUTCOMES, "selection.not_certified", |world| Box::pin(uncertified(world))),
    provoke(OUTCOMES, "selection.other_year", |world| Box::pin(outcome_of_before(world))),
    provoke(OUTCOMES, "conflict", |world| Box::pin(stale_outcomes(world))),
    provoke(PERFORMANCES, "window.closed", |world| Box::pin(late(world, OF_PERFORMANCES))),
    provoke(PERFORMANCES, "selection.locked", |world| Box::pin(frozen_performances(world))),
    provoke(PERFORMANCES, "selection.too_many", |world| Box::pin(too_many_performances(world))),
    provoke(PERFORMANCES, "selection.other_year", |world| Box::pin(performance_of_before(world))),
    provoke(PERFORMANCES, "conflict", |world| Box::pin(stale_performances(world))),
];

const OF_OUTCOMES: Roster = Roster::LearningOutcomes;
const OF_PERFORMANCES: Roster = Roster::DiversePerformances;

async fn put(student: &Actor<'_>, roster: Roster, items: &[&Value], version: u64) -> Last {
    let (path, body) = selection(roster, items, version);
    student.request("PUT", &path, Some(body)).await.into()
}

async fn late(world: &World, roster: Roster) -> Last {
    world.clock.set("2026-12-20T00:00:00+08:00");
    put(&world.student("student-1").await, roster, &[], 0).await
}

async fn frozen_outcomes(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = certified(world, &student).await;
    select(&student, OF_OUTCOMES, &[&outcome]).await;
    delivered(world, &world.teacher("outcome-submitter").await, OF_OUTCOMES).await;
    put(&student, OF_OUTCOMES, &[], 2).await
}

async fn frozen_performances(world: &World) -> Last {
    let student = world.student("student-1").await;
    let performance = performance(&student, 115).await;
    select(&student, OF_PERFORMANCES, &[&performance]).await;
    delivered(world, &world.teacher("performance-submitter").await, OF_PERFORMANCES).await;
    put(&student, OF_PERFORMANCES, &[], 2).await
}

/// The school lowers its number; a subject takes four.
async fn set(world: &World, name: &str, number: u32) {
    let administrator = world.teacher("administrator").await;
    let path = "/api/schools/353301/settings";
    let mut settings = administrator.get(path).await.expect(200);
    settings[name] = json!(number);
    administrator.put(path, settings).await.expect(200);
}

async fn two_certified(world: &World) -> (Actor<'_>, [Value; 2]) {
    let student = world.student("student-1").await;
    let both = [certified(world, &student).await, certified(world, &student).await];
    (student, both)
}

async fn too_many_outcomes(world: &World) -> Last {
    set(world, "selected_outcomes_per_year", 1).await;
    let (student, [one, other]) = two_certified(world).await;
    put(&student, OF_OUTCOMES, &[&one, &other], 0).await
}

async fn of_semester(world: &World) -> Last {
    set(world, "selected_outcomes_per_semester", 1).await;
    let (student, [one, other]) = two_certified(world).await;
    put(&student, OF_OUTCOMES, &[&one, &other], 0).await
}

async fn uncertified(world: &World) -> Last {
    let student = world.student("student-1").await;
    let draft = draft(world, &student).await;
    put(&student, OF_OUTCOMES, &[&draft], 0).await
}

/// The outcome is of 115; the window of 116 opens, and it is selected there.
async fn outcome_of_before(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = certified(world, &student).await;
    let window = json!({
        "opens_at": "2026-11-01T00:00:00+08:00",
        "closes_at": "2026-12-20T00:00:00+08:00",
        "version": 0,
    });
    let path = "/api/schools/353301/windows/outcome_selection/116";
    world.teacher("administrator").await.put(path, window).await.expect(200);
    let (path, body) = selection(OF_OUTCOMES, &[&outcome], 0);
    student.request("PUT", &path.replace("/115/", "/116/"), Some(body)).await.into()
}

async fn stale_outcomes(world: &World) -> Last {
    let student = world.student("student-1").await;
    let outcome = certified(world, &student).await;
    select(&student, OF_OUTCOMES, &[&outcome]).await;
    put(&student, OF_OUTCOMES, &[], 0).await
}

async fn too_many_performances(world: &World) -> Last {
    set(world, "selected_performances_per_year", 1).await;
    let student = world.student("student-1").await;
    let [one, other] = [performance(&student, 115).await, performance(&student, 115).await];
    put(&student, OF_PERFORMANCES, &[&one, &other], 0).await
}

async fn performance_of_before(world: &World) -> Last {
    let student = world.student("student-1").await;
    let older = performance(&student, 114).await;
    put(&student, OF_PERFORMANCES, &[&older], 0).await
}

async fn stale_performances(world: &World) -> Last {
    let student = world.student("student-1").await;
    let performance = performance(&student, 115).await;
    select(&student, OF_PERFORMANCES, &[&performance]).await;
    put(&student, OF_PERFORMANCES, &[], 0).await
}
