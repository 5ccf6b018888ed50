use portfolio::AccountId;
use runtime::Call;
use store::{Condition, Write, items::Profile};

/// Remembers that a student looked at the list of outcomes, or a teacher at a portfolio: notices and
/// reminders count from then. What was looked at is shown even where this cannot be written.
pub async fn remember_look(call: &Call, who: AccountId) {
    let look = Write::update("profile", Profile::at(who))
        .set("last_viewed_at", call.now())
        .when(Condition::item_exists());
    if let Err(error) = call.table().write(look).await {
        tracing::warn!(%error, "a look was not remembered");
    }
}
