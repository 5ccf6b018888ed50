use portfolio::AccountId;
use runtime::Call;
use store::{
    StoreError,
    items::{Account, Profile},
};

/// The accounts of these people in their order, each with the profile that says its name; without
/// those who have none. Two reads: an account lies under the name that opens it.
pub async fn accounts_of(
    call: &Call,
    people: &[AccountId],
) -> Result<Vec<(Profile, Account)>, StoreError> {
    let keys: Vec<_> = people.iter().map(|id| Profile::at(*id)).collect();
    let found = call.table().get_many(&keys).await?;
    let mut profiles: Vec<Profile> = Vec::new();
    for key in &keys {
        profiles.extend(found.take(key)?);
    }
    let keys: Vec<_> = profiles.iter().map(|profile| Account::at(&profile.username)).collect();
    let found = call.table().get_many(&keys).await?;
    let mut accounts = Vec::new();
    for (profile, key) in profiles.into_iter().zip(&keys) {
        accounts.extend(found.take(key)?.map(|account| (profile, account)));
    }
    Ok(accounts)
}
