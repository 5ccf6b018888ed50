use std::collections::{BTreeMap, BTreeSet};

use portfolio::{
    AccountId, FileId, files::FileState, learning_outcomes::OutcomeState, selections::Roster,
};
use serde_json::{Value, json};
use store::{
    Found,
    items::{
        DiversePerformance, LearningOutcome, NamedFile, PendingCertification, SchoolSelection,
        Selection, SemesterOutcomes, StoredFile,
    },
};

use super::{STUDENTS, all_of};
use crate::{
    simulation::ledger::Facts,
    support::{SCHOOL, World, account},
};

/// A file whose owner was told that it is stored, is stored. Of every file there is a row for ever
/// (I6).
pub fn files_are_there(facts: &Facts, owner: AccountId, rows: &[StoredFile]) {
    let states: BTreeMap<String, FileState> =
        rows.iter().map(|row| (row.file.to_string(), row.state)).collect();
    let own = |file: &String| file.parse().is_ok_and(|file: FileId| file.owner == owner);
    for (file, fact) in facts.files.iter().filter(|(file, _)| own(file)) {
        let state = states.get(file);
        assert!(state.is_some(), "I6: {file} has no row");
        let stays = fact.stored && !fact.may_end;
        assert!(!stays || state == Some(&FileState::Stored), "acknowledged: {file} is {state:?}");
    }
}

/// What one student has is what was acknowledged, and fits together.
pub async fn hold(world: &World, facts: &Facts, student: AccountId) {
    let found = all_of(world, student).await;
    let items = items(&found);
    let partition = StoredFile::partition(student);
    let rows = world.cloud().table().partition(&partition, "").await.expect("the table");
    let rows: Vec<StoredFile> = rows.all("").expect("rows");
    items_are_there(facts, student, &items);
    files_and_items_agree(&items, &rows);
    counts_are_the_rows(&found);
    let selections: Vec<Selection> = found.all(Selection::PREFIX).expect("selections");
    selections_are_there(world, facts, student, &selections).await;
    marks_are_the_selections(&items, &selections);
}

/// An outcome or a performance, as far as both are the same.
struct Item {
    owner: AccountId,
    version: u64,
    content: Value,
    files: Vec<NamedFile>,
    selected: bool,
}

fn items(found: &Found) -> BTreeMap<String, Item> {
    let outcomes: Vec<LearningOutcome> = found.all(LearningOutcome::PREFIX).expect("outcomes");
    let performances: Vec<DiversePerformance> =
        found.all(DiversePerformance::PREFIX).expect("performances");
    let outcomes = outcomes.into_iter().map(|it| {
        let attempts = it.attempts.iter().map(|attempt| attempt.decision).collect::<Vec<_>>();
        let item = Item {
            owner: it.student,
            version: it.version,
            content: json!({
                "state": it.state,
                "title": it.title,
                "file": it.document.as_ref().map(|named| named.file),
                "decisions": attempts,
            }),
            files: it.files().cloned().collect(),
            selected: it.selected_in.is_some(),
        };
        (it.id.to_string(), item)
    });
    let performances = performances.into_iter().map(|it| {
        let item = Item {
            owner: it.student,
            version: it.version,
            content: json!({ "file": it.document.as_ref().map(|named| named.file) }),
            files: it.files().cloned().collect(),
            selected: it.selected_in.is_some(),
        };
        (it.id.to_string(), item)
    });
    outcomes.chain(performances).collect()
}

fn items_are_there(facts: &Facts, student: AccountId, items: &BTreeMap<String, Item>) {
    let others = |id: &String| {
        let file = facts.items[id].content["file"].as_str();
        file.is_none_or(|file| !file.contains(&student.to_string()))
    };
    for (id, fact) in facts.items.iter().filter(|(_, fact)| fact.version > 0) {
        let Some(item) = items.get(id) else {
            assert!(fact.may_go || others(id), "acknowledged: {id} is gone");
            continue;
        };
        assert_eq!(item.owner, student, "{id}");
        assert!(item.version >= fact.version, "acknowledged: {id} went back");
        if item.version == fact.version {
            let attempts = fact.content["attempts"].as_array().into_iter().flatten();
            let decisions: Vec<_> = attempts.map(|attempt| attempt["decision"].clone()).collect();
            let said = match id.starts_with("lo_") {
                true => json!({
                    "state": fact.content["state"],
                    "title": fact.content["title"],
                    "file": fact.content["file"],
                    "decisions": decisions,
                }),
                false => json!({ "file": fact.content["file"] }),
            };
            assert_eq!(item.content, said, "acknowledged: {id} is another");
        }
    }
}

