use portfolio::settings::SchoolSettings;
use runtime::wire_time;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::items::SettingsItem;

use super::author_view::AuthorView;

/// What a school sets, as the page reads and sends it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SettingsBody {
    outcomes_per_semester: u32,
    outcomes_per_subject: u32,
    /// 0 to 23 in Taipei; null sends no mail to teachers. It must be there, so that leaving it out
    /// silences nobody by accident.
    #[serde(deserialize_with = "Option::deserialize")]
    certification_reminder_hour: Option<u32>,
    student_reminder_hour: u32,
    upload_reminder_days: u32,
    outcome_selection_reminder_days: u32,
    performance_selection_reminder_days: u32,
    selected_outcomes_per_year: u32,
    selected_performances_per_year: u32,
    #[serde(deserialize_with = "Option::deserialize")]
    selected_outcomes_per_semester: Option<u32>,
    upload_grace_minutes: u32,
    homeroom_certifies: bool,
    /// As it was read; 0 where the school has not set anything yet.
    pub version: u64,
}

/// What a school has set, when and by whom.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SettingsView {
    #[serde(flatten)]
    body: SettingsBody,
    updated_at: Option<String>,
    updated_by: Option<AuthorView>,
}

impl SettingsView {
    /// What holds for a school that has not set anything yet.
    pub fn defaults() -> Self {
        let body = SettingsBody::of(&SchoolSettings::default(), 0);
        Self { body, updated_at: None, updated_by: None }
    }
}

impl From<&SettingsItem> for SettingsView {
    fn from(item: &SettingsItem) -> Self {
        Self {
            body: SettingsBody::of(&item.settings, item.version),
            updated_at: Some(wire_time(item.updated_at)),
            updated_by: item.updated_by.as_ref().map(AuthorView::from),
        }
    }
}

impl SettingsBody {
    fn of(settings: &SchoolSettings, version: u64) -> Self {
        let settings = settings.clone();
        Self {
            outcomes_per_semester: settings.outcomes_per_semester,
            outcomes_per_subject: settings.outcomes_per_subject,
            certification_reminder_hour: settings.certification_reminder_hour,
            student_reminder_hour: settings.student_reminder_hour,
            upload_reminder_days: settings.upload_reminder_days,
            outcome_selection_reminder_days: settings.outcome_selection_reminder_days,
            performance_selection_reminder_days: settings.performance_selection_reminder_days,
            selected_outcomes_per_year: settings.selected_outcomes_per_year,
            selected_performances_per_year: settings.selected_performances_per_year,
            selected_outcomes_per_semester: settings.selected_outcomes_per_semester,
            upload_grace_minutes: settings.upload_grace_minutes,
            homeroom_certifies: settings.homeroom_certifies,
            version,
        }
    }
}

impl From<&SettingsBody> for SchoolSettings {
    fn from(body: &SettingsBody) -> Self {
        Self {
            outcomes_per_semester: body.outcomes_per_semester,
            outcomes_per_subject: body.outcomes_per_subject,
            certification_reminder_hour: body.certification_reminder_hour,
            student_reminder_hour: body.student_reminder_hour,
            upload_reminder_days: body.upload_reminder_days,
            outcome_selection_reminder_days: body.outcome_selection_reminder_days,
            performance_selection_reminder_days: body.performance_selection_reminder_days,
            selected_outcomes_per_year: body.selected_outcomes_per_year,
            selected_performances_per_year: body.selected_performances_per_year,
            selected_outcomes_per_semester: body.selected_outcomes_per_semester,
            upload_grace_minutes: body.upload_grace_minutes,
            homeroom_certifies: body.homeroom_certifies,
        }
    }
}
