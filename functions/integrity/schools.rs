use std::collections::{BTreeMap, BTreeSet};

use futures::{StreamExt, TryStreamExt, stream};
use portfolio::{AccountId, SchoolCode};
use runtime::{Environment, Failure};
use store::items::{DiversePerformance, LearningOutcome, Profile, person};

/// Owners without a profile that are looked for at once.
const AT_ONCE: usize = 16;

/// The schools that these owners belong to, as far as that is known: a night on which much is lost has
/// many of them.
pub async fn schools(
    env: &Environment,
    owners: &BTreeSet<AccountId>,
) -> Result<BTreeMap<AccountId, SchoolCode>, Failure> {
    let places: Vec<_> = owners.iter().map(|owner| Profile::at(*owner)).collect();
    let found = env.table().get_many(&places).await?;
    let mut schools = BTreeMap::new();
    let mut unknown = Vec::new();
    for (owner, place) in owners.iter().zip(&places) {
        match found.take::<Profile>(place)? {
            Some(profile) => schools.extend(profile.school.map(|school| (*owner, school))),
            None => unknown.push(without_profile(env, *owner)),
        }
    }
    let mut unknown = stream::iter(unknown).buffer_unordered(AT_ONCE);
    while let Some(known) = unknown.try_next().await? {
        schools.extend(known);
    }
    Ok(schools)
}

/// The school of one owner.
pub async fn school(env: &Environment, owner: AccountId) -> Result<Option<SchoolCode>, Failure> {
    Ok(schools(env, &BTreeSet::from([owner])).await?.remove(&owner))
}

/// Where the profile is lost, an outcome or a performance tells.
async fn without_profile(
    env: &Environment,
    owner: AccountId,
) -> Result<Option<(AccountId, SchoolCode)>, Failure> {
    let found = env.table().partition(&person(owner), "").await?;
    let outcomes: Vec<LearningOutcome> = found.all(LearningOutcome::PREFIX)?;
    let performances: Vec<DiversePerformance> = found.all(DiversePerformance::PREFIX)?;
    let schools = outcomes.into_iter().map(|one| one.school);
    let school = schools.chain(performances.into_iter().map(|one| one.school)).next();
    Ok(school.map(|school| (owner, school)))
}
