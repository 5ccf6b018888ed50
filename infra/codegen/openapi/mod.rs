//! The API document, OpenAPI 3.1.

mod operation;
mod problems;
mod schemas;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

pub use schemas::{Schemas, sent};

/// The API document: every route of the registry.
pub fn openapi() -> Value {
    let schemas = Schemas::of_registry();
    let (mut paths, mut refusals) = (Map::new(), Map::new());
    for (function, route) in routes() {
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        let operation = operation::operation(function, route, &schemas, &mut refusals);
        path[route.method.name().to_ascii_lowercase()] = operation;
    }
    let mut components = schemas.into_components();
    components.insert("Problem".to_owned(), problems::schema());
    components.sort_keys();
    refusals.sort_keys();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "臺北市高中職學生學習歷程檔案系統",
            "summary": "The learning-portfolio system of Taipei's senior high schools.",
            "description": CONVENTIONS,
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "tags": tags(),
        "security": [{ "bearer": [] }],
        "x-problems": problems::titles(),
        "paths": paths,
        "components": {
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
            },
            "responses": refusals,
            "schemas": components,
        },
    })
}

/// Every route with its function, in the order of the registry.
pub fn routes() -> impl Iterator<Item = (&'static runtime::Function, &'static runtime::Route)> {
    functions::all().filter_map(|function| Some((function, function.route()?)))
}

fn tags() -> Value {
    let areas: BTreeSet<&str> = routes().map(|(function, _)| function.area()).collect();
    areas.into_iter().map(|area| json!({ "name": area })).collect()
}

const CONVENTIONS: &str = "\
JSON in snake_case. Times are RFC 3339 with Taipei's offset, sizes are bytes, digests 64 lower-case \
hexadecimal digits, `semester` is \"1151\" and `year` 115 in the Republic's calendar. Lists answer \
`{items, next}` and take `cursor` and `limit`. Refusals are `application/problem+json` (RFC 9457) \
with a stable `code` (all of them, with their titles, under `x-problems`), in zh-TW, or in English \
with `Accept-Language: en`. What is read carries its `version`; a write sends it back, and a stale \
one is 409 `conflict`.";
