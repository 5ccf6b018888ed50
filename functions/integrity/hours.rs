use std::collections::BTreeSet;

use portfolio::{SchoolCode, integrity::Difference, reminders::Reminder};
use runtime::{Environment, Failure};
use store::items::{IntegrityDifference, IntegrityReport, ReminderHour, SettingsItem};

use super::{
    items::{LOOKS, of_nobody},
    references::written,
};

/// Looks for the hours at which these schools' settings have reminders sent: where one is missing,
/// nobody is reminded, and nobody notices. Whoever changes the settings meanwhile moves them; a loss is
/// there each time.
pub async fn compare(
    env: &Environment,
    report: &IntegrityReport,
    schools: BTreeSet<SchoolCode>,
) -> Result<Vec<IntegrityDifference>, Failure> {
    let mut missing = look(env, &schools).await?;
    for _ in 1..LOOKS {
        if missing.is_empty() {
            break;
        }
        missing = &missing & &look(env, &schools).await?;
    }
    let difference = |(school, object): (SchoolCode, String)| IntegrityDifference {
        school: Some(school),
        ..of_nobody(report, Difference::ItemMissing, object)
    };
    Ok(missing.into_iter().map(difference).collect())
}

async fn look(
    env: &Environment,
    schools: &BTreeSet<SchoolCode>,
) -> Result<BTreeSet<(SchoolCode, String)>, Failure> {
    let places: Vec<_> = schools.iter().map(SettingsItem::at).collect();
    let found = env.table().get_many(&places).await?;
    let mut owed = Vec::new();
    for (school, place) in schools.iter().zip(&places) {
        let Some(set) = found.take::<SettingsItem>(place)? else { continue };
        let hours = Reminder::ALL.into_iter().filter_map(|reminder| {
            Some(ReminderHour::at(reminder.hour(&set.settings)?, school, reminder))
        });
        owed.extend(hours.map(|hour| (school.clone(), hour)));
    }
    let keys: Vec<_> = owed.iter().map(|(_, hour)| hour.clone()).collect();
    let there = env.table().get_many(&keys).await?;
    let missing = owed.into_iter().filter(|(_, hour)| !there.has(hour));
    Ok(missing.map(|(school, hour)| (school, written(&hour))).collect())
}
