use portfolio::{SchoolCode, reminders::Reminder, settings::SchoolSettings};
use runtime::{Environment, Failure, SchoolKey};
use store::items::{CourseTeacher, ReminderHour, School, SchoolClass, SettingsItem};

use super::{ids, writer::Writer};
use crate::demonstration;

/// The school's code as a type.
pub fn code(content: &demonstration::School) -> Result<SchoolCode, Failure> {
    content.code.parse().map_err(|_| Failure(format!("{} is no school code", content.code)))
}

/// The school, its settings, its hours of reminders and its classes. Answers the key that its
/// people's ID numbers are sealed with.
pub async fn write(
    env: &Environment,
    writer: &mut Writer,
    content: &demonstration::School,
) -> Result<SchoolKey, Failure> {
    let code = code(content)?;
    let sealer = env.secrets.identity()?;
    // An interrupted start has made a key already, and identities are sealed with it.
    let known: Option<School> = env.table().get(&School::at(&code)).await?;
    let wrapped_key = match known {
        Some(known) => known.wrapped_key,
        None => sealer.new_school_key(content.code)?,
    };
    let key = sealer.school_key(content.code, &wrapped_key)?;
    writer.put(&School {
        code: code.clone(),
        name: content.name.to_owned(),
        domain: content.domain.to_owned(),
        wrapped_key,
    })?;
    let settings = SchoolSettings::default();
    for reminder in Reminder::ALL {
        if let Some(hour) = reminder.hour(&settings) {
            writer.put(&ReminderHour { hour, school: code.clone(), reminder })?;
        }
    }
    writer.put(&SettingsItem {
        school: code.clone(),
        settings,
        version: 1,
        updated_at: env.clock.now(),
        updated_by: None,
    })?;
    for class in &content.classes {
        let teacher = class.homeroom_teacher.map(|place| CourseTeacher {
            id: ids::teacher(content, place),
            name: content.teachers[place].name.clone(),
        });
        writer.put(&SchoolClass {
            school: code.clone(),
            class_name: class.code.to_owned(),
            grade: u32::from(class.grade),
            homeroom_teacher: teacher,
            students: u32::try_from(class.students.len()).unwrap_or_default(),
        })?;
    }
    writer.flush().await?;
    Ok(key)
}
