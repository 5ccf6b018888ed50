use proptest::prelude::*;

use super::*;

const STEPS: [Step; 7] = [
    Step::Freeze { problems: 0 },
    Step::BuildDone,
    Step::SendDone,
    Step::Acknowledge,
    Step::Reconcile { missing: 0, rejected: 0 },
    Step::Reconcile { missing: 1, rejected: 0 },
    Step::Reopen,
];

#[test]
fn these_are_all_the_transitions_that_there_are() {
    let mut drawn = String::new();
    for from in BatchState::ALL {
        let reached = STEPS.map(|step| advance(from, step).map_or("-", BatchState::name));
        drawn.push_str(&format!("{from}: {}\n", reached.join(" ")));
    }
    let expected = "\
open: frozen - - - - - -
frozen: frozen built - - - - -
built: - built sent - - - -
sent: - - sent acknowledged - - -
acknowledged: - - - acknowledged reconciled discrepant -
reconciled: - - - - reconciled discrepant reopened
discrepant: - - - - reconciled discrepant reopened
reopened: - - - - - - reopened
";
    assert_eq!(drawn, expected);
}

#[test]
fn every_step_is_safe_to_repeat() {
    for from in BatchState::ALL {
        for step in STEPS {
            if let Ok(reached) = advance(from, step) {
                assert_eq!(advance(reached, step), Ok(reached), "{from} {step:?}");
            }
        }
    }
}

#[test]
fn a_rejected_row_is_a_discrepancy_as_much_as_a_missing_one() {
    let step = Step::Reconcile { missing: 0, rejected: 1 };
    assert_eq!(advance(BatchState::Acknowledged, step), Ok(BatchState::Discrepant));
}

#[test]
fn problems_count_only_for_a_batch_that_could_be_frozen() {
    let step = Step::Freeze { problems: 3 };
    let refusal = advance(BatchState::Open, step).unwrap_err();
    assert_eq!(refusal.code(), "submission.not_ready");
    assert_eq!(refusal.facts(), [("problems", 3)]);
    assert_eq!(advance(BatchState::Sent, step).unwrap_err().code(), "submission.wrong_state");
}

#[test]
fn the_name_is_the_name_in_json() {
    for state in BatchState::ALL {
        assert_eq!(serde_json::to_value(state).unwrap(), state.name());
    }
}

fn step() -> impl Strategy<Value = Step> {
    let few = || prop_oneof![2 => Just(0_usize), 1 => 1_usize..3];
    prop_oneof![
        few().prop_map(|problems| Step::Freeze { problems }),
        Just(Step::BuildDone),
        Just(Step::SendDone),
        Just(Step::Acknowledge),
        (few(), few()).prop_map(|(missing, rejected)| Step::Reconcile { missing, rejected }),
        Just(Step::Reopen),
    ]
}

/// Steps as a batch meets them: mostly the one that is due, with any others in between.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let due = [Step::Freeze { problems: 0 }, Step::BuildDone, Step::SendDone, Step::Acknowledge];
    let between = || prop::collection::vec(step(), 0..3);
    let begins: Vec<_> = due.into_iter().map(|due| (Just(due), between())).collect();
    (begins, prop::collection::vec(step(), 0..8)).prop_map(|(begins, rest)| {
        let mut steps: Vec<Step> = Vec::new();
        for (due, others) in begins {
            steps.extend(others);
            steps.push(due);
        }
        [steps, rest].concat()
    })
}

proptest! {
    #[test]
    fn a_batch_goes_forward_one_step_at_a_time_and_what_is_repeated_changes_nothing(
        steps in steps(),
    ) {
        // What each step needs to have been done before it, in the order of the work.
        let mut done: Vec<&str> = Vec::new();
        let (mut state, mut whole) = (BatchState::Open, None);
        for step in steps {
            let (work, needs) = match step {
                Step::Freeze { .. } => ("freeze", 0),
                Step::BuildDone => ("build", 1),
                Step::SendDone => ("send", 2),
                Step::Acknowledge => ("acknowledge", 3),
                Step::Reconcile { .. } => ("reconcile", 4),
                Step::Reopen => ("reopen", 5),
            };
            let order = ["freeze", "build", "send", "acknowledge", "reconcile", "reopen"];
            let is_latest = done.last() == Some(&work);
            let is_due = done.len() == needs;
            let unready = matches!(step, Step::Freeze { problems: 1.. }) && !is_latest;
            match advance(state, step) {
                Err(BatchRefusal::NotReady { problems }) => {
                    prop_assert_eq!(step, Step::Freeze { problems });
                    prop_assert!(unready && is_due);
                }
                Err(BatchRefusal::WrongState(from)) => {
                    prop_assert!(from == state && !is_latest && !is_due);
                }
                Ok(reached) => {
                    prop_assert!((is_latest || is_due) && !unready);
                    if is_due {
                        done.push(work);
                    }
                    prop_assert_eq!(&done, &order[..done.len()]);
                    prop_assert_eq!(advance(reached, step), Ok(reached));
                    if let Step::Reconcile { missing, rejected } = step {
                        whole = Some(missing + rejected == 0);
                    }
                    state = reached;
                }
            }
            // The files are locked from the freezing on until the batch is given up.
            let locked = done.contains(&"freeze") && !done.contains(&"reopen");
            prop_assert_eq!(state.locks_files(), locked);
            if done.last() == Some(&"reconcile") {
                prop_assert_eq!(state == BatchState::Reconciled, whole == Some(true));
            }
        }
    }
}
