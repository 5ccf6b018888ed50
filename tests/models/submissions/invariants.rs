//! What holds in every state, and what has to be possible.

use portfolio::{
    SchoolYear,
    central_submissions::{BatchState, ChainLink, Digest, Scope, verify_chain},
    selections::Roster,
};
use stateright::Property;

use super::{
    Batch, Delivery, Link, MANIFEST, PAPERS, Rows, STUDENTS, Said, Stage, Submissions, World,
    recovery::outcome, student::REUPLOADED,
};

/// A selection is frozen into one batch, with its row, as it stood.
pub const FROZEN_ONCE: &str = "B1 a frozen selection has one row, which says what it says";
/// What was signed is what is frozen.
pub const SIGNED_IS_FROZEN: &str = "B2 what was signed is what is frozen";
/// Every container is made from what was signed.
pub const BUILT_FROM_SIGNED: &str = "B3 every container is made from what was signed";
/// Whoever has the manifest has everything that it names.
pub const MANIFEST_IS_LAST: &str = "B4 whoever has the manifest has all that it names";
/// What is acknowledged was handed over.
pub const ACKNOWLEDGED_IS_THERE: &str = "B5 what is acknowledged was handed over";
/// The files of frozen rows are there and held.
pub const FILES_ARE_HELD: &str = "B6 the files of frozen rows are there and held";
/// A row of which a receipt has said something ends as that, never as missing.
pub const TOLD_STAYS: &str = "B7 what a receipt said of a row is not taken back by silence";
/// One batch is under way at most.
pub const ONE_UNDER_WAY: &str = "B8 one batch is under way at most";
/// The school's signed batches form one chain.
pub const ONE_CHAIN: &str = "B9 the signed batches form one chain";
/// The same content sent again is the same delivery.
pub const SENT_ONCE: &str = "B10 the same content sent again is the same delivery";
/// Messages that come again bring every batch to its end.
pub const SETTLES: &str = "B11 messages that come again settle everything";

/// All that this model shows.
pub fn all(model: &Submissions) -> Vec<Property<Submissions>> {
    let mut all = vec![
        Property::always(FROZEN_ONCE, frozen_once),
        Property::always(SIGNED_IS_FROZEN, |_, world: &World| {
            batches(world).all(|(_, batch)| batch.root.is_none_or(|root| root == batch.rows))
        }),
        Property::always(BUILT_FROM_SIGNED, |_, world: &World| {
            batches(world).all(|(_, batch)| {
                let outbox = &batch.outbox;
                let built = outbox.papers.iter().chain([&outbox.archive]).flatten();
                built.into_iter().all(|rows| batch.root == Some(*rows))
            })
        }),
        Property::always(MANIFEST_IS_LAST, |_, world: &World| {
            batches(world).all(|(_, batch)| {
                let outbox = &batch.outbox;
                let papers = outbox.papers.iter().all(Option::is_some);
                let archive = outbox.archive.is_some() || batch.archive.is_none();
                outbox.papers[MANIFEST].is_none() || papers && archive
            })
        }),
        Property::always(ACKNOWLEDGED_IS_THERE, acknowledged_is_there),
        Property::always(FILES_ARE_HELD, files_are_held),
        Property::always(TOLD_STAYS, |_, world: &World| {
            batches(world).all(|(_, batch)| {
                let said = |student: usize| batch.said[student];
                (0..STUDENTS)
                    .filter(|student| batch.told[*student])
                    .all(|student| matches!(said(student), Said::Received | Said::Rejected))
            })
        }),
        Property::always(ONE_UNDER_WAY, |_, world: &World| {
            batches(world).filter(|(_, batch)| batch.is_under_way()).count() <= 1
        }),
        Property::always(ONE_CHAIN, |model: &Submissions, world: &World| {
            let links: Vec<ChainLink> =
                world.chain.iter().map(|signed| link(model, signed)).collect();
            verify_chain(&links).is_ok()
        }),
        Property::always(SENT_ONCE, sent_once),
        Property::always(SETTLES, |model: &Submissions, world: &World| outcome(model, world)),
    ];
    all.extend(sometimes(model));
    all
}

