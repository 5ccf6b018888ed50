//! What nobody's function does: bytes on their way, the clock, and the buckets' own rules.

use portfolio::files::FileState;

use super::{Address, Broken, Due, File, FileId, Uploads, World};

/// What can happen to a file by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The browser begins to send. It may do so as often as it likes while the address can be used.
    Send,
    /// The bytes have arrived. Nothing that lies there is overwritten.
    Arrive,
    /// The address ends.
    AddressEnds,
    /// The reservation ends, and with it the address.
    ReservationEnds,
    /// The time of whoever took up the promotion ends.
    LeaseEnds,
    /// Staging removes what is a day old. Later than any reservation.
    StagingExpires,
    /// In a broken model: the one bucket removes what is tagged.
    TaggedExpires,
    /// A copy that nobody waits for lands. Nothing that lies there is overwritten.
    CopyLands,
    /// Thirty days go by. Nothing that was under way outlives them: a function runs for a quarter
    /// of an hour at most, an address lives for as long, and so does a request of S3's.
    Rest,
}

pub fn possible(model: &Uploads, world: &World, row: &File, events: &mut Vec<Event>) {
    let mut can = |event, holds: bool| {
        if holds {
            events.push(event);
        }
    };
    let quiet = world.workers.is_empty()
        && !row.copying
        && !row.sending
        && row.address != Address::Valid
        && row.reservation_over;
    let send = row.address == Address::Valid && !row.sending;
    can(Event::Send, send && (model.late || row.row == Some(FileState::Reserved) && !row.staged));
    can(Event::Arrive, row.sending);
    can(Event::AddressEnds, row.address == Address::Valid && model.late);
    can(Event::ReservationEnds, row.charged > 0 && !row.reservation_over);
    can(Event::LeaseEnds, row.begun && !row.lease_over);
    can(Event::StagingExpires, row.staged && row.reservation_over);
    can(Event::TaggedExpires, row.tag && row.vault && row.reservation_over);
    can(Event::CopyLands, row.copying);
    can(
        Event::Rest,
        model.collecting && row.due == Due::Collect && (quiet || model.is(Broken::CollectAtOnce)),
    );
}

pub fn happens(model: &Uploads, world: &mut World, file: FileId, event: Event) {
    let row = &mut world.files[file];
    match event {
        Event::Send if !model.late => row.staged = true,
        Event::Send => row.sending = true,
        Event::Arrive => {
            row.sending = false;
            if model.has_one_bucket() {
                row.tag |= !row.vault && model.is(Broken::TagAfterCommit);
                row.vault = true;
            } else {
                row.staged = true;
            }
        }
        Event::AddressEnds => row.address = Address::Over,
        Event::ReservationEnds => {
            row.reservation_over = true;
            if row.address == Address::Valid && !model.is(Broken::AddressOutlives) {
                row.address = Address::Over;
            }
        }
        Event::LeaseEnds => row.lease_over = true,
        Event::StagingExpires => row.staged = false,
        Event::TaggedExpires => (row.vault, row.tag) = (false, false),
        Event::CopyLands => (row.vault, row.copying) = (true, false),
        Event::Rest => {
            row.rested = true;
            row.due = Due::CollectNow;
        }
    }
}
