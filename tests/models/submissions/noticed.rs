//! What happens when something is left out, and the property that notices.

use super::{
    Broken, Submissions, invariants as property,
    tests::{freezing, nothing_to_pack, packing, receiving, the_next_batch},
};
use crate::checking::is_noticed_by;

#[track_caller]
fn noticed(broken: Broken, model: Submissions, property: &'static str) {
    let model = Submissions { broken: Some(broken), ..model };
    is_noticed_by(&format!("{broken:?}"), model, property);
}

#[test]
fn opening_without_a_condition_opens_two() {
    noticed(Broken::OpenWithoutCondition, the_next_batch(), property::ONE_UNDER_WAY);
}

#[test]
fn freezing_what_was_read_freezes_what_was_taken_back() {
    noticed(Broken::FreezeWithoutCondition, freezing(), property::FROZEN_ONCE);
}

#[test]
fn freezing_without_the_file_sends_what_is_gone() {
    noticed(Broken::FreezeWithoutFile, freezing(), property::FILES_ARE_HELD);
}

#[test]
fn other_words_that_are_not_counted_are_not_sent() {
    noticed(Broken::RewordWithoutCount, freezing(), property::FROZEN_ONCE);
}

#[test]
fn two_who_freeze_at_once_sign_too_little() {
    noticed(Broken::NoTakeOver, freezing(), property::SIGNED_IS_FROZEN);
}

#[test]
fn whoever_is_overtaken_and_goes_on_freezes_what_nobody_signs() {
    noticed(Broken::RowsOfTheOvertaken, freezing(), property::SIGNED_IS_FROZEN);
}

#[test]
fn freezing_again_after_the_signing_adds_rows() {
    noticed(Broken::FreezeAfterSigning, freezing(), property::SIGNED_IS_FROZEN);
}

#[test]
fn signing_before_the_files_are_held_is_noticed() {
    noticed(Broken::NoHold, freezing(), property::FILES_ARE_HELD);
}

#[test]
fn a_chain_without_a_condition_forks() {
    noticed(Broken::ChainWithoutCondition, freezing(), property::ONE_CHAIN);
}

#[test]
fn building_from_what_is_selected_now_builds_something_else() {
    let selecting = Submissions { changes: 1, ..packing() };
    let later = Submissions { students: vec![1, 1], ..selecting };
    noticed(Broken::LiveRows, later, property::BUILT_FROM_SIGNED);
}

#[test]
fn a_manifest_that_is_first_names_what_is_not_there() {
    noticed(Broken::ManifestFirst, packing(), property::MANIFEST_IS_LAST);
}

#[test]
fn delivering_before_the_archive_is_whole_delivers_nothing() {
    noticed(Broken::DeliveredBeforeFinished, packing(), property::ACKNOWLEDGED_IS_THERE);
}

#[test]
fn acknowledging_what_was_not_handed_over_is_noticed() {
    noticed(Broken::AcknowledgeUnsent, packing(), property::ACKNOWLEDGED_IS_THERE);
}

#[test]
fn a_new_key_sends_the_same_twice() {
    noticed(Broken::NewKey, packing(), property::SENT_ONCE);
}

#[test]
fn importing_without_a_condition_takes_back_what_was_said() {
    noticed(Broken::ImportWithoutCondition, receiving(), property::TOLD_STAYS);
}

#[test]
fn a_message_that_an_overtaken_worker_finishes_is_missed() {
    noticed(Broken::OvertakenIsDone, nothing_to_pack(), property::SETTLES);
}

#[test]
fn an_archive_that_finds_everything_sent_still_calls_for_the_last_step() {
    noticed(Broken::SentIsDone, packing(), property::SETTLES);
}

#[test]
fn messages_that_nobody_sends_are_missed() {
    noticed(Broken::NothingSent, freezing(), property::SETTLES);
}
