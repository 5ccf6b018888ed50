use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::{FieldCode, FieldProblem, Invalid};

/// What a school sets for itself (設定功能參數), with the mission's defaults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolSettings {
    /// 學生學習成果上傳數量: outcomes of one student in one semester, drafts included.
    pub outcomes_per_semester: u32,
    /// 學生單科學習成果上傳數量: outcomes of one student in one course of one semester.
    pub outcomes_per_subject: u32,
    /// 學生未認證學習成果Email通知教師時間: the hour in Taipei, 0 to 23; none means never.
    pub certification_reminder_hour: Option<u32>,
    /// The hour in Taipei at which students are reminded.
    pub student_reminder_hour: u32,
    /// Days before the close at which students are reminded to upload.
    pub upload_reminder_days: u32,
    /// 通知學生勾選學習成果: days before the close.
    pub outcome_selection_reminder_days: u32,
    /// 通知學生勾選多元表現: days before the close.
    pub performance_selection_reminder_days: u32,
    /// Outcomes of one student in one school year that go to the central database. Since 108.
    pub selected_outcomes_per_year: u32,
    /// Performances of one student in one school year that go there. Since 108.
    pub selected_performances_per_year: u32,
    /// Outcomes of one semester among the selected, where a school sets a number.
    pub selected_outcomes_per_semester: Option<u32>,
    /// Minutes after the close in which an upload under way still counts.
    pub upload_grace_minutes: u32,
    /// Whether homeroom teachers certify the outcomes of their own class.
    pub homeroom_certifies: bool,
}

impl Default for SchoolSettings {
    fn default() -> Self {
        Self {
            outcomes_per_semester: 10,
            outcomes_per_subject: 4,
            certification_reminder_hour: Some(7),
            student_reminder_hour: 8,
            upload_reminder_days: 3,
            outcome_selection_reminder_days: 3,
            performance_selection_reminder_days: 3,
            selected_outcomes_per_year: 6,
            selected_performances_per_year: 10,
            selected_outcomes_per_semester: None,
            upload_grace_minutes: 30,
            homeroom_certifies: false,
        }
    }
}

/// One number among the settings and the values it may have.
#[derive(Debug, Clone)]
pub struct SettingRange {
    /// The field on the wire.
    pub name: &'static str,
    /// The value now; none where it is left blank.
    pub value: Option<u32>,
    /// The values it may have.
    pub allowed: RangeInclusive<u32>,
}

impl SchoolSettings {
    /// The numbers with their ranges. The central limits (6 and 10) can be lowered, never raised.
    pub fn ranges(&self) -> Vec<SettingRange> {
        let entry = |name, value, allowed| SettingRange { name, value, allowed };
        vec![
            entry("outcomes_per_semester", Some(self.outcomes_per_semester), 1..=100),
            entry("outcomes_per_subject", Some(self.outcomes_per_subject), 1..=100),
            entry("certification_reminder_hour", self.certification_reminder_hour, 0..=23),
            entry("student_reminder_hour", Some(self.student_reminder_hour), 0..=23),
            entry("upload_reminder_days", Some(self.upload_reminder_days), 1..=30),
            entry(
                "outcome_selection_reminder_days",
                Some(self.outcome_selection_reminder_days),
                1..=30,
            ),
            entry(
                "performance_selection_reminder_days",
                Some(self.performance_selection_reminder_days),
                1..=30,
            ),
            entry("selected_outcomes_per_year", Some(self.selected_outcomes_per_year), 1..=6),
            entry(
                "selected_performances_per_year",
                Some(self.selected_performances_per_year),
                1..=10,
            ),
            entry("selected_outcomes_per_semester", self.selected_outcomes_per_semester, 1..=6),
            entry("upload_grace_minutes", Some(self.upload_grace_minutes), 0..=120),
        ]
    }

