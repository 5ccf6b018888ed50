//! `GET /api/students/{student}/submissions` — 我的提交紀錄: what was sent of a student, and what became
//! of it.
//!
//! The student; homeroom teacher, counsellor and advisor of the class. Two reads: the selections,
//! then the frozen rows, whose keys follow from them, and their batches.

use portfolio::{
    AccountId, BatchId, SchoolCode, SchoolYear,
    account::Role,
    central_submissions::{DataKey, Scope},
    selections::Roster,
};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema, wire_time,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{FrozenItem, RowResult, Selection, SubmissionBatch};

use super::portfolio_of::read;

pub const FUNCTION: Function = Function {
    name: "students.submissions",
    term: "我的提交紀錄",
    summary: "Lists what was sent of a student to the central database.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/students/{student}/submissions",
        callers: Callers::SignedIn(&[
            Role::Student,
            Role::HomeroomTeacher,
            Role::GuidanceCounsellor,
            Role::CourseAdvisor,
        ]),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<SubmittedItem>>),
        refusals: &[],
        handle: |call| Box::pin(submissions(call)),
    }),
    needs: &[Need::Table(TableAction::Query), Need::Table(TableAction::BatchGetItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// An item that was sent.
#[derive(Debug, Serialize, JsonSchema)]
struct SubmittedItem {
    #[schemars(with = "String")]
    batch_id: BatchId,
    #[schemars(with = "u16")]
    year: SchoolYear,
    #[schemars(with = "String")]
    roster: Roster,
    item_id: String,
    title: String,
    data_key: String,
    #[schemars(with = "String")]
    result: RowResult,
    reason: Option<String>,
    sent_at: Option<String>,
}

async fn submissions(call: Call) -> Result<Reply, Problem> {
    let student: AccountId = call.path("student")?;
    let found = read(&call, student, Selection::PREFIX).await?;
    let selections: Vec<Selection> = found.all(Selection::PREFIX)?;
    // Whoever may look belongs to the student's school.
    let school = call.actor()?.school.clone().ok_or(Problem::not_found())?;
    let frozen: Vec<(BatchId, Selection)> = selections
        .into_iter()
        .filter_map(|selection| Some((selection.frozen_in?, selection)))
        .collect();
    let rows = frozen.iter().flat_map(|(batch, selection)| {
        let keys = data_keys(&school, selection).into_iter();
        keys.map(|key| FrozenItem::at(*batch, key.as_str()))
    });
    let batches = frozen.iter().map(|(batch, _)| SubmissionBatch::at(&school, *batch));
    let found = call.table().get_many(&rows.chain(batches).collect::<Vec<_>>()).await?;
    let mut items = Vec::new();
    for (id, selection) in &frozen {
        let batch: Option<SubmissionBatch> = found.take(&SubmissionBatch::at(&school, *id))?;
        let sent_at = batch.and_then(|batch| batch.sent_at).map(wire_time);
        for key in data_keys(&school, selection) {
            let row: Option<FrozenItem> = found.take(&FrozenItem::at(*id, key.as_str()))?;
            items.extend(row.map(|row| view(*id, selection, row, sent_at.clone())));
        }
    }
    Ok(Reply::ok(Listed::whole(items)))
}

fn data_keys(school: &SchoolCode, selection: &Selection) -> Vec<DataKey> {
    let scope = Scope { school: school.clone(), year: selection.year, roster: selection.roster };
    let ids = selection.ids.iter().filter_map(|id| id.parse().ok());
    ids.map(|item| DataKey::of(&scope, item)).collect()
}

fn view(
    batch_id: BatchId,
    selection: &Selection,
    row: FrozenItem,
    sent_at: Option<String>,
) -> SubmittedItem {
    SubmittedItem {
        batch_id,
        year: selection.year,
        roster: selection.roster,
        item_id: row.item_id,
        title: row.title,
        data_key: row.data_key,
        result: row.result,
        reason: row.reason,
        sent_at,
    }
}
