use portfolio::{
    AccountId, LearningOutcomeId, PerformanceId,
    learning_outcomes::OutcomeState,
    mutant,
    selections::{Roster, Selectable},
};
use runtime::Problem;
use store::{
    Condition, Found, Key, Write,
    items::{DiversePerformance, LearningOutcome},
};

/// An item that a student chooses, as far as a selection is concerned with it.
pub struct Choice {
    /// What the rules ask.
    pub selectable: Selectable,
    key: Key,
    version: u64,
}

impl Choice {
    /// Where the item of that id lies; none for what is no id of the roster's items.
    pub fn key(roster: Roster, student: AccountId, id: &str) -> Option<Key> {
        match roster {
            Roster::LearningOutcomes => {
                id.parse::<LearningOutcomeId>().ok().map(|id| LearningOutcome::at(student, id))
            }
            Roster::DiversePerformances => {
                id.parse::<PerformanceId>().ok().map(|id| DiversePerformance::at(student, id))
            }
        }
    }

    /// The item at the key; none where there is none.
    pub fn found(roster: Roster, key: Key, found: &Found) -> Result<Option<Self>, Problem> {
        Ok(match roster {
            Roster::LearningOutcomes => found.take(&key)?.map(|it: LearningOutcome| Self {
                selectable: Selectable {
                    certified: it.state == OutcomeState::Certified,
                    year: it.semester.year,
                    semester: Some(it.semester),
                },
                version: it.version,
                key,
            }),
            Roster::DiversePerformances => found.take(&key)?.map(|it: DiversePerformance| Self {
                selectable: Selectable { certified: true, year: it.year, semester: None },
                version: it.version,
                key,
            }),
        })
    }

    /// The item is selected, if it is still what was read: a change of it counts its version up.
    pub fn select(&self) -> Write {
        Write::update("selected", self.key.clone())
            .set("selected_in", self.selectable.year.number())
            .when(Condition::equals("version", self.version).unless(mutant("select-what-changed")))
    }

    /// The item is no longer selected. It cannot have been removed while it was.
    pub fn release(key: Key) -> Write {
        Write::update("released", key).remove("selected_in").when(Condition::item_exists())
    }
}
