use mail::Paragraph;
use portfolio::{
    account::Role,
    reminders::{days_unread, unread_falls_on},
    taipei,
};
use store::{
    StoreError, Table,
    items::{PendingCertification, Profile, person},
};

use super::agenda::Agenda;

/// What there is to remind a teacher of. At most one Query.
pub async fn paragraphs(
    table: &Table,
    profile: &Profile,
    agenda: &Agenda,
) -> Result<Vec<Paragraph>, StoreError> {
    let pending = if agenda.certify { pending(table, profile).await? } else { 0 };
    Ok(certify(pending).into_iter().chain(view(profile, agenda)).collect())
}

async fn pending(table: &Table, profile: &Profile) -> Result<u32, StoreError> {
    let partition = person(profile.account);
    let found = table.partition(&partition, PendingCertification::PREFIX).await?;
    Ok(u32::try_from(found.keys().count()).unwrap_or(u32::MAX))
}

fn certify(pending: u32) -> Option<Paragraph> {
    (pending > 0).then_some(Paragraph::Certify { pending })
}

fn view(profile: &Profile, agenda: &Agenda) -> Option<Paragraph> {
    let looks = profile.roles.iter().any(|role| Role::VIEWING_PORTFOLIOS.contains(role));
    let looked_at = profile.last_viewed_at.unwrap_or(profile.created_at);
    let looked = looked_at.to_zoned(taipei()).date();
    let days = days_unread(looked, agenda.date).unsigned_abs();
    let is_due = agenda.view && looks && unread_falls_on(looked, agenda.date);
    is_due.then_some(Paragraph::View { days })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use portfolio::{AccountId, settings::SchoolSettings};
    use uuid::Uuid;

    use super::*;

    fn teacher(role: Role, last_viewed_at: Option<&str>) -> Profile {
        let profile = serde_json::json!({
            "account": AccountId::new(Uuid::from_u128(5)),
            "username": "zlsh.teacher",
            "name": "陳老師",
            "roles": [role],
            "created_at": "2026-11-01T00:00:00Z",
            "last_viewed_at": last_viewed_at,
        });
        serde_json::from_value(profile).unwrap()
    }

    #[test]
    fn who_looks_at_portfolios_is_reminded_a_week_after_the_last_look() {
        let agenda = Agenda {
            date: date(2026, 11, 27),
            settings: SchoolSettings::default(),
            uploads: Vec::new(),
            selections: Vec::new(),
            certify: false,
            view: true,
        };
        let days = |role, viewed| match view(&teacher(role, viewed), &agenda) {
            Some(Paragraph::View { days }) => Some(days),
            _ => None,
        };
        // Late on the 19th in UTC is the 20th in Taipei.
        let week_ago = Some("2026-11-19T20:00:00Z");
        assert_eq!(days(Role::HomeroomTeacher, week_ago), Some(7));
        assert_eq!(days(Role::HomeroomTeacher, Some("2026-11-19T12:00:00Z")), None);
        assert_eq!(days(Role::CourseTeacher, week_ago), None);
        assert_eq!(days(Role::GuidanceCounsellor, None), None);
        assert_eq!(certify(0), None);
    }
}
