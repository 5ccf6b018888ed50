use stateright::Model;

use super::{Broken, Recovered, Upload, Uploads, World, invariants as property};
use crate::checking::{holds, is_noticed_by};

const HONEST: Upload = Upload { owner: 0, size: 1, honest: true };

/// One owner with so much space, nothing yet.
fn model(limit: i8, files: &[Upload]) -> Uploads {
    Uploads {
        broken: None,
        limits: vec![limit],
        files: files.to_vec(),
        at_once: 2,
        max_pending: 8,
        late: true,
        collecting: true,
        items: false,
        freezing: false,
        stored: false,
        recovered: Recovered::default(),
    }
}

/// One upload, three functions at once on it.
pub fn one_upload() -> Uploads {
    Uploads { at_once: 3, ..model(1, &[HONEST]) }
}

/// Two uploads, and space for both.
pub fn two_uploads() -> Uploads {
    model(2, &[HONEST, HONEST])
}

/// Where a model begins.
pub fn nothing(model: &Uploads) -> World {
    model.init_states().remove(0)
}

/// Two uploads for which there is space for one.
fn the_last_space() -> Uploads {
    Uploads { late: false, collecting: false, ..model(1, &[HONEST, HONEST]) }
}

/// Two owners who upload at once.
fn two_owners() -> Uploads {
    let other = Upload { owner: 1, ..HONEST };
    let limits = vec![1, 1];
    Uploads { limits, late: false, collecting: false, ..model(1, &[HONEST, other]) }
}

/// Two stored files, an item that names one and then the other, a batch that freezes what is named.
fn replacing() -> Uploads {
    Uploads { items: true, freezing: true, stored: true, ..model(2, &[HONEST, HONEST]) }
}

#[test]
fn one_upload_with_three_functions_on_it() {
    holds("one upload", one_upload());
}

#[test]
fn something_else_is_sent() {
    let polyglot = Upload { honest: false, ..HONEST };
    holds("something else", Uploads { at_once: 3, ..model(1, &[polyglot]) });
}

#[test]
fn two_uploads_for_the_last_space() {
    holds("the last space", the_last_space());
}

#[test]
fn two_owners_at_once() {
    holds("two owners", two_owners());
}

#[test]
fn files_are_replaced_held_and_given_up() {
    holds("replacing", replacing());
}

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
