//! `POST /api/students/{student}/diverse-performances` — 新增多元表現: a new performance.
//!
//! The student, at any time. An `Idempotency-Key` makes a repeat find what the first call made.

use portfolio::{PerformanceId, account::Role, files::Purpose};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use store::{Write, items::DiversePerformance};

use super::{content::PerformanceRequest, view::PerformanceView};
use crate::{
    files::{Attachments, AttachmentsChange},
    students,
};

pub const FUNCTION: Function = Function {
    name: "diverse-performances.create",
    term: "新增多元表現",
    summary: "Makes a new diverse performance.",
    trigger: Trigger::Route(Route {
        method: Method::Post,
        path: "/api/students/{student}/diverse-performances",
        callers: Callers::SignedIn(&[Role::Student]),
        query: &[],
        body: Some(schema::<PerformanceRequest>),
        status: 201,
        answer: Some(schema::<PerformanceView>),
        refusals: &["file.unusable", "file.in_use", "conflict"],
        handle: |call| Box::pin(create(call)),
    }),
    needs: &[
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
    ],
    memory_mb: 256,
    timeout_s: 10,
};

async fn create(call: Call) -> Result<Reply, Problem> {
    let (student, school) = students::own(&call)?;
    let request: PerformanceRequest = call.body()?;
    let asked = request.asked();
    let content = request.check()?;
    let id = PerformanceId::new(call.new_id("diverse-performance")?);
    let key = DiversePerformance::at(student, id);
    let mut keys = vec![key.clone()];
    keys.extend(asked.keys(student));
    let found = call.table().get_many(&keys).await?;

    let made_from = students::made_from(&request);
    let repeats = |made: &DiversePerformance| made.made_from.as_ref() == Some(&made_from);
    if let Some(made) = found.take::<DiversePerformance>(&key)? {
        return if repeats(&made) { created(&made) } else { Err(Problem::new("conflict")) };
    }
    let nothing = Attachments::default();
    let purpose = Purpose::DiversePerformance;
    let files = AttachmentsChange::new(nothing, &asked, student, purpose, &found)?;
    files.check_unused()?;
    let performance = DiversePerformance {
        id,
        student,
        school,
        kind: request.kind,
        year: request.year,
        fields: content.fields,
        document: files.next.document.clone(),
        media: files.next.media.clone(),
        external_url: content.external_url,
        version: 1,
        created_at: call.now(),
        updated_at: call.now(),
        selected_in: None,
        made_from: Some(made_from.clone()),
    };

    let mut writes = vec![Write::create("performance", &performance)?];
    writes.extend(files.writes(&id.to_string(), call.now()));
    let conflict = match call.table().transact(writes).await {
        Ok(()) => return created(&performance),
        Err(error) => error.into_conflict()?,
    };
    match conflict.found::<DiversePerformance>("performance") {
        Some(made) if repeats(&made) => created(&made),
        _ => Err(AttachmentsChange::refusal(&conflict).unwrap_or(Problem::new("conflict"))),
    }
}

fn created(performance: &DiversePerformance) -> Result<Reply, Problem> {
    Ok(Reply::created(PerformanceView::from(performance)))
}
