use jiff::Timestamp;
use portfolio::SchoolCode;
use runtime::{Call, Problem, Queue};
use serde::{Deserialize, Serialize};
use store::items::Author;

/// The message: this school's windows or numbers changed, and its students' copies are to follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolChanged {
    /// Which school.
    pub school: SchoolCode,
}

/// Who changes something now, and when.
pub fn by(call: &Call) -> Result<(Author, Timestamp), Problem> {
    let claims = call.claims()?;
    let author = Author { id: claims.actor.account, name: claims.name.clone() };
    Ok((author, call.now()))
}

/// Lets a saved change spread to the students. Where the queue does not take it the answer is 503,
/// so that the client repeats: the change then holds already and is only announced again.
pub async fn announce(call: &Call, school: &SchoolCode) -> Result<(), Problem> {
    let message = SchoolChanged { school: school.clone() };
    Ok(call.env().queues().send(Queue::Calendars, &message).await?)
}
