//! `PUT /api/students/{student}/diverse-performances/{performance}` — 修改多元表現: fields, files and
//! address. A file that is no longer named is given up with the change.
//!
//! The student, until the selection that it is in is frozen. A selected performance stays in its
//! school year.

use portfolio::{
    FieldCode, FieldProblem, PerformanceId,
    account::Role,
    files::Purpose,
    selections::{Roster, SelectionRefusal},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use store::{
    Condition, Conflict, Found, StoreError, Write,
    items::{DiversePerformance, SchoolSelection, Selection},
};

use super::{
    content::{Content, PerformanceRequest, attachments},
    view::PerformanceView,
};
use crate::{files::AttachmentsChange, students};

pub const FUNCTION: Function = Function {
    name: "diverse-performances.update",
    term: "修改多元表現",
    summary: "Changes a diverse performance.",
    trigger: Trigger::Route(Route {
        method: Method::Put,
        path: "/api/students/{student}/diverse-performances/{performance}",
        callers: Callers::SignedIn(&[Role::Student]),
        query: &[],
        body: Some(schema::<PerformanceRequest>),
        status: 200,
        answer: Some(schema::<PerformanceView>),
        refusals: &[
            "file.unusable",
            "file.in_use",
            "performance.selected",
            "selection.locked",
            "conflict",
        ],
        handle: |call| Box::pin(update(call)),
    }),
    needs: &[
        Need::Table(TableAction::BatchGetItem),
        Need::Table(TableAction::PutItem),
        Need::Table(TableAction::UpdateItem),
    ],
    memory_mb: 256,
    timeout_s: 10,
};

const ROSTER: Roster = Roster::DiversePerformances;

async fn update(call: Call) -> Result<Reply, Problem> {
    let (student, _) = students::own(&call)?;
    let key = DiversePerformance::at(student, call.path::<PerformanceId>("performance")?);
    let request: Result<PerformanceRequest, Problem> = call.body();
    let mut keys = vec![key.clone()];
    if let Ok(request) = &request {
        keys.extend(request.asked().keys(student));
        keys.push(Selection::at(student, request.year, ROSTER));
    }
    let found = call.table().get_many(&keys).await?;
    let performance: DiversePerformance = found.take(&key)?.ok_or(Problem::not_found())?;

    let request = request?;
    let missing = || Problem::field(FieldProblem::new("version", FieldCode::Missing));
    let version = request.version.ok_or_else(missing)?;
    let content = request.check()?;
    if request.is(&content, &performance) {
        return Ok(Reply::ok(PerformanceView::from(&performance)));
    }
    let before = attachments(&performance);
    let purpose = Purpose::DiversePerformance;
    let files = AttachmentsChange::new(before, &request.asked(), student, purpose, &found)?;

    if performance.version != version {
        return Err(Problem::new("conflict"));
    }
    check_selection(&performance, &request, &found)?;
    files.check_unused()?;
    let next = changed(&call, &performance, &request, &content, &files);

    let mut writes = vec![replace(&next, &performance)?];
    writes.extend(files.writes(&performance.id.to_string(), call.now()));
    if performance.selected_in.is_some() {
        writes.extend(touch_selection(&performance));
    }
    match call.table().transact(writes).await {
        Ok(()) => Ok(Reply::ok(PerformanceView::from(&next))),
        Err(error) => match settled(&request, &content, &error.into_conflict()?) {
            Some(stands) => Ok(Reply::ok(PerformanceView::from(&stands?))),
            None => Err(Problem::new("conflict")),
        },
    }
}

/// A selected performance can be mended until its selection is frozen, but not moved to another
/// year.
fn check_selection(
    performance: &DiversePerformance,
    request: &PerformanceRequest,
    found: &Found,
) -> Result<(), Problem> {
    let Some(selected_in) = performance.selected_in else { return Ok(()) };
    if request.year.number() != selected_in {
        return Err(Problem::new("performance.selected"));
    }
    let key = Selection::at(performance.student, request.year, ROSTER);
    let selection: Option<Selection> = found.take(&key)?;
    match selection {
        Some(selection) if selection.frozen_in.is_some() => Err(SelectionRefusal::Locked.into()),
        _ => Ok(()),
    }
}

fn changed(
    call: &Call,
    performance: &DiversePerformance,
    request: &PerformanceRequest,
    content: &Content,
    files: &AttachmentsChange,
) -> DiversePerformance {
    DiversePerformance {
        kind: request.kind,
        year: request.year,
        fields: content.fields.clone(),
        document: files.next.document.clone(),
        media: files.next.media.clone(),
        external_url: content.external_url.clone(),
        version: performance.version + 1,
        updated_at: call.now(),
        ..performance.clone()
    }
}

/// A selection that was made meanwhile does not count up the version, so it is compared too.
fn replace(next: &DiversePerformance, read: &DiversePerformance) -> Result<Write, StoreError> {
    let selection = match read.selected_in {
        Some(year) => Condition::equals("selected_in", year),
        None => Condition::absent("selected_in"),
    };
    Ok(Write::replace("performance", next, read.version)?.when(selection))
}

/// Both copies of the selection count up, so that a freezing under way reads the items again.
fn touch_selection(performance: &DiversePerformance) -> [Write; 2] {
    let DiversePerformance { student, school, year, .. } = performance;
    [
        Write::update("selection", Selection::at(*student, *year, ROSTER))
            .increase("version", 1)
            .when(Condition::item_exists())
            .when(Condition::absent("frozen_in")),
        Write::update("school", SchoolSelection::at(school, *student, *year, ROSTER))
            .increase("selection.version", 1)
            .when(Condition::item_exists()),
    ]
}

/// What a refused transaction is answered with; none where it is a plain conflict.
fn settled(
    request: &PerformanceRequest,
    content: &Content,
    conflict: &Conflict,
) -> Option<Result<DiversePerformance, Problem>> {
    let stands: Option<DiversePerformance> = conflict.found("performance");
    if let Some(stands) = stands.filter(|stands| request.is(content, stands)) {
        return Some(Ok(stands));
    }
    if conflict.at("selection") {
        return Some(Err(SelectionRefusal::Locked.into()));
    }
    AttachmentsChange::refusal(conflict).map(Err)
}
