use stateright::Model;

use super::{Recovered, Upload, Uploads, World};
use crate::checking::holds;

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
pub fn the_last_space() -> Uploads {
    Uploads { late: false, collecting: false, ..model(1, &[HONEST, HONEST]) }
}

/// Two owners who upload at once.
fn two_owners() -> Uploads {
    let other = Upload { owner: 1, ..HONEST };
    let limits = vec![1, 1];
    Uploads { limits, late: false, collecting: false, ..model(1, &[HONEST, other]) }
}

/// Two stored files, an item that names one and then the other, a batch that freezes what is named.
pub fn replacing() -> Uploads {
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
