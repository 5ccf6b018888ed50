use jiff::civil::Date;
use portfolio::AccountId;
use store::{
    Key, StoreError, Table,
    items::{MailClaim, MailSuppression, MailWish, Profile},
};

/// Somebody to whom a digest can be sent.
#[derive(Debug)]
pub struct Addressee {
    /// Who it is.
    pub profile: Profile,
    /// Where mail goes.
    pub address: String,
}

/// Those of the people who can still be sent the digest of this day: who have an address that is not
/// suppressed, want reminders by mail, and have not got theirs. Two BatchGetItem where there are at
/// most 33 people.
pub async fn addressees(
    table: &Table,
    people: &[AccountId],
    date: Date,
) -> Result<Vec<Addressee>, StoreError> {
    let keys = |account: &AccountId| {
        [Profile::at(*account), MailClaim::at(*account, date), MailWish::at(*account)]
    };
    let keys: Vec<Key> = people.iter().flat_map(keys).collect();
    let found = table.get_many(&keys).await?;
    let mut addressees = Vec::new();
    for person in people {
        let claim: Option<MailClaim> = found.take(&MailClaim::at(*person, date))?;
        let wish: Option<MailWish> = found.take(&MailWish::at(*person))?;
        let profile: Option<Profile> = found.take(&Profile::at(*person))?;
        let has_theirs = claim.is_some_and(|claim| claim.sent_at.is_some());
        let wants_none = wish.is_some_and(|wish| !wish.reminders);
        let Some(profile) = profile.filter(|_| !has_theirs && !wants_none) else { continue };
        if let Some(address) = profile.email.clone() {
            addressees.push(Addressee { profile, address });
        }
    }
    reachable(table, addressees).await
}

async fn reachable(
    table: &Table,
    mut addressees: Vec<Addressee>,
) -> Result<Vec<Addressee>, StoreError> {
    let key =
        |addressee: &Addressee| MailSuppression::at(&MailSuppression::digest(&addressee.address));
    let keys: Vec<Key> = addressees.iter().map(key).collect();
    let suppressed = table.get_many(&keys).await?;
    addressees.retain(|addressee| !suppressed.keys().any(|at| *at == key(addressee)));
    Ok(addressees)
}
