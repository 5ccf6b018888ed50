use portfolio::{
    AccountId, SchoolCode,
    authorization::{Action, Resource},
};
use runtime::{Call, Problem};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The student of the path, who must be the one who calls, and the school.
pub fn own(call: &Call) -> Result<(AccountId, SchoolCode), Problem> {
    let student: AccountId = call.path("student")?;
    let school = call.actor()?.school.clone().ok_or(Problem::not_found())?;
    let resource = Resource::Student { student, school: &school, class: "" };
    call.authorize(Action::EditPortfolio, &resource)?;
    Ok((student, school))
}

/// What a request says, as a digest: under the same `Idempotency-Key` a repeat is told from another
/// request by it.
pub fn made_from(request: &impl Serialize) -> String {
    // Requests are plain structs of ours: nothing in them that JSON cannot carry.
    let said = serde_json::to_vec(request).unwrap_or_default();
    hex::encode(Sha256::digest(said))
}
