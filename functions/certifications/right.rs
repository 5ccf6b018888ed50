use portfolio::{
    AccountId, LearningOutcomeId,
    authorization::{Action, Resource},
};
use runtime::{Call, Problem};
use store::items::{Delegation, LearningOutcome, SettingsItem};

/// The outcome of the path, for somebody who may certify it. One read; see [`may_certify`].
pub async fn certifiable(call: &Call) -> Result<LearningOutcome, Problem> {
    let student: AccountId = call.path("student")?;
    let school = call.actor()?.school.as_ref().ok_or(Problem::not_found())?;
    let key = LearningOutcome::at(student, call.path::<LearningOutcomeId>("outcome")?);
    let found = call.table().get_many(&[key.clone(), SettingsItem::at(school)]).await?;
    let outcome: LearningOutcome = found.take(&key)?.ok_or(Problem::not_found())?;
    let settings = found.take(&SettingsItem::at(school))?;
    may_certify(call, &outcome, settings).await?;
    Ok(outcome)
}

/// Whether the caller is the teacher of the course, stands in for that teacher now, or leads the
/// outcome's class where the school lets homeroom teachers certify; `settings` are those of the
/// caller's school.
///
/// A read for somebody who is neither of the two teachers.
pub async fn may_certify(
    call: &Call,
    outcome: &LearningOutcome,
    settings: Option<SettingsItem>,
) -> Result<(), Problem> {
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
    match certify(false) {
        // Another school's is nothing that anybody stands in for.
        Err(denied) if denied.code() == "forbidden" => {
            certify(stands_in(call, outcome.teacher).await?)
        }
        decided => decided,
    }
}

async fn stands_in(call: &Call, teacher: AccountId) -> Result<bool, Problem> {
    let key = Delegation::at(call.actor()?.account, teacher);
    let found = call.table().get_many(std::slice::from_ref(&key)).await?;
    let delegation: Option<Delegation> = found.take(&key)?;
    Ok(delegation.is_some_and(|delegation| delegation.in_force(call.now())))
}
