use std::collections::BTreeSet;

use portfolio::{
    AccountId, FieldCode, FieldProblem, SchoolCode, SchoolYear, mutant,
    selections::{Roster, SelectionRefusal, check},
    windows::accepts,
};
use runtime::{Call, Problem, Reply};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{
    Condition, Found, StoreError, Write,
    items::{SchoolSelection, Selection},
};

use super::{choice::Choice, view::Standing};
use crate::students;

/// The whole selection as it is to be.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct PutSelectionRequest {
    /// The items' ids, each once, in the student's order.
    ids: Vec<String>,
    /// The version that the change is made of; 0 before the first.
    version: u64,
}

/// Puts a selection in the place of the one before: one read, one transaction that also marks the
/// items and writes the copy that the school's submission reads.
pub async fn put(call: &Call, roster: Roster) -> Result<Reply, Problem> {
    let (student, school) = students::own(call)?;
    let year: SchoolYear = call.path("year")?;
    let PutSelectionRequest { ids, version } = call.body()?;
    let place = Place { student, school, year, roster };
    let found = place.load(call, &ids).await?;
    let choices = place.choices(&ids, &found)?;
    let key = Selection::at(student, year, roster);
    let standing = Standing::found(&found, &key, &place.school, year, roster)?;

    let stands = standing.selection.as_ref().map_or(0, |selection| selection.version);
    if stands != version && standing.ids() == ids {
        return Ok(Reply::ok(standing.view(call, None)));
    }
    accepts(standing.window.as_ref().map(|window| window.span), call.now())?;
    let frozen = standing.selection.as_ref().is_some_and(|it| it.frozen_in.is_some());
    if frozen && !mutant("change-what-is-frozen") {
        return Err(SelectionRefusal::Locked.into());
    }
    if stands != version {
        return Err(Problem::new("conflict"));
    }
    let items: Vec<_> = choices.iter().map(|choice| choice.selectable).collect();
    check(roster, year, &items, &standing.settings)?;

    let next = Selection {
        student,
        year,
        roster,
        ids,
        version: stands + 1,
        updated_at: call.now(),
        frozen_in: None,
    };
    let writes = place.writes(&standing, &next, &choices)?;
    match call.table().transact(writes).await {
        Ok(()) => Ok(Reply::ok(standing.view(call, Some(&next)))),
        Err(StoreError::Conflict(conflict)) => {
            let stands: Option<Selection> = conflict.found("selection");
            match stands {
                Some(stands) if stands.ids == next.ids => {
                    Ok(Reply::ok(standing.view(call, Some(&stands))))
                }
                Some(stands) if stands.frozen_in.is_some() => Err(SelectionRefusal::Locked.into()),
                _ => Err(Problem::new("conflict")),
            }
        }
        Err(error) => Err(error.into()),
    }
}

struct Place {
    student: AccountId,
    school: SchoolCode,
    year: SchoolYear,
    roster: Roster,
}

impl Place {
    async fn load(&self, call: &Call, ids: &[String]) -> Result<Found, Problem> {
        let Self { student, school, year, roster } = self;
        let selection = Selection::at(*student, *year, *roster);
        let mut keys = Standing::keys(&selection, school, *year, *roster).to_vec();
        keys.extend(ids.iter().filter_map(|id| Choice::key(*roster, *student, id)));
        Ok(call.table().get_many(&keys).await?)
    }

    /// The items of these ids, each of which must exist and stand once.
    fn choices(&self, ids: &[String], found: &Found) -> Result<Vec<Choice>, Problem> {
        let wrong = |code| Problem::field(FieldProblem::new("ids", code));
        if ids.iter().collect::<BTreeSet<_>>().len() != ids.len() {
            return Err(wrong(FieldCode::Duplicate));
        }
        let choose = |id: &String| {
            let unknown = wrong(FieldCode::UnknownValue);
            let key = Choice::key(self.roster, self.student, id).ok_or(unknown.clone())?;
            Choice::found(self.roster, key, found)?.ok_or(unknown)
        };
        ids.iter().map(choose).collect()
    }

    fn writes(
        &self,
        standing: &Standing,
        next: &Selection,
        choices: &[Choice],
    ) -> Result<Vec<Write>, StoreError> {
        let school = SchoolSelection { school: self.school.clone(), selection: next.clone() };
        let own = Write::replace("selection", next, next.version - 1)?;
        let own = if next.version > 1 {
            own.when(Condition::absent("frozen_in").unless(mutant("change-what-is-frozen")))
        } else {
            own
        };
        let mut writes = vec![own, Write::put("school", &school)?];
        if mutant("select-without-the-copy") {
            writes.truncate(1);
        }
        let before = standing.ids();
        let chosen = next.ids.iter().zip(choices);
        writes.extend(
            chosen.filter(|(id, _)| !before.contains(id)).map(|(_, choice)| choice.select()),
        );
        let dropped = before.iter().filter(|id| !next.ids.contains(id));
        let keys = dropped.filter_map(|id| Choice::key(self.roster, self.student, id));
        writes.extend(keys.map(Choice::release));
        Ok(writes)
    }
}
