use mail::Paragraph;
use portfolio::{
    SchoolYear, Semester,
    learning_outcomes::OutcomeState,
    reminders::{can_select_more, days_left, lacks_upload, selectable_outcomes, unrequested},
    selections::Roster,
    windows::Span,
};
use store::{
    Found, StoreError,
    items::{CourseRecord, DiversePerformance, LearningOutcome, Selection},
};

use super::agenda::Agenda;

/// What there is to remind a student of. `found` is the student's partition.
pub fn paragraphs(found: &Found, agenda: &Agenda) -> Result<Vec<Paragraph>, StoreError> {
    let outcomes: Vec<LearningOutcome> = found.all(LearningOutcome::PREFIX)?;
    let mut paragraphs = Vec::new();
    for (semester, window) in &agenda.uploads {
        paragraphs.extend(upload(found, &outcomes, (*semester, *window), agenda)?);
    }
    for (roster, year, window) in &agenda.selections {
        let selectable = selectable(found, &outcomes, *roster, *year, agenda)?;
        paragraphs.extend(select(found, selectable, (*roster, *year, *window), agenda)?);
    }
    Ok(paragraphs)
}

fn upload(
    found: &Found,
    outcomes: &[LearningOutcome],
    (semester, window): (Semester, Span),
    agenda: &Agenda,
) -> Result<Option<Paragraph>, StoreError> {
    let courses: Vec<CourseRecord> = found.all(CourseRecord::PREFIX)?;
    // Who takes no course of the semester has nothing to upload for it.
    let takes_part = courses.iter().any(|course| course.semester == semester);
    let of_semester = outcomes.iter().filter(|outcome| outcome.semester == semester);
    let states: Vec<OutcomeState> = of_semester.map(|outcome| outcome.state).collect();
    let paragraph = || Paragraph::Upload {
        semester,
        window,
        days: days(&window, agenda),
        outcomes: states.len(),
        unrequested: unrequested(&states),
    };
    Ok((takes_part && lacks_upload(&states)).then(paragraph))
}

/// How many items of the year could be selected in all.
fn selectable(
    found: &Found,
    outcomes: &[LearningOutcome],
    roster: Roster,
    year: SchoolYear,
    agenda: &Agenda,
) -> Result<u32, StoreError> {
    match roster {
        Roster::LearningOutcomes => {
            let certified = outcomes.iter().filter(|outcome| {
                outcome.state == OutcomeState::Certified && outcome.semester.year == year
            });
            let semesters = certified.map(|outcome| outcome.semester);
            Ok(selectable_outcomes(semesters, &agenda.settings))
        }
        Roster::DiversePerformances => {
            let performances: Vec<DiversePerformance> = found.all(DiversePerformance::PREFIX)?;
            Ok(number(performances.iter().filter(|performance| performance.year == year).count()))
        }
    }
}

fn select(
    found: &Found,
    selectable: u32,
    (roster, year, window): (Roster, SchoolYear, Span),
    agenda: &Agenda,
) -> Result<Option<Paragraph>, StoreError> {
    let selections: Vec<Selection> = found.all(Selection::PREFIX)?;
    let of_year = |selection: &&Selection| selection.year == year && selection.roster == roster;
    let selection = selections.iter().find(of_year);
    let is_frozen = selection.is_some_and(|selection| selection.frozen_in.is_some());
    let selected = selection.map_or(0, |selection| number(selection.ids.len()));
    let limit = roster.limit(&agenda.settings);
    let paragraph = || Paragraph::Select {
        roster,
        year,
        window,
        days: days(&window, agenda),
        selected,
        more: selectable.min(limit).saturating_sub(selected),
        limit,
    };
    Ok((!is_frozen && can_select_more(selected, selectable, limit)).then(paragraph))
}

fn days(window: &Span, agenda: &Agenda) -> u32 {
    u32::try_from(days_left(window, agenda.date)).unwrap_or_default()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
