use portfolio::{
    AccountId, SchoolYear,
    authorization::{Action, Resource},
    selections::Roster,
};
use runtime::{Call, Problem, Reply};
use store::items::{Profile, Selection};

use super::view::Standing;

/// Shows what is selected of a roster: one read, the profile included, since the class that the
/// student belongs to decides who may look.
pub async fn show(call: &Call, roster: Roster) -> Result<Reply, Problem> {
    let student: AccountId = call.path("student")?;
    let year: SchoolYear = call.path("year")?;
    let school = call.actor()?.school.clone().ok_or(Problem::not_found())?;
    let key = Selection::at(student, year, roster);
    let mut keys = Standing::keys(&key, &school, year, roster).to_vec();
    keys.push(Profile::at(student));
    let found = call.table().get_many(&keys).await?;

    let profile: Profile = found.take(&Profile::at(student))?.ok_or(Problem::not_found())?;
    let of = profile.school.as_ref().ok_or(Problem::not_found())?;
    let portfolio = Resource::Student { student, school: of, class: &profile.class_name };
    call.authorize(Action::ViewPortfolio, &portfolio)?;
    let standing = Standing::found(&found, &key, &school, year, roster)?;
    Ok(Reply::ok(standing.view(call, None)))
}
