use portfolio::central_submissions::{BatchState, DataKey, ItemId};

use super::{
    Begins, Deliver, Fix, Freeze, Open, Pack, Recovered, Said, Stage, Student, Submissions, Worker,
    World, invariants::scope, recovery::run,
};
use crate::checking::holds;

/// Students who selected what their items say, nothing yet.
fn model(students: &[u8]) -> Submissions {
    let scope = scope();
    let key = |student: usize| {
        let id = format!("lo_{:032x}", student + 1);
        DataKey::of(&scope, id.parse::<ItemId>().expect("an id"))
    };
    Submissions {
        broken: None,
        students: students.to_vec(),
        selected: students.len(),
        changes: 0,
        mending: false,
        batches: 1,
        at_once: 2,
        again: true,
        stages: &[Stage::Freeze, Stage::Archive, Stage::Deliver],
        other_roster: false,
        receipts: Vec::new(),
        begins: Begins::Nothing,
        received: false,
        keys: std::array::from_fn(key),
        scope,
        recovered: Recovered::default(),
    }
}

/// As far as a clerk and the functions bring the first batch with nobody in the way.
pub fn beginning(model: &Submissions) -> World {
    let student = |(which, content): (usize, &u8)| {
        let chosen = which < model.selected;
        Student { chosen, content: *content, ..Student::default() }
    };
    let mut world = World {
        students: model.students.iter().enumerate().map(student).collect(),
        batches: vec![None; model.batches],
        head: None,
        head_version: 0,
        chain: Vec::new(),
        receiver: std::collections::BTreeSet::new(),
        imported: 0,
        workers: Vec::new(),
    };
    if model.begins == Begins::Nothing {
        return world;
    }
    run(model, &mut world, Worker::Open(0, Open::Head));
    run(model, &mut world, Worker::Fix(0, Fix::Batch));
    if model.begins == Begins::Frozen {
        return world;
    }
    run(model, &mut world, Worker::Freeze(0, true, Freeze::Batch));
    if model.begins == Begins::Signed {
        return world;
    }
    run(model, &mut world, Worker::Pack(0, true, Pack::Batch));
    while world.batch(0).is_some_and(|batch| batch.queue.waiting != [0; 3]) {
        run(model, &mut world, Worker::Deliver(0, true, Deliver::Batch));
    }
    assert_eq!(world.batch(0).map(|batch| batch.state), Some(BatchState::Acknowledged));
    world
}

/// A frozen batch, and students who change their minds and their files while its rows are frozen.
pub fn freezing() -> Submissions {
    let changing = Submissions { changes: 2, mending: true, ..model(&[1, 1]) };
    let freezing = Submissions { again: false, stages: &[Stage::Freeze], ..changing };
    Submissions { begins: Begins::Frozen, other_roster: true, ..freezing }
}

/// A signed batch with an archive.
pub fn packing() -> Submissions {
    Submissions { begins: Begins::Signed, ..model(&[1]) }
}

/// A batch with no file and no row: its last message is the only one.
pub fn nothing_to_pack() -> Submissions {
    Submissions { begins: Begins::Frozen, selected: 0, ..model(&[1]) }
}

/// An acknowledged batch of three rows, and receipts that name some of them.
pub fn receiving() -> Submissions {
    let (taken, refused) = (Some(Said::Received), Some(Said::Rejected));
    let receipts = vec![[taken, None, None], [refused, taken, None], [taken, taken, taken]];
    Submissions { begins: Begins::Acknowledged, receipts, ..model(&[1, 1, 1]) }
}

/// A batch that is reconciled, and two clerks who open the next one for whoever selects later.
pub fn the_next_batch() -> Submissions {
    let receipts = vec![[Some(Said::Received), None, None]];
    let later = Submissions { batches: 3, selected: 1, changes: 1, ..model(&[1, 1]) };
    Submissions { begins: Begins::Acknowledged, receipts, stages: &[Stage::Freeze], ..later }
}

#[test]
fn rows_are_frozen_while_students_change_their_minds() {
    holds("freezing", freezing());
}

#[test]
fn an_archive_is_packed_and_everything_delivered() {
    holds("packing", packing());
}

#[test]
fn a_batch_without_a_row_is_delivered() {
    holds("nothing to pack", nothing_to_pack());
}

#[test]
fn receipts_are_imported_at_once() {
    holds("receiving", receiving());
}

#[test]
fn the_next_batch_is_opened_twice_at_once() {
    holds("the next batch", the_next_batch());
}
