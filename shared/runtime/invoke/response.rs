use http::{HeaderName, HeaderValue, Response, header};
use lambda_http::Body;

use crate::{Language, Problem, Reply};

/// Seconds after which a busy answer asks to be tried again.
const RETRY_SOON: i64 = 2;

/// A reply as HTTP.
pub fn of_reply(reply: Reply) -> Response<Body> {
    let body = reply.body.map(|value| value.to_string());
    let mut response = plain(reply.status, "application/json", body);
    for cookie in reply.cookies {
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// A problem as HTTP.
pub fn of_problem(problem: &Problem, language: Language, id: &str) -> Response<Body> {
    let body = problem.body(language, id).to_string();
    let mut response = plain(problem.status(), "application/problem+json", Some(body));
    let spoken = match language {
        Language::Chinese => "zh-TW",
        Language::English => "en",
    };
    response.headers_mut().insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(spoken));
    if matches!(problem.status(), 429 | 503) {
        let seconds = problem.retry_after.unwrap_or(RETRY_SOON);
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn plain(status: u16, media_type: &'static str, body: Option<String>) -> Response<Body> {
    let has_body = body.is_some();
    let mut response = Response::new(body.map_or(Body::Empty, Body::Text));
    *response.status_mut() =
        http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::SERVICE_UNAVAILABLE);
    let headers = response.headers_mut();
    if has_body {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
