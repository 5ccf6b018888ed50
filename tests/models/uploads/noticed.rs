//! What happens when something is left out, and the property that notices.

use super::{
    Broken, Uploads, invariants as property,
    tests::{one_upload, replacing, the_last_space},
};
use crate::checking::is_noticed_by;

#[track_caller]
fn noticed(broken: Broken, model: Uploads, property: &'static str) {
    let model = Uploads { broken: Some(broken), ..model };
    is_noticed_by(&format!("{broken:?}"), model, property);
}

#[test]
fn reading_the_space_before_taking_it_overdraws() {
    noticed(Broken::CheckThenAct, the_last_space(), property::ADDS_UP);
}

#[test]
fn storing_without_asking_for_the_state_miscounts() {
    noticed(Broken::UnconditionalCommit, one_upload(), property::ADDS_UP);
}

#[test]
fn a_sweep_over_one_bucket_loses_files() {
    noticed(Broken::OneBucketSweep, one_upload(), property::STORED_IS_THERE);
}

#[test]
fn a_bucket_that_removes_by_tag_loses_files() {
    noticed(Broken::TagAfterCommit, one_upload(), property::STORED_IS_THERE);
}

#[test]
fn ending_a_row_in_any_state_refunds_twice() {
    noticed(Broken::RefundTwice, one_upload(), property::CHARGED_ONCE);
    noticed(Broken::RefundTwice, one_upload(), property::ADDS_UP);
}

#[test]
fn storing_without_a_look_at_the_vault_stores_nothing() {
    noticed(Broken::CommitWithoutLooking, one_upload(), property::STORED_IS_THERE);
}

#[test]
fn declaring_lost_without_a_look_at_the_vault_loses_what_arrived() {
    noticed(Broken::LostWithoutLooking, one_upload(), property::ARRIVED_IS_STORED);
}

#[test]
fn a_promotion_that_is_not_due_is_forgotten() {
    noticed(Broken::PromotingIsNotDue, one_upload(), property::SETTLES);
}

#[test]
fn a_promotion_that_the_sweep_leaves_alone_is_forgotten() {
    noticed(Broken::SweepLeavesPromoting, one_upload(), property::ARRIVED_IS_STORED);
}

#[test]
fn giving_back_what_is_being_promoted_loses_what_arrived() {
    noticed(Broken::GiveBackPromoting, the_last_space(), property::BEGUN_IS_NOT_EXPIRED);
}

#[test]
fn a_removed_row_is_charged_again() {
    noticed(Broken::RowRemoved, one_upload(), property::CHARGED_ONCE);
    noticed(Broken::RowRemoved, one_upload(), property::TOMBSTONES_STAY);
    noticed(Broken::RowRemoved, one_upload(), property::BYTES_HAVE_A_ROW);
}

#[test]
fn an_address_that_outlives_its_reservation_is_noticed() {
    noticed(Broken::AddressOutlives, one_upload(), property::TOMBSTONES_STAY);
}

#[test]
fn collecting_at_once_leaves_what_lands_late() {
    noticed(Broken::CollectAtOnce, one_upload(), property::SETTLES);
}

#[test]
fn a_held_file_that_is_deleted_is_noticed() {
    noticed(Broken::DeleteHeld, replacing(), property::HELD_STAYS);
}

#[test]
fn a_named_file_that_is_deleted_is_noticed() {
    noticed(Broken::DeleteUsed, replacing(), property::NAMED_IS_STORED);
}

#[test]
fn naming_what_was_read_as_stored_names_what_is_gone() {
    noticed(Broken::UseWithoutCondition, replacing(), property::NAMED_IS_STORED);
}

#[test]
fn replacing_in_two_writes_loses_space() {
    noticed(Broken::ReplaceInTwoWrites, replacing(), property::ADDS_UP);
}