    /// Every number within its range.
    pub fn check(&self) -> Result<(), Invalid> {
        let outside = |entry: &SettingRange| {
            let value = entry.value?;
            let problem = |limit: u32| {
                FieldProblem::over(entry.name, FieldCode::OutOfRange, i64::from(limit))
            };
            if value < *entry.allowed.start() {
                return Some(problem(*entry.allowed.start()));
            }
            (value > *entry.allowed.end()).then(|| problem(*entry.allowed.end()))
        };
        Invalid::unless_empty(self.ranges().iter().filter_map(outside).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_defaults_are_the_missions_and_within_their_ranges() {
        let settings = SchoolSettings::default();
        assert_eq!(settings.check(), Ok(()));
        assert_eq!((settings.outcomes_per_semester, settings.outcomes_per_subject), (10, 4));
    }

    #[test]
    fn a_number_outside_its_range_is_named() {
        let settings = SchoolSettings {
            certification_reminder_hour: Some(24),
            selected_outcomes_per_year: 7,
            ..SchoolSettings::default()
        };
        let Invalid(problems) = settings.check().unwrap_err();
        let named: Vec<_> = problems.iter().map(|p| (p.field.as_str(), p.limit)).collect();
        assert_eq!(
            named,
            [("certification_reminder_hour", Some(23)), ("selected_outcomes_per_year", Some(6))]
        );
    }

    /// Any numbers, most of them within their ranges.
    fn any_settings() -> impl Strategy<Value = SchoolSettings> {
        let number = || prop_oneof![16 => 1_u32..6, 3 => 0_u32..13, 1 => 90_u32..150];
        let days = || prop_oneof![9 => 1_u32..=30, 1 => 0_u32..40];
        let hour = || prop_oneof![9 => 0_u32..24, 1 => 20_u32..30];
        let optional = (prop::option::of(hour()), prop::option::of(number()), any::<bool>());
        (
            [number(), number(), number(), number()],
            [days(), days(), days()],
            hour(),
            number(),
            optional,
        )
            .prop_map(
                |(
                    counts,
                    days,
                    hour,
                    minutes,
                    (certification_hour, of_semester, homeroom_certifies),
                )| SchoolSettings {
                    outcomes_per_semester: counts[0],
                    outcomes_per_subject: counts[1],
                    certification_reminder_hour: certification_hour,
                    student_reminder_hour: hour,
                    upload_reminder_days: days[0],
                    outcome_selection_reminder_days: days[1],
                    performance_selection_reminder_days: days[2],
                    selected_outcomes_per_year: counts[2],
                    selected_performances_per_year: counts[3],
                    selected_outcomes_per_semester: of_semester,
                    upload_grace_minutes: minutes,
                    homeroom_certifies,
                },
            )
    }

    proptest! {
        #[test]
        fn settings_are_kept_and_read_back_and_every_number_among_them_has_its_range(
            settings in any_settings(),
        ) {
            let kept = serde_json::to_value(&settings).unwrap();
            let numbers: Vec<_> = kept
                .as_object()
                .unwrap()
                .iter()
                .filter(|(_, value)| !value.is_boolean())
                .map(|(name, value)| (name.clone(), value.as_u64()))
                .collect();
            let ranges = settings.ranges();
            let ranged: Vec<_> =
                ranges.iter().map(|it| (it.name.to_owned(), it.value.map(u64::from))).collect();
            prop_assert_eq!(ranged, numbers);
            prop_assert_eq!(serde_json::from_value::<SchoolSettings>(kept).unwrap(), settings);
        }

        #[test]
        fn what_is_accepted_is_within_the_central_limits_and_a_clock(settings in any_settings()) {
            if settings.check().is_ok() {
                prop_assert!((1..=6).contains(&settings.selected_outcomes_per_year));
                prop_assert!((1..=10).contains(&settings.selected_performances_per_year));
                prop_assert!(
                    settings.selected_outcomes_per_semester.is_none_or(|it| (1..=6).contains(&it))
                );
                let hours =
                    [Some(settings.student_reminder_hour), settings.certification_reminder_hour];
                prop_assert!(hours.into_iter().flatten().all(|hour| hour < 24));
                prop_assert!(settings.outcomes_per_semester.min(settings.outcomes_per_subject) > 0);
                prop_assert!(
                    settings.upload_reminder_days > 0 && settings.upload_reminder_days <= 30
                );
            }
        }

        #[test]
        fn the_limit_that_is_told_is_accepted_in_the_place_of_what_was_not(
            settings in any_settings(),
        ) {
            if let Err(Invalid(problems)) = settings.check() {
                let mut mended = serde_json::to_value(&settings).unwrap();
                for problem in problems {
                    prop_assert_ne!(mended[&problem.field].as_i64(), problem.limit);
                    mended[&problem.field] = problem.limit.into();
                }
                let mended: SchoolSettings = serde_json::from_value(mended).unwrap();
                prop_assert_eq!(mended.check(), Ok(()));
            }
        }
    }
}