/// What an item names is stored and known to be used by it alone; nothing else is known as used.
fn files_and_items_agree(items: &BTreeMap<String, Item>, rows: &[StoredFile]) {
    let mut used = BTreeMap::new();
    for (id, item) in items {
        for named in &item.files {
            let row = rows.iter().find(|row| row.file == named.file);
            let row = row.unwrap_or_else(|| panic!("used: {} has no row", named.file));
            assert_eq!(row.state, FileState::Stored, "used: {} of {id}", named.file);
            assert_eq!(row.used_by.as_ref(), Some(id), "used: {}", named.file);
            assert_eq!(row.sha256, named.sha256, "used: {}", named.file);
            used.insert(named.file.to_string(), id);
        }
    }
    for row in rows.iter().filter(|row| row.used_by.is_some()) {
        let file = row.file.to_string();
        assert!(used.contains_key(&file), "used: {file} by what does not name it");
    }
}

fn counts_are_the_rows(found: &Found) {
    let outcomes: Vec<LearningOutcome> = found.all(LearningOutcome::PREFIX).expect("outcomes");
    let counts: Vec<SemesterOutcomes> = found.all("NUM#").expect("counts");
    let mut rows: BTreeMap<String, u32> = BTreeMap::new();
    for outcome in &outcomes {
        *rows.entry(outcome.subject.clone()).or_default() += 1;
    }
    let counted = counts.into_iter().next().map(|item| item.count).unwrap_or_default();
    let total: u32 = rows.values().sum();
    assert_eq!(counted.total, total, "counts: the semester's");
    let by_subject: BTreeMap<String, u32> =
        counted.by_subject.into_iter().filter(|(_, number)| *number > 0).collect();
    assert_eq!(by_subject, rows, "counts: by subject");
}

async fn selections_are_there(
    world: &World,
    facts: &Facts,
    student: AccountId,
    selections: &[Selection],
) {
    let named = |roster: Roster| match roster {
        Roster::LearningOutcomes => "learning-outcomes",
        Roster::DiversePerformances => "diverse-performances",
    };
    for ((who, roster), fact) in &facts.selections {
        if *who != student.to_string() {
            continue;
        }
        let stands = selections.iter().find(|it| named(it.roster) == roster);
        let (version, ids) = stands.map_or((0, &[][..]), |it| (it.version, &it.ids[..]));
        assert!(fact.allows(version, ids), "acknowledged: {fact:?}, but {version} {ids:?} stands");
    }
    let school = SCHOOL.parse().expect("a school");
    for selection in selections {
        let key = SchoolSelection::at(&school, student, selection.year, selection.roster);
        let copy: Option<SchoolSelection> =
            world.cloud().table().get(&key).await.expect("the table");
        let copy = copy.expect("the school's copy").selection;
        let [one, other] = [selection, &copy].map(|it| (it.version, &it.ids, it.frozen_in));
        assert_eq!(one, other, "selections: the school's copy is the student's");
    }
}

/// What is marked as selected is what the selections name.
fn marks_are_the_selections(items: &BTreeMap<String, Item>, selections: &[Selection]) {
    let selected: BTreeSet<&String> = selections.iter().flat_map(|it| &it.ids).collect();
    let marked: BTreeSet<&String> =
        items.iter().filter(|(_, item)| item.selected).map(|(id, _)| id).collect();
    assert_eq!(marked, selected, "selections: marks and selections agree");
    for (id, item) in items.iter().filter(|(_, item)| item.selected) {
        let state = &item.content["state"];
        assert!(state.is_null() || state == "certified", "selections: {id} is {state}");
    }
}

/// What waits in the teachers' lists is what waits.
pub async fn lists_of_teachers_are_true(world: &World) {
    let mut waiting = BTreeSet::new();
    for name in STUDENTS {
        let found = all_of(world, account(name)).await;
        let outcomes: Vec<LearningOutcome> = found.all(LearningOutcome::PREFIX).expect("outcomes");
        let pending = outcomes.into_iter().filter(|it| it.state == OutcomeState::Pending);
        waiting.extend(pending.map(|it| (it.teacher.to_string(), it.id.to_string())));
    }
    let mut listed = BTreeSet::new();
    for name in ["course-teacher", "colleague"] {
        let found = all_of(world, account(name)).await;
        let list: Vec<PendingCertification> =
            found.all(PendingCertification::PREFIX).expect("a list");
        for it in list {
            let new = listed.insert((it.teacher.to_string(), it.outcome.to_string()));
            assert!(new, "certification: {} waits twice", it.outcome);
        }
    }
    assert_eq!(listed, waiting, "certification: what waits is listed");
}
