use futures::future::join_all;
use jiff::SignedDuration;
use local::gateway::Limits;
use serde_json::Value;

use super::{
    adds_up::adds_up,
    brought::{Brought, confirm},
};
use crate::support::{Actor, Answer, Held, World, items::text};

/// Students, and uploads that one of them has under way at most.
const STUDENTS: usize = 4;
const UPLOADS: usize = 8;
/// Requests at once that the API takes here: less than all of them want.
const BURST: u32 = 25;

/// Until the bucket is full again.
fn quiet(world: &World) {
    world.clock.advance(SignedDuration::from_secs(30));
}

/// Refused before any function ran, with the time to come again.
#[track_caller]
fn is_shed(answer: &Answer, status: u16, code: &str) {
    assert_eq!((answer.status, answer.code()), (status, code), "{:#}", answer.body);
    assert_eq!(answer.header("retry-after"), "2");
    assert_eq!(answer.header("content-type"), "application/problem+json");
}

async fn students(world: &World) -> Vec<Actor<'_>> {
    let mut students = Vec::new();
    for number in 1..=STUDENTS {
        students.push(world.student(&format!("student-{number}")).await);
    }
    students
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_burst_exactly_so_many_are_taken_and_all_of_those_are_there_afterwards() {
    let limits = Limits { rate: 5, burst: BURST, ..Limits::NONE };
    let world = World::limited(limits).await;
    let students = students(&world).await;
    quiet(&world);
    let brought: Vec<Brought> = (0..STUDENTS * UPLOADS).map(|n| Brought::pdf(n as u64)).collect();
    let owner = |n: usize| &students[n % STUDENTS];
    let offers = brought.iter().enumerate().map(|(n, brought)| brought.reserve(owner(n)));
    let answers = join_all(offers).await;

    let (mut taken, mut shed) = (Vec::<(usize, Value)>::new(), Vec::new());
    for (n, answer) in answers.into_iter().enumerate() {
        if answer.status == 201 {
            taken.push((n, answer.body));
        } else {
            is_shed(&answer, 429, "too_many_requests");
            shed.push(n);
        }
    }
    assert_eq!((taken.len(), shed.len()), (BURST as usize, STUDENTS * UPLOADS - BURST as usize));

    // What was taken is finished, while everything else is still refused.
    quiet(&world);
    for (n, reserved) in &taken {
        brought[*n].put(&world, reserved).await.expect(200);
        confirm(owner(*n), &text(reserved, "file_id")).await.expect(200);
    }
    is_shed(&owner(0).get("/api/account").await, 429, "too_many_requests");
    for n in shed {
        quiet(&world);
        brought[n].store(&world, owner(n)).await;
    }
    quiet(&world);
    for student in &students {
        adds_up(&world, student).await;
        let account = student.get("/api/account").await.expect(200);
        assert_eq!(account["quota"]["used_bytes"], UPLOADS * brought[0].bytes.len());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_as_many_functions_run_as_may_others_are_told_to_come_again() {
    let world = World::limited(Limits { at_once: 1, ..Limits::NONE }).await;
    let students = students(&world).await;
    let (one, others) = students.split_first().expect("students");
    let brought = Brought::pdf(1);
    let held = Held::before(&world, "files.reserve", "TransactWriteItems");
    let refused = held.meanwhile(async {
        for other in others {
            is_shed(&other.get("/api/account").await, 503, "unavailable");
        }
    });
    let (reserved, ()) = tokio::join!(brought.reserve(one), refused);
    brought.put(&world, &reserved.expect(201)).await.expect(200);
    world.drain().await;
    for student in &students {
        adds_up(&world, student).await;
    }
    let account = one.get("/api/account").await.expect(200);
    assert_eq!(account["quota"]["used_bytes"], brought.bytes.len());
}
