use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use portfolio::{
    AccountId, FileId, SchoolCode, Semester,
    account::Role,
    central_submissions::{DataKey, ItemId, Scope},
    files::FileState,
    integrity::Difference,
    learning_outcomes::OutcomeCount,
};
use runtime::{Environment, Failure};
use store::{
    Found, Key,
    items::{
        Account, DiversePerformance, FrozenItem, LearningOutcome, Profile, QuotaItem, RemovedItem,
        RosterRow, SchoolSelection, Selection, SemesterOutcomes, StaffRow, StoredFile,
        SubmissionBatch, person,
    },
};

use crate::learning_outcomes::pending_key;

/// What is wrong, and the key of the item that it is about, as `partition sort`.
pub type Finding = (Difference, String);

/// What one person's items say of each other: whatever speaks of another item is believed, and that
/// item must be there. What was read lies on both sides of a moment; whoever calls looks twice.
pub struct References<'a> {
    owner: AccountId,
    files: &'a [StoredFile],
    found: &'a Found,
    profile: Option<Profile>,
    outcomes: Vec<LearningOutcome>,
    performances: Vec<DiversePerformance>,
    selections: Vec<Selection>,
}

impl<'a> References<'a> {
    /// Reads what `found`, the person's partition, says.
    pub fn new(
        owner: AccountId,
        files: &'a [StoredFile],
        found: &'a Found,
    ) -> Result<Self, Failure> {
        Ok(Self {
            owner,
            files,
            found,
            profile: found.take(&Profile::at(owner))?,
            outcomes: found.all(LearningOutcome::PREFIX)?,
            performances: found.all(DiversePerformance::PREFIX)?,
            selections: found.all(Selection::PREFIX)?,
        })
    }

    /// What is missing or says otherwise: one BatchGetItem for a hundred items that lie elsewhere.
    pub async fn check(&self, env: &Environment) -> Result<BTreeSet<Finding>, Failure> {
        let (keys, seen) = (self.elsewhere(), self.selections_of_the_school());
        let places: Vec<Key> =
            keys.iter().cloned().chain(seen.iter().map(|(key, _)| key.clone())).collect();
        let there = env.table().get_many(&places).await?;
        let mut findings = BTreeSet::new();
        let missing = |key: &Key| (Difference::ItemMissing, written(key));
        findings.extend(self.here().iter().filter(|key| !self.has(key)).map(missing));
        findings.extend(self.lost_files().map(|file| missing(&StoredFile::at(file))));
        findings.extend(places.iter().filter(|key| !there.has(key)).map(missing));
        for (key, selection) in seen {
            let school: Option<SchoolSelection> = there.take(&key)?;
            if school.is_some_and(|school| school.selection != *selection) {
                findings.insert((Difference::ItemsDiffer, written(&key)));
            }
        }
        findings.extend(self.wrong_counts()?);
        findings.extend(self.wrong_quota()?);
        Ok(findings)
    }

    fn has(&self, key: &Key) -> bool {
        self.found.has(key)
    }

    /// The person's own items that something names: whoever has a portfolio has a profile and space,
    /// a file in use its item, a selection its items.
    fn here(&self) -> Vec<Key> {
        let in_use = self.files.iter().filter(|file| file.state == FileState::Stored);
        let named = in_use.filter_map(|file| file.used_by.as_deref());
        let selected = self.selections.iter().flat_map(|one| &one.ids).map(String::as_str);
        let mut keys: Vec<Key> = named.chain(selected).filter_map(|id| self.item(id)).collect();
        let has_portfolio = !(self.outcomes.is_empty()
            && self.performances.is_empty()
            && self.selections.is_empty());
        if has_portfolio {
            keys.extend([Profile::at(self.owner), QuotaItem::at(self.owner)]);
        }
        keys
    }

    fn item(&self, id: &str) -> Option<Key> {
        Some(match id.parse().ok()? {
            ItemId::Outcome(id) => LearningOutcome::at(self.owner, id),
            ItemId::Performance(id) => DiversePerformance::at(self.owner, id),
        })
    }

    /// Files that an outcome or a performance names, and that are not stored.
    fn lost_files(&self) -> impl Iterator<Item = FileId> {
        let of_outcomes = self.outcomes.iter().flat_map(LearningOutcome::files);
        let of_performances = self.performances.iter().flat_map(DiversePerformance::files);
        let is_stored = |id: FileId| {
            self.files.iter().any(|row| row.file == id && row.state == FileState::Stored)
        };
        let named = of_outcomes.chain(of_performances).map(|named| named.file);
        named.filter(move |file| !is_stored(*file))
    }

