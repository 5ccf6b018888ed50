use axum::response::Response;
use codegen::{SECURITY_HEADERS, content_security_policy};
use http::{HeaderName, HeaderValue, header};

/// What the content network adds to every page and every answer of the API. Files come from the
/// page's own origin here, so that the policy names no other.
pub async fn protect(mut response: Response) -> Response {
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(None, None)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in SECURITY_HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// What makes up for a bucket that has no origin of its own here, as it has on AWS: an object that
/// a browser opens is no page of ours.
pub fn confine(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
