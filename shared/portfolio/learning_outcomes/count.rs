use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Refusal, settings::SchoolSettings};

/// How many outcomes a student has in one semester, drafts included. Subjects are told apart by
/// their course code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeCount {
    /// All of the semester.
    pub total: u32,
    /// Per course code.
    pub by_subject: BTreeMap<String, u32>,
}

/// One more would pass the semester's or the subject's number: `outcome.limit_reached`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitReached {
    /// The number that is reached.
    pub limit: u32,
}

impl Refusal for LimitReached {
    fn code(&self) -> &'static str {
        "outcome.limit_reached"
    }

    fn facts(&self) -> Vec<(&'static str, i64)> {
        vec![("limit", i64::from(self.limit))]
    }
}

impl OutcomeCount {
    /// One more outcome in this subject.
    ///
    /// ```
    /// use portfolio::{learning_outcomes::OutcomeCount, settings::SchoolSettings};
    /// let settings = SchoolSettings::default();
    /// let mut count = OutcomeCount::default();
    /// for _ in 0..4 {
    ///     count = count.one_more("PHYSICS", &settings).unwrap();
    /// }
    /// assert_eq!(count.one_more("PHYSICS", &settings).unwrap_err().limit, 4);
    /// assert!(count.one_more("CHEMISTRY", &settings).is_ok());
    /// ```
    pub fn one_more(&self, subject: &str, settings: &SchoolSettings) -> Result<Self, LimitReached> {
        let mut next = self.clone();
        next.total += 1;
        let in_subject = next.by_subject.entry(subject.to_owned()).or_default();
        *in_subject += 1;
        if *in_subject > settings.outcomes_per_subject {
            return Err(LimitReached { limit: settings.outcomes_per_subject });
        }
        if next.total > settings.outcomes_per_semester {
            return Err(LimitReached { limit: settings.outcomes_per_semester });
        }
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::select};

    use super::*;
    use crate::strategies::settings;

    proptest! {
        #[test]
        fn no_number_is_passed_and_what_is_counted_adds_up(
            settings in settings(),
            subjects in prop::collection::vec(select(vec!["PHYSICS", "CHEMISTRY", "ART"]), 0..20),
        ) {
            let mut count = OutcomeCount::default();
            let mut taken: Vec<&str> = Vec::new();
            for subject in subjects {
                let of_subject = taken.iter().filter(|it| **it == subject).count();
                let full = of_subject == settings.outcomes_per_subject as usize;
                let over = taken.len() == settings.outcomes_per_semester as usize;
                match count.one_more(subject, &settings) {
                    Ok(next) => {
                        prop_assert!(!full && !over);
                        taken.push(subject);
                        count = next;
                    }
                    Err(LimitReached { limit }) => {
                        let reached = if full { of_subject } else { taken.len() };
                        prop_assert!((full || over) && limit as usize == reached);
                    }
                }
                prop_assert_eq!(count.total as usize, taken.len());
                prop_assert_eq!(count.total, count.by_subject.values().sum::<u32>());
            }
        }
    }
}
