use runtime::{Callers, Method, Route};
use serde_json::{Map, Value, json};

use super::value;
use crate::{openapi, parameters};

const HOST: &str = "abcde12345.execute-api.ap-northeast-1.amazonaws.com";
const AGENT: &str =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36";

/// A request as API Gateway hands it over (HTTP API, payload format 2.0).
pub fn event(route: &Route) -> Value {
    let method = route.method.name();
    let key = format!("{method} {}", route.path);
    let path = filled(route.path);
    let query = query(route);
    let body = route.body.map(|schema| {
        let sent = openapi::sent(schema);
        value::of(&sent["schema"], &sent["defs"], route.path).to_string()
    });
    let mut event = json!({
        "version": "2.0",
        "routeKey": key,
        "rawPath": path,
        "rawQueryString": joined(&query),
        "headers": headers(route, body.as_deref()),
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "abcde12345",
            "domainName": HOST,
            "domainPrefix": "abcde12345",
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "203.0.113.7",
                "userAgent": AGENT,
            },
            "requestId": "JKJaXmPLvHcESHA=",
            "routeKey": key,
            "stage": "$default",
            "time": "23/Nov/2026:02:00:00 +0000",
            "timeEpoch": 1_795_399_200_000_i64,
        },
        "isBase64Encoded": false,
    });
    let names = parameters::of_path(route.path);
    let found: Map<String, Value> =
        names.map(|name| (name.to_owned(), json!(parameters::sample(route.path, name)))).collect();
    if !found.is_empty() {
        event["pathParameters"] = Value::Object(found);
    }
    if !query.is_empty() {
        event["queryStringParameters"] = Value::Object(query);
    }
    if let Some(body) = body {
        event["body"] = json!(body);
    }
    event
}

fn filled(path: &str) -> String {
    let part = |part: &str| match part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(name) => parameters::sample(path, name).to_owned(),
        None => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// What must stand behind the path, and what says how the list is read; a page has no cursor yet.
fn query(route: &Route) -> Map<String, Value> {
    let names =
        route.query.iter().filter(|name| ["version", "semester", "year", "school"].contains(name));
    names.map(|name| ((*name).to_owned(), json!(parameters::sample(route.path, name)))).collect()
}

fn joined(query: &Map<String, Value>) -> String {
    let pair =
        |(name, value): (&String, &Value)| format!("{name}={}", value.as_str().unwrap_or_default());
    query.iter().map(pair).collect::<Vec<_>>().join("&")
}

fn headers(route: &Route, body: Option<&str>) -> Value {
    let mut headers = json!({
        "accept": "application/json",
        "accept-language": "zh-TW,zh;q=0.9",
        "host": HOST,
        "user-agent": AGENT,
        "x-forwarded-for": "203.0.113.7, 130.176.0.1",
        "x-forwarded-port": "443",
        "x-forwarded-proto": "https",
        "x-viewer-address": "203.0.113.7",
    });
    if let Some(body) = body {
        headers["content-type"] = json!("application/json");
        headers["content-length"] = json!(body.len().to_string());
    }
    if route.method != Method::Get {
        headers["origin"] = json!("https://portfolio.example.test");
    }
    if route.callers != Callers::Anyone {
        headers["authorization"] = json!("Bearer an-access-token");
    }
    headers
}
