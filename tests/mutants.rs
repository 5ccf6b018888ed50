//! Every part that can be broken on purpose is broken, one at a time: a seed of the simulation or a test
//! of this suite has to notice.
//!
//! Only in the build with the feature `mutants`: `make mutants`.

use std::{
    collections::{BTreeSet, VecDeque},
    env, iter,
    process::Command,
    sync::Mutex,
    thread,
};

use crate::{simulation::run_broken, support::BROKEN};

/// What notices that a part is broken.
enum By {
    /// The simulation: this seed when it was last looked for, so it is played first.
    Seed(u64),
    /// The test of this name, which fails then.
    Test(&'static str),
}

use By::{Seed, Test};

/// Every part that can be broken: what is wrong then, in the words of its name.
static MUTANTS: [(&str, By); 63] = [
    ("reserve-without-space", Seed(47)),
    ("reserve-again", Seed(0)),
    ("refund-whatever-the-state", Seed(2)),
    ("entomb-without-refund", Seed(0)),
    (
        "store-what-ended",
        Test("files::cancelled::a_cancellation_that_comes_before_the_last_step_stands"),
    ),
    ("store-without-the-quota", Seed(0)),
    ("store-before-the-copy", Seed(0)),
    (
        "store-without-comparing",
        Test("files::other_bytes::other_bytes_in_the_vault_are_not_taken_for_the_file"),
    ),
    (
        "copy-without-comparing",
        Test("files::other_bytes::other_bytes_in_staging_end_as_a_mismatch"),
    ),
    ("sweep-before-its-time", Seed(13)),
    ("collect-at-once", Seed(0)),
    ("use-what-is-used", Seed(1)),
    ("replace-without-refund", Seed(0)),
    ("replace-any-version", Seed(5)),
    ("make-without-counting", Seed(0)),
    ("remove-without-counting", Seed(5)),
    ("remove-what-is-selected", Test("refusals::played::learning_outcomes")),
    (
        "change-what-was-selected-meanwhile",
        Test("certifications::a_decision_is_not_taken_back_that_is_selected_meanwhile"),
    ),
    ("request-without-telling-the-teacher", Seed(0)),
    ("decide-and-leave-it-waiting", Seed(0)),
    (
        "withdraw-what-is-selected",
        Test("certifications::a_decision_is_taken_back_within_ten_minutes_unless_selected"),
    ),
    ("change-what-is-frozen", Seed(0)),
    ("select-without-the-copy", Seed(0)),
    ("select-what-changed", Test("selections::what_is_taken_back_meanwhile_is_not_selected")),
    ("freeze-without-locking", Seed(0)),
    (
        "freeze-what-changed",
        Test(
            "central_submissions::freezing::a_selection_that_changes_while_it_is_frozen_is_read_again",
        ),
    ),
    (
        "freeze-for-another",
        Test("central_submissions::freezing::whoever_is_overtaken_freezes_nothing_more"),
    ),
    ("send-without-holding", Seed(0)),
    ("resume-with-other-rows", Seed(2)),
    ("plan-and-tell-nobody", Seed(0)),
    (
        "sign-whatever-came-before",
        Test("central_submissions::chain::who_is_signed_meanwhile_is_the_link_before"),
    ),
    ("send-before-it-is-whole", Seed(0)),
    (
        "import-over-another",
        Test("central_submissions::receipts::rows_of_an_import_that_died_are_counted_by_the_next"),
    ),
    (
        "count-before-the-rows",
        Test("central_submissions::receipts::rows_of_an_import_that_died_are_counted_by_the_next"),
    ),
    ("import-and-forget-the-batch", Seed(0)),
    ("send-before-the-claim", Seed(14)),
    ("send-without-a-mark", Seed(0)),
    ("claim-what-is-claimed", Test("reminders::who_comes_second_to_a_claim_sends_nothing")),
    (
        "send-within-anothers-lease",
        Test("reminders::a_letter_that_fails_is_tried_once_more_when_its_lease_is_over"),
    ),
    (
        "authorize-whoever-asks",
        Test("learning_outcomes::nobody_elses_portfolio_is_changed_and_only_the_class_sees_it"),
    ),
    ("admit-any-role", Test("permissions::everybody_is_answered_as_it_is_stated")),
    (
        "spare-the-unknown",
        Test("session::signed_in::whoever_is_refused_is_told_the_same_at_the_same_cost"),
    ),
    ("take-any-origin", Test("security::foreign_pages::a_form_of_another_page_gets_nowhere")),
    ("tell-what-came-with-it", Test("logs::an_answer_that_ends_in_its_middle_is_not_shown")),
    ("tell-what-was-read", Test("logs::what_cannot_be_read_is_not_shown")),
    ("choose-and-keep-nothing", Seed(2)),
    ("publish-and-keep-nothing", Seed(0)),
    ("fail-where-it-is-published", Seed(15)),
    ("keep-the-old-password", Seed(6)),
    (
        "compare-and-keep-nothing",
        Test("integrity::losses::every_loss_is_in_the_report_of_the_next_night"),
    ),
    ("refresh-whatever-the-number", Test("session::refreshed::what_went_on_meanwhile_stays_ahead")),
    (
        "refresh-what-is-over",
        Test("session::refreshed::what_is_signed_out_meanwhile_is_not_refreshed"),
    ),
    (
        "count-past-the-limit",
        Test("session::guessing_at_once::of_many_guesses_at_once_five_are_answered"),
    ),
    (
        "pass-what-is-locked",
        Test("session::guessing_at_once::the_right_one_is_told_only_before_the_lock"),
    ),
    (
        "remove-a-selected-performance",
        Test("diverse_performances::what_is_selected_meanwhile_is_not_removed"),
    ),
    ("use-what-is-gone", Test("files::deleted::a_file_that_is_deleted_meanwhile_is_not_used")),
    ("refund-what-is-used", Test("files::deleted::a_file_that_is_used_meanwhile_is_not_deleted")),
    ("give-up-what-is-held", Test("refusals::played::learning_outcomes")),
    ("reserve-any-number", Test("files::edge::a_ninth_waits_until_one_of_eight_ends")),
    ("begin-what-ended", Test("files::events::before_or_after_the_cancellation_it_adds_up")),
    (
        "replace-a-newer-calendar",
        Test("school::an_older_copy_of_the_windows_does_not_replace_a_newer_one"),
    ),
    (
        "remember-nothing",
        Test(
            "integrity::kinds::an_item_of_whatever_type_that_disappears_is_in_the_report_of_the_next_night",
        ),
    ),
    (
        "read-nothing-again",
        Test("integrity::losses::every_loss_is_in_the_report_of_the_next_night"),
    ),
];

/// How many seeds a mutant may live through.
const MOST: u64 = 200;
/// How many are broken at once.
const AT_ONCE: usize = 2;

/// Who noticed, and what; nothing for a mutant that nobody notices.
fn noticed(name: &'static str, by: &By) -> Option<String> {
    match by {
        Seed(known) => iter::once(*known).chain(0..MOST).find_map(|seed| {
            let broken = run_broken(seed, name).err()?;
            Some(format!("seed {seed}: {}", begin(&broken)))
        }),
        Test(test) => {
            let said = fails(name, test)?;
            let panic = said.lines().skip_while(|line| !line.contains("panicked at")).nth(1);
            Some(format!("{test}: {}", begin(panic.unwrap_or("it ended"))))
        }
    }
}

/// Runs a test of this suite in a process in which the part is broken. What it said, if it failed.
#[allow(clippy::disallowed_methods, reason = "the program itself, once more")]
fn fails(name: &str, test: &str) -> Option<String> {
    let program = env::current_exe().expect("this program");
    let mut run = Command::new(program);
    run.args([test, "--exact", "--test-threads=1"]).env(BROKEN, name).env("RUST_BACKTRACE", "0");
    let run = run.output().expect("it runs");
    let said =
        String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    (!run.status.success()).then_some(said)
}

fn begin(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(110).collect()
}

#[test]
fn every_mutant_is_noticed() {
    std::panic::set_hook(Box::new(|_| {}));
    let waiting: Mutex<VecDeque<_>> = Mutex::new(MUTANTS.iter().collect());
    let found = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("nobody panics here").pop_front();
                    let Some((name, by)) = next else { return };
                    let noticed = noticed(name, by);
                    println!("{name}: {}", noticed.as_deref().unwrap_or("NOT NOTICED"));
                    found.lock().expect("nobody panics here").push((*name, noticed));
                }
            });
        }
    });
    drop(std::panic::take_hook());
    let found = found.into_inner().expect("nobody panics here");
    let alive: Vec<_> = found.iter().filter(|(_, by)| by.is_none()).map(|(name, _)| name).collect();
    println!("{} of {} mutants noticed", found.len() - alive.len(), found.len());
    assert!(alive.is_empty(), "nobody notices {alive:?}");
}

#[test]
fn every_part_that_can_be_broken_is_listed() {
    let mut named = BTreeSet::new();
    for (_, text) in crate::house::sources(&["functions", "shared"]) {
        for part in text.split("mutant(\"").skip(1) {
            named.insert(part.split('"').next().unwrap_or_default().to_owned());
        }
    }
    let listed: BTreeSet<String> = MUTANTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(named, listed);
}
