//! The model's steps are the code's calls: what a function of the model does with nobody in the way
//! is what the real one was counted to do.

use std::collections::BTreeMap;

use super::{
    By, Collect, Delete, Due, Promote, Reserve, Uploads, Worker, World,
    recovery::store,
    surroundings::{Event, happens},
    tests,
};

/// The table that the journeys keep true to the real functions.
const COUNTED: &str = include_str!("../../../ARCHITECTURE.md");

/// What the worker's next step calls.
fn call(worker: Worker) -> &'static str {
    match worker {
        Worker::Reserve(_, Reserve::Hold) => "TransactWriteItems",
        Worker::Promote(_, _, at) => match at {
            Promote::Row => "GetItem",
            Promote::Arrived | Promote::Staged | Promote::Vault { .. } => "HEAD",
            Promote::Begin => "UpdateItem",
            Promote::Sniff => "GET",
            Promote::Copy => "PUT copy",
            _ => "TransactWriteItems",
        },
        Worker::Delete(_, Delete::Row) | Worker::Collect(_, Collect::Row) => "GetItem",
        Worker::Delete(_, Delete::End { .. }) => "TransactWriteItems",
        Worker::Collect(_, Collect::Versions) => "GET versions",
        Worker::Collect(_, Collect::Remove) => "DELETE",
        Worker::Collect(_, Collect::Again { .. }) => "UpdateItem",
        _ => "not counted",
    }
}

/// The calls of a function to its end.
fn calls(model: &Uploads, world: &mut World, first: Worker) -> Vec<&'static str> {
    let mut calls = Vec::new();
    world.goes_on(first);
    while let Some(worker) = world.workers.first().copied() {
        calls.push(call(worker));
        model.step(world, worker);
    }
    calls
}

/// The calls as the table has them: those of DynamoDB, and those of S3.
fn written(calls: &[&'static str]) -> [String; 2] {
    let mut counts = BTreeMap::new();
    for call in calls {
        *counts.entry(*call).or_insert(0) += 1;
    }
    let is_of_s3 =
        |call: &str| !call.ends_with("Item") && !call.ends_with("Items") && call != "Query";
    [false, true].map(|of_s3| {
        let calls = counts.iter().filter(|(call, _)| is_of_s3(call) == of_s3);
        let written = calls.map(|(call, count)| match count {
            1 => (*call).to_owned(),
            count => format!("{count} × {call}"),
        });
        written.collect::<Vec<_>>().join(", ")
    })
}

/// The row of a function in the table.
fn counted(function: &str) -> [String; 2] {
    let is_row = |line: &&str| line.starts_with(&format!("| `{function}` "));
    let row = COUNTED.lines().find(is_row).expect("a row of the table");
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    [cells[2].to_owned(), cells[5].to_owned()]
}

#[test]
fn a_file_is_reserved_confirmed_and_given_up_with_the_calls_that_were_counted() {
    let model = tests::one_upload();
    let mut world = tests::nothing(&model);
    let reserved = calls(&model, &mut world, Worker::Reserve(0, Reserve::Hold));
    assert_eq!(written(&reserved), counted("files.reserve"));
    happens(&model, &mut world, 0, Event::Send);
    happens(&model, &mut world, 0, Event::Arrive);
    let confirmed = calls(&model, &mut world, Worker::Promote(0, By::Asked, Promote::Row));
    assert_eq!(written(&confirmed), counted("files.confirm"));
    let given_up = calls(&model, &mut world, Worker::Delete(0, Delete::Row));
    assert_eq!(written(&given_up), counted("files.delete"));
}

#[test]
fn the_sweep_ends_a_reservation_with_the_calls_that_were_counted() {
    let model = tests::one_upload();
    let mut world = tests::nothing(&model);
    calls(&model, &mut world, Worker::Reserve(0, Reserve::Hold));
    happens(&model, &mut world, 0, Event::ReservationEnds);
    let mut swept = vec!["Query"];
    swept.extend(calls(&model, &mut world, Worker::Promote(0, By::Sweep, Promote::Row)));
    assert_eq!(written(&swept), counted("files.sweep"));
}

/// The stage on which calls are counted has two tombstones with bytes and one without.
#[test]
fn tombstones_are_collected_with_the_calls_that_were_counted() {
    let model = tests::two_uploads();
    let mut world = tests::nothing(&model);
    for file in [0, 1] {
        store(&model, &mut world, file);
        calls(&model, &mut world, Worker::Delete(file, Delete::Row));
    }
    let mut collected = vec!["Query"];
    for file in [0, 1, 0] {
        happens(&model, &mut world, file, Event::Rest);
        collected.extend(calls(&model, &mut world, Worker::Collect(file, Collect::Row)));
    }
    assert_eq!(world.files[0].due, Due::Nothing);
    assert_eq!(written(&collected), counted("files.collect"));
}
