use std::collections::HashMap;

use lambda_http::{Body, Request, RequestExt, request::RequestContext};

use crate::Language;

/// The language that the caller prefers: zh-TW, unless English is asked for first.
pub fn language(headers: &http::HeaderMap) -> Language {
    let accepted = headers.get("accept-language").and_then(|value| value.to_str().ok());
    match accepted.unwrap_or_default().trim_start().get(..2) {
        Some(first) if first.eq_ignore_ascii_case("en") => Language::English,
        _ => Language::Chinese,
    }
}

/// The parameters of the path, as the gateway found and decoded them.
pub fn path(request: &Request) -> HashMap<String, String> {
    let found = request.path_parameters();
    found.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The parameters behind the path.
pub fn query(request: &Request) -> HashMap<String, Vec<String>> {
    let mut all: HashMap<String, Vec<String>> = HashMap::new();
    for (name, value) in request.query_string_parameters().iter() {
        all.entry(name.to_owned()).or_default().push(value.to_owned());
    }
    all
}

/// The address that the caller comes from, as the gateway saw it.
pub fn network(request: &Request) -> String {
    match request.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => {
            context.http.source_ip.clone().unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// What was sent.
pub fn body(body: Body) -> Vec<u8> {
    match body {
        Body::Text(text) => text.into_bytes(),
        Body::Binary(bytes) => bytes,
        _ => Vec::new(),
    }
}
