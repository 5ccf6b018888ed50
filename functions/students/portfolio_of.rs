use portfolio::{
    AccountId,
    account::Role,
    authorization::{Action, Resource},
};
use runtime::{Call, Problem};
use store::{
    Found,
    items::{Profile, person},
};

/// Reads a student's portfolio, or the part of it whose sort keys begin with `prefix`: one Query.
///
/// The student reads just that part. Anybody else reads the whole partition, profile included,
/// since the class that the student belongs to decides who may look.
pub async fn read(call: &Call, student: AccountId, prefix: &str) -> Result<Found, Problem> {
    let own = call.actor()?.account == student;
    let found = call.table().partition(&person(student), if own { prefix } else { "" }).await?;
    if !own {
        let profile: Profile = found.take(&Profile::at(student))?.ok_or(Problem::not_found())?;
        let school = profile.school.as_ref().ok_or(Problem::not_found())?;
        if !profile.roles.contains(&Role::Student) {
            return Err(Problem::not_found());
        }
        let resource = Resource::Student { student, school, class: &profile.class_name };
        call.authorize(Action::ViewPortfolio, &resource)?;
    }
    Ok(found)
}
