use std::sync::Arc;

use lambda_http::Request;
use portfolio::{AccountId, SchoolCode, account::Role, mutant};

use super::request;
use crate::{Call, Callers, Claims, Environment, Problem, Route};

/// The largest body of any route. Files never come this way.
const MAX_BODY: usize = 256 * 1024;

/// Lets a caller in, or says why not: without any I/O.
///
/// 401 without a sound token; 403 for a token that only opens the activation, or a role that the
/// route is not for; 404 where the path names another school, or another student than the one who
/// calls. What only the stored facts can tell, the handler asks after its one read.
pub fn enter(route: &Route, env: Arc<Environment>, request: Request) -> Result<Call, Problem> {
    let now = env.clock.now();
    let language = request::language(request.headers());
    let path = request::path(&request);
    let query = request::query(&request);
    let network = request::network(&request);
    let (parts, body) = request.into_parts();
    if env.config.viewer_header.as_ref().is_some_and(|viewer| !viewer.is_shown_by(&parts.headers)) {
        return Err(Problem::new("forbidden"));
    }
    let claims = match route.callers {
        Callers::Anyone => None,
        callers => {
            let claims = claims(&parts.headers, &env, now)?;
            admit(callers, &claims)?;
            Some(claims)
        }
    };
    let body = request::body(body);
    let headers = parts.headers;
    let call = Call { env, claims, path, query, headers, body, network, now, language };
    own_path(&call)?;
    if call.body.len() > MAX_BODY {
        return Err(Problem::new("input.too_large"));
    }
    if route.takes_idempotency_key() {
        call.idempotency_key()?;
    }
    Ok(call)
}

fn claims(
    headers: &http::HeaderMap,
    env: &Environment,
    now: jiff::Timestamp,
) -> Result<Claims, Problem> {
    let header = headers.get("authorization").and_then(|value| value.to_str().ok());
    let token = header.and_then(|text| text.strip_prefix("Bearer "));
    token.and_then(|token| env.verifier.check(token, now)).ok_or(Problem::new("session.required"))
}

fn admit(callers: Callers, claims: &Claims) -> Result<(), Problem> {
    match (callers, claims.activation) {
        (Callers::Activating, true) => Ok(()),
        (Callers::Activating, false) => Err(Problem::new("session.already_activated")),
        (_, true) => Err(Problem::new("session.activation_required")),
        (Callers::SignedIn(roles), false) if claims.actor.is_any(roles) => Ok(()),
        (_, false) if mutant("admit-any-role") => Ok(()),
        _ => Err(Problem::new("forbidden")),
    }
}

fn own_path(call: &Call) -> Result<(), Problem> {
    let Some(claims) = &call.claims else { return Ok(()) };
    let actor = &claims.actor;
    if call.path.contains_key("school") {
        let school: SchoolCode = call.path("school")?;
        if actor.school.as_ref() != Some(&school) {
            return Err(Problem::not_found());
        }
    }
    if call.path.contains_key("student") {
        let student: AccountId = call.path("student")?;
        // A student is the one of the path, and whoever is none is never that one. What else staff
        // may see, the stored facts say.
        if actor.is(Role::Student) != (actor.account == student) {
            return Err(Problem::not_found());
        }
    }
    Ok(())
}
