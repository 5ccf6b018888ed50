use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use store::items::{MailClaim, RosterRow, StaffRow, school_partition};

use super::all_of;
use crate::{
    simulation::sim::Sim,
    support::{SCHOOL, World},
};

/// The day on which everybody works.
const SCHOOL_DAY: Date = date(2026, 11, 23);

/// Nobody gets two digests of one day; a second one at most where the mark of the first was lost.
pub async fn nobody_got_it_twice(sim: &Sim) {
    let world = sim.world();
    let mut letters: BTreeMap<(String, String), u64> = BTreeMap::new();
    for letter in world.mailbox() {
        let day = letter.at.to_zoned(portfolio::taipei()).date().to_string();
        *letters.entry((letter.to, day)).or_default() += 1;
    }
    let again: u64 = letters.values().map(|number| number - 1).sum();
    let disturbed = sim.weather.disturbed("reminders.send");
    assert!(again <= disturbed, "mail: {again} digests again after {disturbed} faults");
    for ((to, day), number) in &letters {
        assert!(*number <= 2, "mail: {to} got {number} digests on {day}");
    }
    for (who, claim) in claims(&world).await {
        let got = letters.contains_key(&(format!("{who}@mail.example"), claim.date.to_string()));
        assert!(got || claim.sent_at.is_none(), "mail: {who} got nothing of what was marked");
        // While people work, what was due may be done before it is told once more.
        let over = claim.sent_at.is_some() || claim.attempt == 2 || claim.date == SCHOOL_DAY;
        assert!(over, "mail: nobody took over what {who} was to get");
    }
}

async fn claims(world: &World) -> Vec<(String, MailClaim)> {
    let school = school_partition(&SCHOOL.parse().expect("a school"));
    let found = world.cloud().table().partition(&school, "").await.expect("the table");
    let students: Vec<RosterRow> = found.all(RosterRow::PREFIX).expect("rows");
    let staff: Vec<StaffRow> = found.all(StaffRow::PREFIX).expect("rows");
    let students = students.into_iter().map(|row| (row.name, row.student));
    let mut all = Vec::new();
    for (name, account) in students.chain(staff.into_iter().map(|row| (row.name, row.account))) {
        let found = all_of(world, account).await;
        let claims: Vec<MailClaim> = found.all("REM#").expect("claims");
        all.extend(claims.into_iter().map(|claim| (name.clone(), claim)));
    }
    all
}
