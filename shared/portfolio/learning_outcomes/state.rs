use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Refusal, settings::UNDO_CERTIFICATION};

/// Where an outcome stands. No official list of states is public; this is the smallest set that
/// carries the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeState {
    /// 草稿
    Draft,
    /// 待認證
    Pending,
    /// 認證成功
    Certified,
    /// 退回, with a reason
    Returned,
}

impl OutcomeState {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Pending => "pending",
            Self::Certified => "certified",
            Self::Returned => "returned",
        }
    }
}

/// What a teacher decides. Certification says own work and right subject; it never grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// 認證
    Certified,
    /// 退回
    Returned,
}

/// The outcome's state does not admit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongState {
    /// Waiting for certification, or certified: its text and subject stay as they are.
    NotEditable,
    /// Only a draft or a returned outcome can be put forward.
    NotRequestable,
    /// Nothing waits for a decision.
    NotPending,
    /// No longer, or never, open to be taken back.
    NotWithdrawable,
}

impl Refusal for WrongState {
    fn code(&self) -> &'static str {
        match self {
            Self::NotEditable => "outcome.not_editable",
            Self::NotRequestable => "outcome.not_requestable",
            Self::NotPending => "certification.not_pending",
            Self::NotWithdrawable => "certification.not_withdrawable",
        }
    }
}

/// The student changes an outcome. `bytes_changed` says that a file with another SHA-256 is named;
/// `text_changed` that the title or description differ.
///
/// A waiting or certified outcome takes no other text. The same bytes keep the state, so that a
/// lost file can be uploaded again without a second certification; other bytes return the outcome
/// to a draft.
pub fn edit(
    state: OutcomeState,
    text_changed: bool,
    bytes_changed: bool,
) -> Result<OutcomeState, WrongState> {
    match state {
        OutcomeState::Draft | OutcomeState::Returned => Ok(state),
        OutcomeState::Pending | OutcomeState::Certified if text_changed => {
            Err(WrongState::NotEditable)
        }
        OutcomeState::Pending | OutcomeState::Certified if bytes_changed => Ok(OutcomeState::Draft),
        OutcomeState::Pending | OutcomeState::Certified => Ok(state),
    }
}

/// The student asks for certification.
pub fn request(state: OutcomeState) -> Result<OutcomeState, WrongState> {
    match state {
        OutcomeState::Draft | OutcomeState::Returned => Ok(OutcomeState::Pending),
        OutcomeState::Pending | OutcomeState::Certified => Err(WrongState::NotRequestable),
    }
}

/// The student takes the request back before the teacher has decided.
pub fn take_back(state: OutcomeState) -> Result<OutcomeState, WrongState> {
    if state == OutcomeState::Pending {
        Ok(OutcomeState::Draft)
    } else {
        Err(WrongState::NotPending)
    }
}

/// The teacher decides.
pub fn decide(state: OutcomeState, decision: Decision) -> Result<OutcomeState, WrongState> {
    match (state, decision) {
        (OutcomeState::Pending, Decision::Certified) => Ok(OutcomeState::Certified),
        (OutcomeState::Pending, Decision::Returned) => Ok(OutcomeState::Returned),
        _ => Err(WrongState::NotPending),
    }
}

/// The teacher takes a decision back: within ten minutes, and unless it is selected.
pub fn withdraw(
    state: OutcomeState,
    decided_at: Timestamp,
    now: Timestamp,
    selected: bool,
) -> Result<OutcomeState, WrongState> {
    let decided = matches!(state, OutcomeState::Certified | OutcomeState::Returned);
    let in_time = now.duration_since(decided_at) <= UNDO_CERTIFICATION;
    if decided && in_time && !selected {
        Ok(OutcomeState::Pending)
    } else {
        Err(WrongState::NotWithdrawable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use OutcomeState::{Certified, Draft, Pending, Returned};

    #[test]
    fn the_same_bytes_keep_the_certification_and_others_do_not() {
        assert_eq!(edit(Certified, false, false), Ok(Certified));
        assert_eq!(edit(Certified, false, true), Ok(Draft));
        assert_eq!(edit(Pending, false, true), Ok(Draft));
        assert_eq!(edit(Certified, true, false), Err(WrongState::NotEditable));
        assert_eq!(edit(Returned, true, true), Ok(Returned));
    }

    #[test]
    fn only_what_waits_is_decided() {
        for state in [Draft, Pending, Certified, Returned] {
            assert_eq!(decide(state, Decision::Certified).is_ok(), state == Pending);
            assert_eq!(request(state).is_ok(), matches!(state, Draft | Returned));
            assert_eq!(take_back(state).is_ok(), state == Pending);
        }
    }

    #[test]
    fn a_decision_is_taken_back_within_ten_minutes_unless_selected() {
        let decided: Timestamp = "2026-11-23T08:00:00+08:00".parse().unwrap();
        let after = |seconds| decided + jiff::SignedDuration::from_secs(seconds);
        assert_eq!(withdraw(Certified, decided, after(600), false), Ok(Pending));
        assert_eq!(withdraw(Returned, decided, after(1), false), Ok(Pending));
        assert!(withdraw(Certified, decided, after(601), false).is_err());
        assert!(withdraw(Certified, decided, after(1), true).is_err());
        assert!(withdraw(Draft, decided, after(1), false).is_err());
    }
}
