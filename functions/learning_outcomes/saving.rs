use portfolio::{learning_outcomes::OutcomeState, mutant};
use runtime::{Call, Problem};
use store::{
    Condition, Key, StoreError, Write,
    items::{LearningOutcome, PendingCertification},
};

use crate::files::{Attachments, AttachmentsChange};

/// Compares the version that the client knows with what stands. `true` means that the client's
/// reply was lost and what it asks for already holds.
pub fn stands(
    outcome: &LearningOutcome,
    version: u64,
    holds: impl Fn(&LearningOutcome) -> bool,
) -> Result<bool, Problem> {
    match outcome.version == version {
        true => Ok(false),
        false if holds(outcome) => Ok(true),
        false => Err(Problem::new("conflict")),
    }
}

/// Puts the changed outcome in the place of the one that was read. A selection that was made
/// meanwhile does not count up the version, so it is compared too.
pub fn replace(next: &LearningOutcome, read: &LearningOutcome) -> Result<Write, StoreError> {
    let unselected = match read.selected_in {
        Some(year) => Condition::equals("selected_in", year),
        None => Condition::absent("selected_in"),
    };
    let unselected = unselected.unless(mutant("change-what-was-selected-meanwhile"));
    Ok(Write::replace("outcome", next, read.version)?.when(unselected))
}

/// Writes a change of an outcome and what goes with it. Where somebody was first, what stands there
/// now is the answer if it is what was asked for.
pub async fn save(
    call: &Call,
    next: LearningOutcome,
    writes: Vec<Write>,
    holds: impl Fn(&LearningOutcome) -> bool,
) -> Result<LearningOutcome, Problem> {
    let conflict = match call.table().transact(writes).await {
        Ok(()) => return Ok(next),
        Err(error) => error.into_conflict()?,
    };
    if !conflict.at("outcome") {
        return Err(AttachmentsChange::refusal(&conflict).unwrap_or(Problem::new("conflict")));
    }
    match conflict.found::<LearningOutcome>("outcome") {
        Some(stands) if holds(&stands) => Ok(stands),
        Some(_) => Err(Problem::new("conflict")),
        None => Err(Problem::not_found()),
    }
}

/// The files that the outcome names.
pub fn attachments(outcome: &LearningOutcome) -> Attachments {
    Attachments { document: outcome.document.clone(), media: outcome.media.clone() }
}

/// Where the teacher's list holds an outcome that waits.
pub fn pending_key(outcome: &LearningOutcome) -> Option<Key> {
    let attempt = outcome.attempts.last().filter(|_| outcome.state == OutcomeState::Pending)?;
    Some(PendingCertification::at(outcome.teacher, attempt.requested_at, outcome.id))
}

/// The outcome as a draft: what was put forward and not decided is taken back.
pub fn as_draft(outcome: &LearningOutcome) -> LearningOutcome {
    let mut draft = LearningOutcome { state: OutcomeState::Draft, ..outcome.clone() };
    if outcome.state == OutcomeState::Pending {
        draft.attempts.pop();
    }
    draft
}
