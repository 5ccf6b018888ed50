//! From an event to a handler and back: the same on AWS and on one machine.

mod background;
mod guard;
mod request;
mod response;

pub use background::{batch, schedule};

use std::sync::Arc;

use lambda_http::{Request, Response};
use tracing::Instrument;

use crate::{Environment, Function, Problem, Route};

/// The name of the cookie that carries the refresh token where the origin is https. A plain name
/// serves local http, where browsers refuse the prefix.
pub const TOKEN_COOKIE: [&str; 2] = ["__Host-refresh", "refresh"];

/// Answers one request. Whatever happens, the answer is one of the API's own.
pub async fn respond(
    function: &'static Function,
    route: &'static Route,
    env: Arc<Environment>,
    request: Request,
) -> Response<lambda_http::Body> {
    let id = env.ids.next().simple().to_string();
    let span = tracing::info_span!("call", function.name = function.name, request.id = %id);
    let language = request::language(request.headers());
    async move {
        let outcome = match guard::enter(route, env, request) {
            Ok(call) => (route.handle)(call).await,
            Err(problem) => Err(problem),
        };
        match outcome {
            Ok(reply) => {
                tracing::info!(status = reply.status, "answered");
                response::of_reply(reply)
            }
            Err(problem) => {
                log(&problem);
                response::of_problem(&problem, language, &id)
            }
        }
    }
    .instrument(span)
    .await
}

/// Answers a problem that a gateway finds before any function is called, in the API's own form.
pub fn refuse(
    problem: &Problem,
    headers: &http::HeaderMap,
    id: &str,
) -> Response<lambda_http::Body> {
    log(problem);
    response::of_problem(problem, request::language(headers), id)
}

/// Each problem is logged once, here: those of ours as errors, those of the callers as facts.
fn log(problem: &Problem) {
    let inside = problem.inside.as_deref().unwrap_or_default();
    if problem.status() >= 500 {
        tracing::error!(status = problem.status(), code = problem.code, inside, "could not answer");
    } else {
        tracing::info!(status = problem.status(), code = problem.code, inside, "refused");
    }
}
