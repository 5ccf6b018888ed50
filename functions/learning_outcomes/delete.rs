//! `DELETE /api/students/{student}/learning-outcomes/{outcome}` — 刪除學習成果: an outcome and its
//! files, whose space is free at once.
//!
//! The student. Only a draft or a returned outcome. Safe to repeat.

use portfolio::{
    LearningOutcomeId,
    account::Role,
    learning_outcomes::{OutcomeState, WrongState},
    mutant,
};
use runtime::{Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger};
use store::{
    Condition, Write,
    items::{LearningOutcome, SemesterOutcomes},
};

use super::{saving::attachments, stands};
use crate::{files::AttachmentsChange, students};

pub const FUNCTION: Function = Function {
    name: "learning-outcomes.delete",
    term: "刪除學習成果",
    summary: "Removes a learning outcome and its files.",
    trigger: Trigger::Route(Route {
        method: Method::Delete,
        path: "/api/students/{student}/learning-outcomes/{outcome}",
        callers: Callers::SignedIn(&[Role::Student]),
        query: &["version"],
        body: None,
        status: 204,
        answer: None,
        refusals: &["outcome.not_editable", "outcome.selected", "conflict"],
        handle: |call| Box::pin(delete(call)),
    }),
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::UpdateItem),
        Need::Table(TableAction::DeleteItem),
    ],
    memory_mb: 256,
    timeout_s: 10,
};

async fn delete(call: Call) -> Result<Reply, Problem> {
    let (student, _) = students::own(&call)?;
    let id: LearningOutcomeId = call.path("outcome")?;
    let key = LearningOutcome::at(student, id);
    let Some(outcome) = call.table().get::<LearningOutcome>(&key).await? else {
        return students::removed_before(&call, student, &id.to_string()).await;
    };

    let version = call.query("version")?.unwrap_or(outcome.version);
    stands(&outcome, version, |_| false)?;
    if outcome.selected_in.is_some() && !mutant("remove-what-is-selected") {
        return Err(Problem::new("outcome.selected"));
    }
    let editable = matches!(outcome.state, OutcomeState::Draft | OutcomeState::Returned);
    if !editable && !mutant("remove-what-is-selected") {
        return Err(WrongState::NotEditable.into());
    }

    let remove = Write::delete("outcome", key)
        .when(Condition::equals("version", outcome.version))
        .when(Condition::absent("selected_in").unless(mutant("remove-what-is-selected")));
    let gone = students::remember_removal(&call, student, &id.to_string(), outcome.created_at);
    let mut writes = vec![remove, one_fewer(&outcome), gone];
    if mutant("remove-without-counting") {
        writes.remove(1);
    }
    let files = AttachmentsChange::removal(attachments(&outcome));
    writes.extend(files.writes(&outcome.id.to_string(), call.now()));
    match call.table().transact(writes).await {
        Ok(()) => Ok(Reply::nothing()),
        Err(error) => {
            let conflict = error.into_conflict()?;
            // Files are locked together with an outcome's selection, which says more.
            let files = (!conflict.at("outcome")).then(|| AttachmentsChange::refusal(&conflict));
            Err(files.flatten().unwrap_or(Problem::new("conflict")))
        }
    }
}

/// The semester's count without this outcome: a change that needs no reading first, since only the
/// outcome says which semester it is.
fn one_fewer(outcome: &LearningOutcome) -> Write {
    let subject = format!("count.by_subject.{}", outcome.subject);
    Write::update("count", SemesterOutcomes::at(outcome.student, outcome.semester))
        .increase("count.total", -1)
        .increase(&subject, -1)
        .increase("version", 1)
        .when(Condition::exists(&subject))
}
