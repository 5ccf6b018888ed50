//! Cross-origin calls, by the bucket's rules, answered as S3 answers them.

use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, request::Parts};
use s3s::{Body, S3Error, s3_error};

use super::{refusal, settings::CorsRule};

const ALLOW_ORIGIN: HeaderName = http::header::ACCESS_CONTROL_ALLOW_ORIGIN;
const VARY: &str = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

/// A call from another origin, and the rule of the bucket that allows it, if one does.
pub(super) struct CrossOrigin {
    origin: HeaderValue,
    /// Lower-case names that a preflight asks for.
    requested: Vec<String>,
    rule: Option<CorsRule>,
}

impl CrossOrigin {
    /// None for a call that no browser's page made.
    pub(super) fn read(parts: &Parts, rules: &[CorsRule]) -> Option<Self> {
        let origin = parts.headers.get("origin")?.clone();
        let method = match (&parts.method, parts.headers.get("access-control-request-method")) {
            (&Method::OPTIONS, Some(requested)) => requested.to_str().unwrap_or_default(),
            (method, _) => method.as_str(),
        };
        let requested = requested_headers(parts);
        let rule = rules.iter().find(|rule| allows(rule, &origin, method, &requested)).cloned();
        Some(Self { origin, requested, rule })
    }

    /// Answers a preflight.
    pub(super) fn preflight(&self) -> Result<Response<Body>, S3Error> {
        if self.rule.is_none() {
            return Err(refusal(
                403,
                "AccessForbidden",
                "CORSResponse: This CORS request is not allowed. This is usually because the evaluation of Origin, \
                 request method / Access-Control-Request-Method or Access-Control-Request-Headers are not \
                 whitelisted by the resource's CORS spec.",
            ));
        }
        let mut response = Response::new(Body::empty());
        self.mark(response.headers_mut());
        insert(response.headers_mut(), http::header::ACCESS_CONTROL_ALLOW_HEADERS, &self.requested);
        *response.status_mut() = StatusCode::OK;
        Ok(response)
    }

    /// Adds to an answer what lets the page read it.
    pub(super) fn mark(&self, headers: &mut HeaderMap) {
        let Some(rule) = &self.rule else { return };
        if rule.origins.iter().any(|origin| origin == "*") {
            headers.insert(ALLOW_ORIGIN, HeaderValue::from_static("*"));
        } else {
            headers.insert(ALLOW_ORIGIN, self.origin.clone());
            headers.insert(
                http::header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
                HeaderValue::from_static("true"),
            );
        }
        insert(headers, http::header::ACCESS_CONTROL_ALLOW_METHODS, &rule.methods);
        insert(headers, http::header::ACCESS_CONTROL_EXPOSE_HEADERS, &rule.expose);
        if let Some(seconds) = rule.max_age {
            headers.insert(http::header::ACCESS_CONTROL_MAX_AGE, seconds.into());
        }
        headers.insert(http::header::VARY, HeaderValue::from_static(VARY));
    }
}

/// The answer to a preflight that does not say what it asks for.
pub(super) fn insufficient() -> S3Error {
    let mut error =
        s3_error!(InvalidRequest, "Insufficient information. Origin request header needed.");
    error.set_code(s3s::S3ErrorCode::Custom("BadRequest".into()));
    error.set_status_code(StatusCode::BAD_REQUEST);
    error
}

fn requested_headers(parts: &Parts) -> Vec<String> {
    let values = parts.headers.get_all("access-control-request-headers");
    values
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|name| name.trim().to_ascii_lowercase())
        .filter(|name| !name.is_empty())
        .collect()
}

fn allows(rule: &CorsRule, origin: &HeaderValue, method: &str, requested: &[String]) -> bool {
    let origin = origin.to_str().unwrap_or_default();
    let header_allowed = |name: &String| {
        rule.headers.iter().any(|pattern| fits(&pattern.to_ascii_lowercase(), name))
    };
    rule.origins.iter().any(|pattern| fits(pattern, origin))
        && rule.methods.iter().any(|allowed| allowed == method)
        && requested.iter().all(header_allowed)
}

/// Whether a text fits a pattern with at most one `*`.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, end)) => {
            text.len() >= start.len() + end.len() && text.starts_with(start) && text.ends_with(end)
        }
    }
}

fn insert(headers: &mut HeaderMap, name: HeaderName, list: &[String]) {
    if let (false, Ok(value)) = (list.is_empty(), HeaderValue::from_str(&list.join(", "))) {
        headers.insert(name, value);
    }
}
