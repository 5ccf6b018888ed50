//! What must hold whenever nothing is under way.

mod collected;
mod mail;
mod nights;
mod portfolios;
mod submissions;

use portfolio::AccountId;
use store::{Found, items::person};

pub use self::collected::nothing_is_left_over;
use super::sim::Sim;
use crate::{
    files::adds_up::files_add_up,
    support::{World, account},
};

/// Who has files or a portfolio in a simulation.
const STUDENTS: [&str; 3] = ["student-1", "student-2", "far-student"];
const CLERKS: [&str; 2] = ["outcome-submitter", "performance-submitter"];

/// Everything.
pub async fn hold(sim: &Sim) {
    let world = sim.world();
    let facts = sim.ledger.facts();
    for name in STUDENTS.into_iter().chain(CLERKS) {
        let rows = files_add_up(&world, account(name)).await;
        collected::tombstones_rest(&world, &rows);
        portfolios::files_are_there(&facts, account(name), &rows);
    }
    for name in STUDENTS {
        portfolios::hold(&world, &facts, account(name)).await;
    }
    portfolios::lists_of_teachers_are_true(&world).await;
    submissions::hold(&world, &facts).await;
    mail::nobody_got_it_twice(sim).await;
    nights::found_nothing(&world).await;
}

/// Everything of one person.
async fn all_of(world: &World, who: AccountId) -> Found {
    world.cloud().table().partition(&person(who), "").await.expect("the table")
}