    /// What lies in other partitions: the account, the row in the school's lists, what waits with a
    /// teacher, the batches that hold something, and their rows.
    fn elsewhere(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.outcomes.iter().filter_map(pending_key).collect();
        let Some(profile) = &self.profile else { return keys };
        keys.push(Account::at(&profile.username));
        let Some(school) = &profile.school else { return keys };
        keys.push(listed(profile, school));
        let holding = self.files.iter().filter_map(|file| file.held_by);
        keys.extend(holding.map(|batch| SubmissionBatch::at(school, batch)));
        for selection in &self.selections {
            let Some(batch) = selection.frozen_in else { continue };
            keys.push(SubmissionBatch::at(school, batch));
            let Selection { year, roster, .. } = *selection;
            let scope = Scope { school: school.clone(), year, roster };
            let rows = selection.ids.iter().filter_map(|id| id.parse().ok());
            keys.extend(rows.map(|id| FrozenItem::at(batch, DataKey::of(&scope, id).as_str())));
        }
        keys
    }

    /// The person's selections, with where the school sees each.
    fn selections_of_the_school(&self) -> Vec<(Key, &Selection)> {
        let school = self.profile.as_ref().and_then(|profile| profile.school.as_ref());
        let at = |one: &Selection| {
            school.map(|school| SchoolSelection::at(school, one.student, one.year, one.roster))
        };
        self.selections.iter().filter_map(|one| Some((at(one)?, one))).collect()
    }

    /// Semesters whose number of outcomes is not the number of their outcomes.
    fn wrong_counts(&self) -> Result<Vec<Finding>, Failure> {
        let mut semesters = BTreeMap::<Semester, u32>::new();
        for outcome in &self.outcomes {
            *semesters.entry(outcome.semester).or_default() += 1;
        }
        let counted: Vec<SemesterOutcomes> = self.found.all(SemesterOutcomes::PREFIX)?;
        for SemesterOutcomes { semester, count: OutcomeCount { total, .. }, .. } in &counted {
            // What is left after the right ones are taken out differs.
            if semesters.get(semester).copied().unwrap_or_default() == *total {
                semesters.remove(semester);
            } else {
                semesters.entry(*semester).or_default();
            }
        }
        let differs = |semester: Semester| {
            let key = SemesterOutcomes::at(self.owner, semester);
            (Difference::ItemsDiffer, written(&key))
        };
        Ok(semesters.into_keys().map(differs).collect())
    }

    /// Whether free, pending and stored bytes are not what the owner has in all.
    fn wrong_quota(&self) -> Result<Option<Finding>, Failure> {
        let key = QuotaItem::at(self.owner);
        let Some(quota) = self.found.take::<QuotaItem>(&key)? else { return Ok(None) };
        let figures = quota.figures();
        let stored = self.files.iter().filter(|file| file.state == FileState::Stored);
        let used: u64 = stored.map(|file| file.charged).sum();
        let adds_up = figures.free + figures.pending + used == figures.limit;
        Ok((!adds_up).then(|| (Difference::ItemsDiffer, written(&key))))
    }

    /// How many outcomes and performances were made before a moment and have not been lost since:
    /// they are there, or the person removed them from that moment on.
    pub fn made_before(&self, moment: Timestamp, removed: &[RemovedItem]) -> u32 {
        let outcomes = self.outcomes.iter().map(|one| (one.id.to_string(), one.created_at));
        let performances = self.performances.iter().map(|one| (one.id.to_string(), one.created_at));
        let gone = removed.iter().filter(|one| one.at >= moment);
        let gone = gone.map(|one| (one.id.clone(), one.made_at));
        let all = outcomes.chain(performances).chain(gone);
        let known: BTreeSet<String> =
            all.filter(|(_, made_at)| *made_at < moment).map(|(id, _)| id).collect();
        u32::try_from(known.len()).unwrap_or(u32::MAX)
    }
}

/// Where the school's lists have somebody.
fn listed(profile: &Profile, school: &SchoolCode) -> Key {
    if profile.roles.contains(&Role::Student) {
        RosterRow::at(school, &profile.class_name, profile.seat, profile.account)
    } else {
        StaffRow::at(school, profile.account)
    }
}

/// A key as a difference names it.
pub fn written(key: &Key) -> String {
    format!("{} {}", key.pk, key.sk)
}

/// Reads a person's partition, to be looked at.
pub async fn read(env: &Environment, owner: AccountId) -> Result<Found, Failure> {
    Ok(env.table().partition(&person(owner), "").await?)
}
