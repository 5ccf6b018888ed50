use std::collections::BTreeMap;

use portfolio::{
    AccountId,
    central_submissions::{ItemId, Scope},
    diverse_performances::title_of,
};
use runtime::{Environment, Failure};
use store::{
    Found, Key,
    items::{
        CourseRecord, DiversePerformance, LearningOutcome, Profile, School, SchoolSelection,
        Selection, StoredFile,
    },
};

/// A student's selection with everything that a row is made from.
pub struct Selected {
    /// What was selected, as it stands.
    pub selection: Selection,
    /// Who.
    pub profile: Option<Profile>,
    /// The items, in the student's order. An item that is gone is left out.
    pub items: Vec<SelectedItem>,
}

/// An item that a student selected.
pub struct SelectedItem {
    /// Which one.
    pub id: ItemId,
    /// What it says.
    pub content: Content,
    /// Its document and its sound or video, as their rows stand.
    pub document: Option<StoredFile>,
    /// See `document`.
    pub media: Option<StoredFile>,
}

/// What an item says.
pub enum Content {
    /// An outcome, and the record of its course.
    Outcome(Box<LearningOutcome>, Option<Box<CourseRecord>>),
    /// A performance.
    Performance(Box<DiversePerformance>),
}

impl Content {
    /// What the student calls it.
    pub fn title(&self) -> String {
        match self {
            Self::Outcome(outcome, _) => outcome.title.clone(),
            Self::Performance(performance) => title_of(performance.kind, &performance.fields),
        }
    }
}

/// Reads what the school's students selected and is in no frozen batch yet: one Query for the
/// selections, and a BatchGetItem for every hundred profiles, items, courses and files.
pub async fn gather(env: &Environment, scope: &Scope) -> Result<(School, Vec<Selected>), Failure> {
    let table = env.table();
    let school: Option<School> = table.get(&School::at(&scope.school)).await?;
    let school = school.ok_or(Failure("the school has no item".to_owned()))?;
    let partition = SchoolSelection::partition(&scope.school, scope.year, scope.roster);
    let rows: Vec<SchoolSelection> = table.partition(&partition, "").await?.all("")?;
    let selections: Vec<Selection> =
        rows.into_iter().map(|row| row.selection).filter(is_candidate).collect();
    Ok((school, read(env, selections).await?))
}

/// Whether a selection goes into the next batch: there is something in it, and it is in none yet.
pub fn is_candidate(selection: &Selection) -> bool {
    selection.frozen_in.is_none() && !selection.ids.is_empty()
}

/// Reads what rows are made from for these selections.
pub async fn read(env: &Environment, selections: Vec<Selection>) -> Result<Vec<Selected>, Failure> {
    let table = env.table();
    let first = selections.iter().flat_map(|selection| {
        let items = selection.ids.iter().filter_map(|id| item_key(selection.student, id));
        std::iter::once(Profile::at(selection.student)).chain(items)
    });
    let found = table.get_many(&first.collect::<Vec<_>>()).await?;
    let mut selected = Vec::new();
    for selection in selections {
        let profile = found.take(&Profile::at(selection.student))?;
        let mut items = Vec::new();
        for id in &selection.ids {
            items.extend(content(&found, selection.student, id)?);
        }
        selected.push((selection, profile, items));
    }
    let second =
        selected.iter().flat_map(|(_, _, items)| items).flat_map(|(_, item)| more_keys(item));
    let found = table.get_many(&second.collect::<Vec<_>>()).await?;
    selected.into_iter().map(|parts| complete(parts, &found)).collect()
}

fn item_key(student: AccountId, id: &str) -> Option<Key> {
    Some(match id.parse().ok()? {
        ItemId::Outcome(id) => LearningOutcome::at(student, id),
        ItemId::Performance(id) => DiversePerformance::at(student, id),
    })
}

fn content(
    found: &Found,
    student: AccountId,
    id: &str,
) -> Result<Option<(ItemId, Content)>, Failure> {
    let Ok(id) = id.parse::<ItemId>() else { return Ok(None) };
    let content = match id {
        ItemId::Outcome(outcome) => found
            .take(&LearningOutcome::at(student, outcome))?
            .map(|outcome| Content::Outcome(Box::new(outcome), None)),
        ItemId::Performance(performance) => found
            .take(&DiversePerformance::at(student, performance))?
            .map(|performance| Content::Performance(Box::new(performance))),
    };
    Ok(content.map(|content| (id, content)))
}

fn more_keys(content: &Content) -> Vec<Key> {
    match content {
        Content::Outcome(outcome, _) => {
            let course = CourseRecord::at(outcome.student, outcome.semester, outcome.course);
            let files = outcome.files().map(|file| StoredFile::at(file.file));
            std::iter::once(course).chain(files).collect()
        }
        Content::Performance(performance) => {
            performance.files().map(|file| StoredFile::at(file.file)).collect()
        }
    }
}

type Parts = (Selection, Option<Profile>, Vec<(ItemId, Content)>);

fn complete((selection, profile, items): Parts, found: &Found) -> Result<Selected, Failure> {
    let mut complete = Vec::new();
    for (id, content) in items {
        let (content, document, media) = match content {
            Content::Outcome(outcome, _) => {
                let key = CourseRecord::at(outcome.student, outcome.semester, outcome.course);
                let course: Option<CourseRecord> = found.take(&key)?;
                let (document, media) = (outcome.document.clone(), outcome.media.clone());
                (Content::Outcome(outcome, course.map(Box::new)), document, media)
            }
            Content::Performance(performance) => {
                let (document, media) = (performance.document.clone(), performance.media.clone());
                (Content::Performance(performance), document, media)
            }
        };
        let row = |file: Option<store::items::NamedFile>| match file {
            Some(file) => found.take::<StoredFile>(&StoredFile::at(file.file)),
            None => Ok(None),
        };
        let (document, media) = (row(document)?, row(media)?);
        complete.push(SelectedItem { id, content, document, media });
    }
    Ok(Selected { selection, profile, items: complete })
}

/// The students of the selections, by account.
pub fn by_account(selected: &[Selected]) -> BTreeMap<AccountId, &Profile> {
    let profiles = selected.iter().filter_map(|selected| selected.profile.as_ref());
    profiles.map(|profile| (profile.account, profile)).collect()
}
