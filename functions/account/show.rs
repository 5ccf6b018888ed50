//! `GET /api/account` — 我的帳號: one's own account, space, and notices after sign-in.
//!
//! Everybody who is signed in. One Query: all that the notices depend on lies with the person.

use portfolio::{
    account::{Role, Username},
    notices::{Notice, student_notices, teacher_notices},
    taipei,
};
use runtime::{
    Call, Callers, Function, Method, Need, Problem, Reply, Route, TableAction, Trigger, schema,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::{
    Found,
    items::{Calendar, LearningOutcome, PendingCertification, Profile, QuotaItem, person},
};

use crate::{
    session::AccountView,
    students::{NoticeView, QuotaView, notice_facts},
};

pub const FUNCTION: Function = Function {
    name: "account.show",
    term: "我的帳號",
    summary: "Shows one's own account, space and notices.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/account",
        callers: Callers::SignedIn(&Role::ALL),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<OwnAccount>),
        refusals: &[],
        handle: |call| Box::pin(show(call)),
    }),
    needs: &[Need::Table(TableAction::Query)],
    memory_mb: 256,
    timeout_s: 10,
};

/// What the page shows after sign-in.
#[derive(Serialize, JsonSchema)]
struct OwnAccount {
    account: AccountView,
    quota: QuotaView,
    notices: Vec<NoticeView>,
}

async fn show(call: Call) -> Result<Reply, Problem> {
    let account = call.actor()?.account;
    let found = call.table().partition(&person(account), "").await?;
    let profile: Profile = found.take(&Profile::at(account))?.ok_or(Problem::not_found())?;
    let quota: QuotaItem = found
        .take(&QuotaItem::at(account))?
        .ok_or_else(|| Problem::unavailable("the account has no quota item"))?;
    let notices = notices(&call, &found, &profile)?;
    let username = Username::typed(&call.claims()?.username).ok_or(Problem::not_found())?;
    Ok(Reply::ok(OwnAccount {
        account: AccountView::of(call.claims()?, username),
        quota: QuotaView::from(quota.figures()),
        notices: notices.iter().map(|notice| NoticeView::of(notice, call.language())).collect(),
    }))
}

fn notices(call: &Call, found: &Found, profile: &Profile) -> Result<Vec<Notice>, Problem> {
    if profile.roles.contains(&Role::Student) {
        let outcomes: Vec<LearningOutcome> = found.all(LearningOutcome::PREFIX)?;
        let calendar: Option<Calendar> = found.take(&Calendar::at(profile.account))?;
        return Ok(student_notices(
            &notice_facts(profile, &outcomes, calendar.as_ref()),
            call.now(),
        ));
    }
    if !call.actor()?.is_any(&Role::TEACHERS) {
        return Ok(Vec::new());
    }
    let waiting: Vec<PendingCertification> = found.all(PendingCertification::PREFIX)?;
    let pending = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
    let day = |at: jiff::Timestamp| at.to_zoned(taipei()).date();
    let looks = call.actor()?.is_any(&Role::VIEWING_PORTFOLIOS);
    let viewed = looks.then(|| day(profile.last_viewed_at.unwrap_or(profile.created_at)));
    Ok(teacher_notices(pending, viewed, day(call.now())))
}
