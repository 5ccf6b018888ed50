use portfolio::{
    AccountId, LearningOutcomeId,
    authorization::{Action, Resource},
};
use runtime::{Call, Problem};
use store::items::{Delegation, LearningOutcome, SettingsItem};

/// The outcome of the path, for somebody who may certify it: the teacher of the course, whoever
/// stands in for that teacher now, or the homeroom teacher where the school lets them.
///
/// One read; a second one only for somebody who is neither of the two teachers.
pub async fn certifiable(call: &Call) -> Result<LearningOutcome, Problem> {
    let student: AccountId = call.path("student")?;
    let me = call.actor()?;
    let school = me.school.as_ref().ok_or(Problem::not_found())?;
    let key = LearningOutcome::at(student, call.path::<LearningOutcomeId>("outcome")?);
    let found = call.table().get_many(&[key.clone(), SettingsItem::at(school)]).await?;
    let outcome: LearningOutcome = found.take(&key)?.ok_or(Problem::not_found())?;
    let settings: Option<SettingsItem> = found.take(&SettingsItem::at(school))?;
    let homeroom_certifies = settings.is_some_and(|item| item.settings.homeroom_certifies);

    let certify = |delegated| {
        let resource = Resource::Outcome {
            school: &outcome.school,
            class: &outcome.class_name,
            teacher: outcome.teacher,
            delegated,
            homeroom_certifies,
        };
        call.authorize(Action::Certify, &resource)
    };
    if let Err(denied) = certify(false) {
        // Another school's is nothing that anybody stands in for.
        if &outcome.school != school {
            return Err(denied);
        }
        certify(stands_in(call, outcome.teacher).await?)?;
    }
    Ok(outcome)
}

async fn stands_in(call: &Call, teacher: AccountId) -> Result<bool, Problem> {
    let key = Delegation::at(call.actor()?.account, teacher);
    let delegation: Option<Delegation> = call.table().get(&key).await?;
    Ok(delegation.is_some_and(|delegation| delegation.in_force(call.now())))
}
