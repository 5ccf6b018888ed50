use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Refusal;

/// Where a batch stands.
///
/// ```text
/// open -> frozen -> built -> sent -> acknowledged -> reconciled | discrepant -> reopened
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchState {
    /// Selections can still change; the pre-check (預檢) can be read.
    Open,
    /// The rows are fixed and their files locked.
    Frozen,
    /// Roster, manifest and archives are made.
    Built,
    /// Everything was handed over.
    Sent,
    /// The other side has everything, with the checksums that were sent.
    Acknowledged,
    /// Every row was received.
    Reconciled,
    /// At least one row was rejected or is missing.
    Discrepant,
    /// Given up so that the school can correct: what is sent again goes into a new batch, which
    /// names this one's root as its predecessor. Final.
    Reopened,
}

impl BatchState {
    /// Every state, in the order in which a batch goes through them.
    pub const ALL: [Self; 8] = [
        Self::Open,
        Self::Frozen,
        Self::Built,
        Self::Sent,
        Self::Acknowledged,
        Self::Reconciled,
        Self::Discrepant,
        Self::Reopened,
    ];

    /// The name on the wire and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Frozen => "frozen",
            Self::Built => "built",
            Self::Sent => "sent",
            Self::Acknowledged => "acknowledged",
            Self::Reconciled => "reconciled",
            Self::Discrepant => "discrepant",
            Self::Reopened => "reopened",
        }
    }

    /// Whether the files of its rows are locked.
    pub fn locks_files(self) -> bool {
        !matches!(self, Self::Open | Self::Reopened)
    }
}

impl fmt::Display for BatchState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What happens to a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The submitter fixes the rows.
    Freeze {
        /// How many problems of the pre-check forbid it.
        problems: usize,
    },
    /// Roster, manifest and every archive are made.
    BuildDone,
    /// Everything was handed over.
    SendDone,
    /// The other side confirmed the checksums.
    Acknowledge,
    /// A receipt (收訖明細) was compared with the rows. A later receipt replaces the result.
    Reconcile {
        /// Rows of which the receipts say nothing.
        missing: usize,
        /// Rows that were rejected.
        rejected: usize,
    },
    /// The school corrects, after a discrepancy or after a student disputed a received row.
    Reopen,
}

/// Why a batch does not take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchRefusal {
    /// Problems of the pre-check forbid freezing.
    NotReady {
        /// How many.
        problems: usize,
    },
    /// The step does not follow from this state.
    WrongState(BatchState),
}

impl Refusal for BatchRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotReady { .. } => "submission.not_ready",
            Self::WrongState(_) => "submission.wrong_state",
        }
    }

    fn facts(&self) -> Vec<(&'static str, i64)> {
        match self {
            Self::NotReady { problems } => {
                vec![("problems", i64::try_from(*problems).unwrap_or(i64::MAX))]
            }
            Self::WrongState(_) => Vec::new(),
        }
    }
}

/// The state after a step. A step whose result already holds answers that state again, so that a
/// repeated message or a second click does no harm.
///
/// ```
/// use portfolio::central_submissions::{BatchRefusal, BatchState, Step, advance};
/// let frozen = advance(BatchState::Open, Step::Freeze { problems: 0 });
/// assert_eq!(frozen, Ok(BatchState::Frozen));
/// assert_eq!(
///     advance(BatchState::Open, Step::Freeze { problems: 2 }),
///     Err(BatchRefusal::NotReady { problems: 2 })
/// );
/// ```
pub fn advance(from: BatchState, step: Step) -> Result<BatchState, BatchRefusal> {
    use BatchState::{Acknowledged, Built, Discrepant, Frozen, Open, Reconciled, Reopened, Sent};
    match (from, step) {
        (Open, Step::Freeze { problems: 0 }) | (Frozen, Step::Freeze { .. }) => Ok(Frozen),
        (Open, Step::Freeze { problems }) => Err(BatchRefusal::NotReady { problems }),
        (Frozen | Built, Step::BuildDone) => Ok(Built),
        (Built | Sent, Step::SendDone) => Ok(Sent),
        (Sent | Acknowledged, Step::Acknowledge) => Ok(Acknowledged),
        (Acknowledged | Reconciled | Discrepant, Step::Reconcile { missing: 0, rejected: 0 }) => {
            Ok(Reconciled)
        }
        (Acknowledged | Reconciled | Discrepant, Step::Reconcile { .. }) => Ok(Discrepant),
        (Reconciled | Discrepant | Reopened, Step::Reopen) => Ok(Reopened),
        _ => Err(BatchRefusal::WrongState(from)),
    }
}

#[cfg(test)]
mod tests;
