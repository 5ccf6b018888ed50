use jiff::civil::Date;
use portfolio::{
    ParseIdError, SchoolYear, Semester,
    reminders::{Reminder, falls_on},
    selections::Roster,
    settings::SchoolSettings,
    windows::{Span, WindowName},
};
use runtime::Failure;
use store::{
    Table,
    items::{SettingsItem, WindowItem, school_partition},
};

use super::due_reminders::DueReminders;

/// What a school reminds its people of on one day.
#[derive(Debug, Clone)]
pub struct Agenda {
    /// The day.
    pub date: Date,
    /// What the school has set.
    pub settings: SchoolSettings,
    /// Uploads that close soon.
    pub uploads: Vec<(Semester, Span)>,
    /// Selections that close soon.
    pub selections: Vec<(Roster, SchoolYear, Span)>,
    /// Whether teachers are told what waits for their certification.
    pub certify: bool,
    /// Whether teachers are told that they have not looked.
    pub view: bool,
}

impl Agenda {
    /// Reads what the school has set: one item and one Query.
    pub async fn load(table: &Table, due: &DueReminders) -> Result<Self, Failure> {
        let set: Option<SettingsItem> = table.get(&SettingsItem::at(&due.school)).await?;
        let partition = school_partition(&due.school);
        let found = table.partition(&partition, WindowItem::PREFIX).await?;
        let settings = set.map(|item| item.settings).unwrap_or_default();
        let windows = found.all(WindowItem::PREFIX)?;
        Self::of(due, settings, &windows)
            .map_err(|error| Failure(format!("a window's name cannot be read: {error}")))
    }

    fn of(
        due: &DueReminders,
        settings: SchoolSettings,
        windows: &[WindowItem],
    ) -> Result<Self, ParseIdError> {
        let mut agenda = Self {
            date: due.date,
            settings,
            uploads: Vec::new(),
            selections: Vec::new(),
            certify: due.kinds.contains(&Reminder::CertifyOutcomes),
            view: due.kinds.contains(&Reminder::ViewPortfolios),
        };
        for window in windows {
            let name = WindowName::parse(window.kind.name(), &window.period)?;
            if agenda.is_due(reminder_of(name), window.span, due) {
                agenda.add(name, window.span);
            }
        }
        Ok(agenda)
    }

    fn is_due(&self, reminder: Reminder, span: Span, due: &DueReminders) -> bool {
        let days = reminder.days_before_close(&self.settings);
        due.kinds.contains(&reminder) && days.is_some_and(|days| falls_on(&span, days, due.date))
    }

    fn add(&mut self, name: WindowName, span: Span) {
        match name {
            WindowName::OutcomeUpload(semester) => self.uploads.push((semester, span)),
            WindowName::OutcomeSelection(year) => {
                self.selections.push((Roster::LearningOutcomes, year, span));
            }
            WindowName::PerformanceSelection(year) => {
                self.selections.push((Roster::DiversePerformances, year, span));
            }
        }
    }

    /// Whether there is anything to remind students of.
    pub fn is_for_students(&self) -> bool {
        !self.uploads.is_empty() || !self.selections.is_empty()
    }

    /// Whether there is anything to remind teachers of.
    pub fn is_for_teachers(&self) -> bool {
        self.certify || self.view
    }
}

fn reminder_of(window: WindowName) -> Reminder {
    match window {
        WindowName::OutcomeUpload(_) => Reminder::UploadOutcomes,
        WindowName::OutcomeSelection(_) => Reminder::SelectOutcomes,
        WindowName::PerformanceSelection(_) => Reminder::SelectPerformances,
    }
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, civil::date};

    use super::*;

    fn window(name: WindowName, closes_at: &str) -> WindowItem {
        let opens_at: Timestamp = "2026-11-01T00:00:00+08:00".parse().unwrap();
        WindowItem {
            school: "990301".parse().unwrap(),
            kind: name.kind(),
            period: name.period(),
            span: Span { opens_at, closes_at: closes_at.parse().unwrap() },
            version: 1,
            updated_at: opens_at,
            updated_by: None,
        }
    }

    fn agenda(day: Date, kinds: &[Reminder], settings: &SchoolSettings) -> Agenda {
        let due = DueReminders {
            school: "990301".parse().unwrap(),
            kinds: kinds.to_vec(),
            date: day,
            scheduled_at: Timestamp::UNIX_EPOCH,
        };
        let year: SchoolYear = "115".parse().unwrap();
        let windows = [
            window(WindowName::OutcomeUpload("1151".parse().unwrap()), "2026-12-01T00:00:00+08:00"),
            window(WindowName::OutcomeSelection(year), "2026-12-02T17:00:00+08:00"),
            window(WindowName::PerformanceSelection(year), "2026-12-04T00:00:00+08:00"),
        ];
        Agenda::of(&due, settings.clone(), &windows).unwrap()
    }

    #[test]
    fn each_window_has_its_own_day() {
        let settings =
            SchoolSettings { performance_selection_reminder_days: 5, ..SchoolSettings::default() };
        let of_day = |day| {
            let agenda = agenda(day, &Reminder::ALL, &settings);
            let rosters: Vec<Roster> = agenda.selections.iter().map(|due| due.0).collect();
            (agenda.uploads.len(), rosters)
        };
        assert_eq!(of_day(date(2026, 11, 26)), (0, vec![]));
        assert_eq!(of_day(date(2026, 11, 27)), (1, vec![]));
        assert_eq!(of_day(date(2026, 11, 28)), (0, vec![Roster::DiversePerformances]));
        assert_eq!(of_day(date(2026, 11, 29)), (0, vec![Roster::LearningOutcomes]));
        assert_eq!(of_day(date(2026, 11, 30)), (0, vec![]));
    }

    #[test]
    fn only_the_kinds_of_the_hour_are_on_the_agenda() {
        let settings = SchoolSettings::default();
        let teachers = [Reminder::CertifyOutcomes, Reminder::ViewPortfolios];
        let morning = agenda(date(2026, 11, 27), &teachers, &settings);
        assert!(morning.is_for_teachers() && !morning.is_for_students());
        let later = agenda(date(2026, 11, 27), &[Reminder::UploadOutcomes], &settings);
        assert!(!later.is_for_teachers() && later.is_for_students());
    }
}
