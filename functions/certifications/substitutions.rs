//! `GET /api/certifications/substitutions` — 代理認證: the teachers for whom somebody stands in now.
//!
//! The teacher. Two reads: the delegations, and the teachers' names.

use portfolio::{AccountId, account::Role};
use runtime::{
    Call, Callers, Function, Listed, Method, Need, Problem, Reply, Route, TableAction, Trigger,
    schema, wire_time,
};
use schemars::JsonSchema;
use serde::Serialize;
use store::items::{Delegation, Profile, person};

pub const FUNCTION: Function = Function {
    name: "certifications.substitutions",
    term: "代理認證",
    summary: "Lists the teachers for whom the caller stands in now.",
    trigger: Trigger::Route(Route {
        method: Method::Get,
        path: "/api/certifications/substitutions",
        callers: Callers::SignedIn(&Role::TEACHERS),
        query: &[],
        body: None,
        status: 200,
        answer: Some(schema::<Listed<SubstitutionView>>),
        refusals: &[],
        handle: |call| Box::pin(substitutions(call)),
    }),
    needs: &[Need::Table(TableAction::Query), Need::Table(TableAction::BatchGetItem)],
    memory_mb: 256,
    timeout_s: 10,
};

/// A teacher for whom the caller stands in.
#[derive(Serialize, JsonSchema)]
struct SubstitutionView {
    #[schemars(with = "String")]
    teacher: AccountId,
    name: String,
    until: String,
}

async fn substitutions(call: Call) -> Result<Reply, Problem> {
    let me = call.actor()?.account;
    let found = call.table().partition(&person(me), Delegation::PREFIX).await?;
    let mut delegations: Vec<Delegation> = found.all(Delegation::PREFIX)?;
    delegations.retain(|delegation| delegation.in_force(call.now()));
    let keys: Vec<_> = delegations.iter().map(|it| Profile::at(it.teacher)).collect();
    let profiles = call.table().get_many(&keys).await?;
    let mut items = Vec::new();
    for (delegation, key) in delegations.iter().zip(&keys) {
        let profile: Option<Profile> = profiles.take(key)?;
        items.extend(profile.map(|profile| SubstitutionView {
            teacher: delegation.teacher,
            name: profile.name,
            until: wire_time(delegation.ends_at),
        }));
    }
    Ok(Reply::ok(Listed::whole(items)))
}
