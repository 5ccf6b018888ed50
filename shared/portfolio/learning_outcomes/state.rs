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

/// The teacher takes a decision back: within ten minutes, and unless it is selected. Neither once the
/// student has changed what was returned: it would wait in words that were never put forward.
pub fn withdraw(
    state: OutcomeState,
    decided_at: Timestamp,
    changed_at: Timestamp,
    now: Timestamp,
    selected: bool,
) -> Result<OutcomeState, WrongState> {
    let as_decided = changed_at <= decided_at;
    // A certified outcome changes only into a draft, or into the same bytes.
    let decided = state == OutcomeState::Certified || state == OutcomeState::Returned && as_decided;
    let in_time = now.duration_since(decided_at) <= UNDO_CERTIFICATION;
    if decided && in_time && !selected {
        Ok(OutcomeState::Pending)
    } else {
        Err(WrongState::NotWithdrawable)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
        let withdraw = |state, seconds, selected| {
            super::withdraw(state, decided, decided, after(seconds), selected)
        };
        assert_eq!(withdraw(Certified, 600, false), Ok(Pending));
        assert_eq!(withdraw(Returned, 1, false), Ok(Pending));
        assert!(withdraw(Certified, 601, false).is_err());
        assert!(withdraw(Certified, 1, true).is_err());
        assert!(withdraw(Draft, 1, false).is_err());
        let changed = |state| super::withdraw(state, decided, after(1), after(2), false);
        assert_eq!(changed(Returned), Err(WrongState::NotWithdrawable));
        assert_eq!(changed(Certified), Ok(Pending));
    }

    /// What people do with an outcome.
    #[derive(Debug, Clone, Copy)]
    enum Event {
        Edit { text: bool, bytes: bool },
        Request,
        TakeBack,
        Decide(Decision),
        Withdraw { selected: bool },
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            (any::<bool>(), any::<bool>()).prop_map(|(text, bytes)| Event::Edit { text, bytes }),
            Just(Event::Request),
            Just(Event::TakeBack),
            Just(Event::Decide(Decision::Certified)),
            Just(Event::Decide(Decision::Returned)),
            any::<bool>().prop_map(|selected| Event::Withdraw { selected }),
        ]
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_795_000_000 + seconds).unwrap()
    }

    const STEPS: [(OutcomeState, OutcomeState); 7] = [
        (Draft, Pending),
        (Returned, Pending),
        (Pending, Draft),
        (Pending, Certified),
        (Pending, Returned),
        (Certified, Pending),
        (Certified, Draft),
    ];

    proptest! {
        #[test]
        fn what_is_certified_is_what_the_teacher_saw_and_the_student_put_forward(
            events in prop::collection::vec((event(), 1_i64..400), 0..30),
        ) {
            let (mut state, mut now) = (Draft, 0);
            // Each change of the text or the bytes is another version.
            let (mut version, mut put_forward, mut decided) = (0, None, None);
            let (mut changed_at, mut decided_at) = (now, now);
            for (event, later) in events {
                now += later;
                let reached = match event {
                    Event::Edit { text, bytes } => edit(state, text, bytes),
                    Event::Request => request(state),
                    Event::TakeBack => take_back(state),
                    Event::Decide(decision) => decide(state, decision),
                    Event::Withdraw { selected } => {
                        withdraw(state, at(decided_at), at(changed_at), at(now), selected)
                    }
                };
                let Ok(next) = reached else { continue };
                prop_assert!(
                    next == state || STEPS.contains(&(state, next)),
                    "{state:?} {event:?}"
                );
                match event {
                    Event::Edit { text, bytes } => version += i32::from(text || bytes),
                    Event::Request => put_forward = Some(version),
                    Event::Decide(decision) => {
                        (decided, decided_at) = (Some((version, decision)), now);
                    }
                    Event::Withdraw { selected } => {
                        prop_assert!(!selected && now - decided_at <= 600)
                    }
                    Event::TakeBack => {}
                }
                (state, changed_at) = (next, now);
                prop_assert!(state != Pending || put_forward == Some(version));
                prop_assert!(state != Certified || put_forward == Some(version));
                prop_assert!(state != Certified || decided == Some((version, Decision::Certified)));
            }
        }

        #[test]
        fn a_decision_can_be_taken_back_the_sooner_the_surer(
            seconds in 0_i64..1200, sooner in 0_i64..1200,
        ) {
            let withdrawn =
                |after, selected| withdraw(Certified, at(0), at(0), at(after), selected).is_ok();
            let taken_back = withdrawn(seconds, false);
            prop_assert_eq!(taken_back, seconds <= 600);
            prop_assert!(!taken_back || withdrawn(seconds.min(sooner), false));
            prop_assert!(!withdrawn(seconds, true));
        }
    }
}
