use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use http::{HeaderMap, Method, header};
use serde_json::{Map, Value, json};

use crate::cloud::{ACCOUNT, Cloud};

/// A request to the API, before it is an event.
#[derive(Debug, Clone)]
pub struct ApiRequest {
    /// The method.
    pub method: Method,
    /// The path, as it was sent.
    pub path: String,
    /// What stands behind the path, as it was sent; empty where nothing does.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// Where it comes from.
    pub source_ip: String,
}

/// The event that API Gateway calls a function with: an HTTP API's, payload version 2.0.
pub fn of(
    request: &ApiRequest,
    pattern: &str,
    parameters: &BTreeMap<&'static str, String>,
    cloud: &Cloud,
    id: &str,
) -> Value {
    let now = cloud.clock.now();
    let domain = cloud.origin().split("://").nth(1).unwrap_or_default();
    let agent = request.headers.get(header::USER_AGENT).map(|value| lossy(value.as_bytes()));
    let mut event = json!({
        "version": "2.0",
        "routeKey": format!("{} {pattern}", request.method),
        "rawPath": request.path,
        "rawQueryString": request.query,
        "headers": headers(request, domain),
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": "local",
            "domainName": domain,
            "domainPrefix": "local",
            "http": {
                "method": request.method.as_str(),
                "path": request.path,
                "protocol": "HTTP/1.1",
                "sourceIp": request.source_ip,
                "userAgent": agent.unwrap_or_default(),
            },
            "requestId": id,
            "routeKey": format!("{} {pattern}", request.method),
            "stage": "$default",
            "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
            "timeEpoch": now.as_millisecond(),
        },
        "isBase64Encoded": false,
    });
    let cookies = cookies(&request.headers);
    if !cookies.is_empty() {
        event["cookies"] = json!(cookies);
    }
    if !request.query.is_empty() {
        event["queryStringParameters"] = query(&request.query);
    }
    if !parameters.is_empty() {
        event["pathParameters"] = json!(parameters);
    }
    if !request.body.is_empty() {
        let text = std::str::from_utf8(&request.body);
        event["isBase64Encoded"] = json!(text.is_err());
        event["body"] =
            text.map_or_else(|_| json!(BASE64.encode(&request.body)), |text| json!(text));
    }
    event
}

/// Names in lower case, several values of one name joined by commas. Cookies have their own place,
/// and the host is the gateway's.
fn headers(request: &ApiRequest, domain: &str) -> Map<String, Value> {
    let mut all = Map::new();
    for name in request.headers.keys() {
        if *name == header::COOKIE {
            continue;
        }
        let values = request.headers.get_all(name).iter().map(|value| lossy(value.as_bytes()));
        all.insert(name.to_string(), json!(values.collect::<Vec<_>>().join(",")));
    }
    all.insert("host".to_owned(), json!(domain));
    all
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let lines = headers.get_all(header::COOKIE).iter().map(|line| lossy(line.as_bytes()));
    let pairs = lines
        .flat_map(|line| line.split(';').map(|pair| pair.trim().to_owned()).collect::<Vec<_>>());
    pairs.filter(|pair| !pair.is_empty()).collect()
}

/// Decoded, several values of one name joined by commas.
fn query(text: &str) -> Value {
    let mut all = Map::new();
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        let joined = match all.get(name.as_ref()).and_then(Value::as_str) {
            Some(before) => format!("{before},{value}"),
            None => value.into_owned(),
        };
        all.insert(name.into_owned(), json!(joined));
    }
    Value::Object(all)
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