fn sometimes(model: &Submissions) -> Vec<Property<Submissions>> {
    let mut all = Vec::new();
    if !model.stages.contains(&Stage::Deliver) {
        all.push(Property::sometimes("a batch is signed", |_, world: &World| {
            batches(world).any(|(_, batch)| batch.root.is_some_and(|root| root != [0; STUDENTS]))
        }));
    } else if model.receipts.is_empty() {
        all.push(Property::sometimes("a batch is acknowledged", |_, world: &World| {
            batches(world).any(|(_, batch)| batch.state == BatchState::Acknowledged)
        }));
    } else {
        all.push(Property::sometimes("every row is received", |_, world: &World| {
            batches(world).any(|(_, batch)| batch.state == BatchState::Reconciled)
        }));
    }
    if model.batches > 1 {
        all.push(Property::sometimes("two batches have rows", |_, world: &World| {
            batches(world).filter(|(_, batch)| batch.rows != [0; STUDENTS]).count() > 1
        }));
    }
    all
}

fn batches(world: &World) -> impl Iterator<Item = (usize, &Batch)> {
    let batches = world.batches.iter().enumerate();
    batches.filter_map(|(id, batch)| Some((id, batch.as_ref()?)))
}

fn frozen_once(_: &Submissions, world: &World) -> bool {
    world.students.iter().enumerate().all(|(which, student)| {
        let mut rows = batches(world).filter(|(_, batch)| batch.rows[which] != 0);
        match (rows.next(), student.frozen_in) {
            (Some((id, batch)), Some(frozen_in)) => {
                let same = student.chosen && batch.rows[which] == student.content;
                id == frozen_in && same && rows.next().is_none()
            }
            (None, None) => true,
            _ => false,
        }
    })
}

fn files_are_held(_: &Submissions, world: &World) -> bool {
    batches(world).all(|(id, batch)| {
        batch.students().all(|which| {
            let second = batch.rows[which] == REUPLOADED;
            let file = &world.students[which].files[usize::from(second)];
            let there = !file.given_up && file.held_by == Some(id);
            there && (file.legal_hold || batch.root.is_none())
        })
    })
}

fn acknowledged_is_there(_: &Submissions, world: &World) -> bool {
    batches(world).filter(|(_, batch)| batch.state >= BatchState::Sent).all(|(id, batch)| {
        let taken = |name: usize| {
            let mut all =
                world.receiver.iter().filter(|taken| (taken.batch, taken.name) == (id, name));
            all.any(|taken| Some(taken.bytes) == batch.root)
        };
        let names = if batch.archive.is_some() { PAPERS + 1 } else { PAPERS };
        (0..names).all(taken)
    })
}

fn sent_once(_: &Submissions, world: &World) -> bool {
    let content = |taken: &Delivery| (taken.batch, taken.name);
    let mut before: Option<&Delivery> = None;
    world.receiver.iter().all(|taken| {
        let again = before.is_some_and(|before| content(before) == content(taken));
        before = Some(taken);
        !again
    })
}

/// The link as the real chain has it.
fn link(model: &Submissions, signed: &Link) -> ChainLink {
    let digest = |rows: &Rows| Digest::of(rows);
    ChainLink {
        scope: if signed.batch.is_some() { model.scope.clone() } else { other(&model.scope) },
        sequence: u64::from(signed.sequence),
        previous_root: signed.previous.as_ref().map(digest),
        root: digest(&signed.root),
    }
}

fn other(scope: &Scope) -> Scope {
    Scope { roster: Roster::DiversePerformances, ..scope.clone() }
}

/// A school that there is not.
pub fn scope() -> Scope {
    Scope {
        school: "353399".parse().expect("six digits"),
        year: SchoolYear::new(115).expect("a year"),
        roster: Roster::LearningOutcomes,
    }
}
