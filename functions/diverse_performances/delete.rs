//! `DELETE /api/students/{student}/diverse-performances/{performance}` — 刪除多元表現: a performance
//! and its files, whose space is free at once.
//!
//! The student, unless it is selected. Safe to repeat.

use portfolio::{PerformanceId, account::Role, mutant};
use runtime::{Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger};
use store::{Condition, Write, items::DiversePerformance};

use super::content::attachments;
use crate::{files::AttachmentsChange, students};

pub const FUNCTION: Function = Function {
    name: "diverse-performances.delete",
    term: "刪除多元表現",
    summary: "Removes a diverse performance and its files.",
    trigger: Trigger::Route(Route {
        method: Method::Delete,
        path: "/api/students/{student}/diverse-performances/{performance}",
        callers: Callers::SignedIn(&[Role::Student]),
        query: &["version"],
        body: None,
        status: 204,
        answer: None,
        refusals: &["performance.selected", "conflict"],
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
    let id: PerformanceId = call.path("performance")?;
    let key = DiversePerformance::at(student, id);
    let Some(performance) = call.table().get::<DiversePerformance>(&key).await? else {
        return students::removed_before(&call, student, &id.to_string()).await;
    };
    let version = call.query("version")?.unwrap_or(performance.version);
    if performance.version != version {
        return Err(Problem::new("conflict"));
    }
    if performance.selected_in.is_some() {
        return Err(Problem::new("performance.selected"));
    }

    let remove = Write::delete("performance", key)
        .when(Condition::equals("version", version))
        .when(Condition::absent("selected_in").unless(mutant("remove-a-selected-performance")));
    let made_at = performance.created_at;
    let gone = students::remember_removal(&call, student, &id.to_string(), made_at);
    let mut writes = vec![remove, gone];
    let files = AttachmentsChange::removal(attachments(&performance));
    writes.extend(files.writes(&performance.id.to_string(), call.now()));
    match call.table().transact(writes).await {
        Ok(()) => Ok(Reply::nothing()),
        Err(error) => {
            let conflict = error.into_conflict()?;
            // Files are locked together with a performance's selection, which says more.
            let files =
                (!conflict.at("performance")).then(|| AttachmentsChange::refusal(&conflict));
            Err(files.flatten().unwrap_or(Problem::new("conflict")))
        }
    }
}
