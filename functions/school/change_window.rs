//! `PUT /api/schools/{school}/windows/{kind}/{period}` — 設定作業期間: a school opens something from
//! when until when.
//!
//! The school's administrator. `version` 0 makes a window that is not there yet. What it was before
//! is kept; the students' copies follow through the queue.

use jiff::Timestamp;
use portfolio::{
    FieldCode, FieldProblem, Invalid, SchoolCode,
    account::Role,
    authorization::{Action, Resource},
    windows::{Span, WindowName},
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Queue, Reply, Route, TableAction, Trigger,
    schema,
};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{
    StoreError, Write,
    items::{WindowItem, WindowPast},
};

use super::{WindowView, changed};

pub const FUNCTION: Function = Function {
    name: "school.change-window",
    term: "設定作業期間",
    summary: "Sets from when until when a school opens something.",
    trigger: Trigger::Route(Route {
        method: Method::Put,
        path: "/api/schools/{school}/windows/{kind}/{period}",
        callers: Callers::SignedIn(&[Role::SchoolAdministrator]),
        query: &[],
        body: Some(schema::<WindowRequest>),
        status: 200,
        answer: Some(schema::<WindowView>),
        refusals: &["conflict"],
        handle: |call| Box::pin(change_window(call)),
    }),
    needs: &[
        Need::Table(TableAction::GetItem),
        Need::Table(TableAction::PutItem),
        Need::Send(Queue::Calendars),
    ],
    memory_mb: 256,
    timeout_s: 10,
};

/// From when until when.
#[derive(Deserialize, JsonSchema)]
struct WindowRequest {
    /// RFC 3339 with offset: the first moment at which it is open.
    opens_at: String,
    /// The first moment at which it is closed.
    closes_at: String,
    /// As it was read; 0 for a window that is not there yet.
    version: u64,
}

async fn change_window(call: Call) -> Result<Reply, Problem> {
    let school: SchoolCode = call.path("school")?;
    let name = named(&call)?;
    call.authorize(Action::AdministerSchool, &Resource::School(&school))?;
    let request: WindowRequest = call.body()?;
    let span = span(&request)?;
    let stands: Option<WindowItem> = call.table().get(&WindowItem::at(&school, name)).await?;
    let holds = stands.as_ref().filter(|stands| stands.span == span).cloned();
    let window = match holds {
        Some(holds) => holds,
        None => save(&call, (school, name), stands, span, request.version).await?,
    };
    changed::announce(&call, &window.school).await?;
    Ok(Reply::ok(WindowView::at(&window, call.now())))
}

/// The window that the path names.
pub fn named(call: &Call) -> Result<WindowName, Problem> {
    let kind: String = call.path("kind")?;
    let period: String = call.path("period")?;
    WindowName::parse(&kind, &period).map_err(|_| Problem::not_found())
}

fn span(request: &WindowRequest) -> Result<Span, Invalid> {
    let read = |field: &str, text: &str| {
        text.parse::<Timestamp>().map_err(|_| match text.trim() {
            "" => FieldProblem::new(field, FieldCode::Missing),
            _ => FieldProblem::new(field, FieldCode::NotATime),
        })
    };
    let opens_at = read("opens_at", &request.opens_at);
    let closes_at = read("closes_at", &request.closes_at);
    match (opens_at, closes_at) {
        (Ok(opens_at), Ok(closes_at)) => Span::new(opens_at, closes_at),
        (opens_at, closes_at) => {
            Err(Invalid(opens_at.err().into_iter().chain(closes_at.err()).collect()))
        }
    }
}

async fn save(
    call: &Call,
    (school, name): (SchoolCode, WindowName),
    stands: Option<WindowItem>,
    span: Span,
    version: u64,
) -> Result<WindowItem, Problem> {
    if stands.as_ref().map_or(0, |stands| stands.version) != version {
        return Err(Problem::new("conflict"));
    }
    let (author, now) = changed::by(call)?;
    let next = WindowItem {
        school,
        kind: name.kind(),
        period: name.period(),
        span,
        version: version + 1,
        updated_at: now,
        updated_by: Some(author),
    };
    let mut writes = vec![Write::replace("window", &next, version)?];
    if let Some(stands) = stands {
        writes.push(Write::create("past", &WindowPast(stands))?);
    }
    match call.table().transact(writes).await.map_err(StoreError::into_conflict) {
        Ok(()) => Ok(next),
        Err(Ok(conflict)) => {
            let found: Option<WindowItem> = conflict.found("window");
            found.filter(|found| found.span == span).ok_or(Problem::new("conflict"))
        }
        Err(Err(error)) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(opens_at: &str, closes_at: &str) -> Vec<(String, FieldCode)> {
        let request = WindowRequest {
            opens_at: opens_at.to_owned(),
            closes_at: closes_at.to_owned(),
            version: 0,
        };
        let Err(Invalid(problems)) = span(&request) else { return Vec::new() };
        problems.into_iter().map(|problem| (problem.field, problem.code)).collect()
    }

    #[test]
    fn every_wrong_time_is_named() {
        let named = |field: &str, code| (field.to_owned(), code);
        assert_eq!(problems("2026-11-01T00:00:00+08:00", "2026-12-01T00:00:00+08:00"), []);
        assert_eq!(
            problems("2026-11-01", ""),
            [named("opens_at", FieldCode::NotATime), named("closes_at", FieldCode::Missing)]
        );
        assert_eq!(
            problems("2026-12-01T00:00:00+08:00", "2026-11-01T00:00:00+08:00"),
            [named("closes_at", FieldCode::EndsBeforeStart)]
        );
    }
}
