use jiff::{SignedDuration, Timestamp};
use portfolio::{
    SchoolCode, SchoolYear,
    settings::SchoolSettings,
    taipei,
    windows::{Span, WindowName},
};
use runtime::{Environment, Failure};
use store::items::{Calendar, RosterRow, SettingsItem, WindowItem, school_partition};

use super::{records::semester, school, writer::Writer};
use crate::demonstration::{self, CURRENT_SEMESTER, CURRENT_YEAR};

/// How long the demonstration's windows are open from each start.
const OPEN_FOR: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Opens the windows of the running semester and year for thirty days, unless somebody has edited
/// them, and gives every student the copy that the dashboard shows.
pub async fn renew(env: &Environment) -> Result<(), Failure> {
    for content in demonstration::schools() {
        let code = school::code(&content)?;
        let windows = renew_school(env, &code).await?;
        spread(env, &code, &windows).await?;
    }
    Ok(())
}

async fn renew_school(env: &Environment, code: &SchoolCode) -> Result<Vec<WindowItem>, Failure> {
    let year = SchoolYear::new(CURRENT_YEAR).ok_or(Failure("no such year".to_owned()))?;
    let names = [
        WindowName::OutcomeUpload(semester(CURRENT_SEMESTER)?),
        WindowName::OutcomeSelection(year),
        WindowName::PerformanceSelection(year),
    ];
    let keys = names.map(|name| WindowItem::at(code, name));
    let found = env.table().get_many(&keys).await?;
    let mut writer = Writer::new(env);
    let mut windows = Vec::new();
    for (name, key) in names.into_iter().zip(&keys) {
        let stands: Option<WindowItem> = found.take(key)?;
        let window = match stands {
            Some(edited) if edited.updated_by.is_some() => edited,
            stands => {
                let version = stands.map_or(1, |window| window.version + 1);
                let window = renewed(env, code, name, version);
                writer.put(&window)?;
                window
            }
        };
        windows.push(window);
    }
    writer.flush().await?;
    Ok(windows)
}

fn renewed(env: &Environment, code: &SchoolCode, name: WindowName, version: u64) -> WindowItem {
    let now = env.clock.now();
    let span = Span { opens_at: midnight(now), closes_at: midnight(now + OPEN_FOR) };
    WindowItem {
        school: code.clone(),
        kind: name.kind(),
        period: name.period(),
        span,
        version,
        updated_at: now,
        updated_by: None,
    }
}

/// The midnight in Taipei at which the day of this moment began.
fn midnight(at: Timestamp) -> Timestamp {
    let day = at.to_zoned(taipei()).date();
    day.to_zoned(taipei()).map_or(at, |zoned| zoned.timestamp())
}

async fn spread(
    env: &Environment,
    code: &SchoolCode,
    windows: &[WindowItem],
) -> Result<(), Failure> {
    let settings: Option<SettingsItem> = env.table().get(&SettingsItem::at(code)).await?;
    let settings: SchoolSettings = settings.map(|item| item.settings).unwrap_or_default();
    let found = env.table().partition(&school_partition(code), RosterRow::PREFIX).await?;
    let students: Vec<RosterRow> = found.all(RosterRow::PREFIX)?;
    let mut writer = Writer::new(env);
    for row in students {
        writer.put(&Calendar {
            student: row.student,
            windows: windows.to_vec(),
            selected_outcomes_per_year: settings.selected_outcomes_per_year,
            selected_performances_per_year: settings.selected_performances_per_year,
            upload_reminder_days: settings.upload_reminder_days,
            read_at: env.clock.now(),
        })?;
    }
    writer.flush().await
}
