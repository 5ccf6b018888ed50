use std::collections::BTreeMap;

use portfolio::{AccountId, SchoolCode, account::Role, integrity::Difference};
use runtime::{Environment, Failure};
use store::items::{IntegrityDifference, IntegrityReport, Profile, QuotaItem};

use super::{items::difference, references::written};

/// Looks for whoever is in a school's lists: the profile must be there, and the space of those who
/// have files. They lie in other parts of the table than the lists do.
pub async fn compare(
    env: &Environment,
    report: &IntegrityReport,
    listed: BTreeMap<AccountId, SchoolCode>,
) -> Result<Vec<IntegrityDifference>, Failure> {
    let places = |account: &AccountId| [Profile::at(*account), QuotaItem::at(*account)];
    let keys: Vec<_> = listed.keys().flat_map(places).collect();
    let found = env.table().get_many(&keys).await?;
    let mut missing = Vec::new();
    for (account, school) in listed {
        let profile: Option<Profile> = found.take(&Profile::at(account))?;
        let keeps_files = |role: &Role| *role == Role::Student || Role::TEACHERS.contains(role);
        let owes_space = profile.as_ref().is_some_and(|one| one.roles.iter().any(keeps_files));
        let owed = [(Profile::at(account), true), (QuotaItem::at(account), owes_space)];
        for (key, _) in owed.into_iter().filter(|(key, owed)| *owed && !found.has(key)) {
            let one = difference(report, account, (Difference::ItemMissing, written(&key)));
            missing.push(IntegrityDifference { school: Some(school.clone()), ..one });
        }
    }
    Ok(missing)
}
