//! `GET /api/certifications` — 認證學習成果: the outcomes that wait for a teacher, the oldest first.
//!
//! The teacher; with `for`, whoever stands in for that teacher now (代理人). Two reads: the list
//! and the outcomes on it.

use portfolio::{AccountId, account::Role, learning_outcomes::OutcomeState};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema,
};
use store::{
    Found,
    items::{Delegation, LearningOutcome, PendingCertification, Profile, person},
};

use crate::learning_outcomes::OutcomeView;

pub const FUNCTION: Function = Function {
    name: "certifications.worklist",
    term: "認證學習成果",
    summary: "Lists the outcomes that wait for a teacher's certification.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/certifications",
        callers: Callers::SignedIn(&Role::TEACHERS),
        query: &["for", "cursor", "limit"],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<OutcomeView>>),
        refusals: &["not_found"],
        handle: |call| Box::pin(worklist(call)),
    }),
    needs: &[Need::Table(TableAction::Query), Need::Table(TableAction::BatchGetItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// The most outcomes of one page: one read of a hundred keys, two of them the delegate's.
const PAGE: i32 = 98;

async fn worklist(call: Call) -> Result<Reply, Problem> {
    let me = call.actor()?.account;
    let teacher: AccountId = call.query("for")?.unwrap_or(me);
    let after = call.cursor(PendingCertification::PREFIX)?;
    let limit = call.limit()?.min(PAGE);
    let prefix = PendingCertification::PREFIX;
    let page = call.table().page(&person(teacher), prefix, after.as_deref(), limit).await?;
    let pending: Vec<PendingCertification> = page.found.all(prefix)?;

    let place = |item: &PendingCertification| LearningOutcome::at(item.student, item.outcome);
    let mut keys: Vec<_> = pending.iter().map(place).collect();
    if teacher != me {
        keys.extend([Delegation::at(me, teacher), Profile::at(teacher)]);
    }
    let found = call.table().get_many(&keys).await?;
    if teacher != me {
        may_stand_in(&call, teacher, &found)?;
    }

    let mut items = Vec::new();
    for item in &pending {
        let outcome: Option<LearningOutcome> = found.take(&place(item))?;
        let waiting = outcome.filter(|outcome| outcome.state == OutcomeState::Pending);
        items.extend(waiting.as_ref().map(OutcomeView::with_student));
    }
    Ok(Reply::ok(Listed::page(items, page.next)))
}

/// Nothing of what was read leaves before this has said yes.
fn may_stand_in(call: &Call, teacher: AccountId, found: &Found) -> Result<(), Problem> {
    let me = call.actor()?;
    let profile: Option<Profile> = found.take(&Profile::at(teacher))?;
    let colleague = profile.is_some_and(|profile| {
        profile.school == me.school
            && profile.roles.iter().any(|role| Role::TEACHERS.contains(role))
    });
    if !colleague {
        return Err(Problem::not_found());
    }
    let delegation: Option<Delegation> = found.take(&Delegation::at(me.account, teacher))?;
    match delegation {
        Some(delegation) if delegation.in_force(call.now()) => Ok(()),
        _ => Err(Problem::new("forbidden")),
    }
}
