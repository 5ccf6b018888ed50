use std::collections::{BTreeMap, BTreeSet};

use runtime::{Function, catalogue};
use serde_json::{Map, Value, json};

/// What the gateway answers on its own, whatever the route: it has had more requests than it takes, or
/// as many functions run as may.
const OF_THE_GATEWAY: [&str; 2] = ["too_many_requests", "unavailable"];

/// The refusals of a function's route, by status. Routes share most of them: what is said of one stands in
/// `shared`, under a name made of the status and its codes.
pub fn responses(function: &Function, shared: &mut Map<String, Value>) -> Map<String, Value> {
    let mut by_status: BTreeMap<u16, Vec<&catalogue::Entry>> = BTreeMap::new();
    let own = function.codes().into_iter();
    let codes: BTreeSet<&str> = own.chain(OF_THE_GATEWAY).collect();
    for entry in catalogue::ALL.iter().filter(|entry| codes.contains(entry.code)) {
        by_status.entry(entry.status).or_default().push(entry);
    }
    let mut responses = Map::new();
    for (status, entries) in by_status {
        let codes: Vec<&str> = entries.iter().map(|entry| entry.code).collect();
        let name = format!("{status}-{}", codes.join("-or-"));
        let to = json!({ "$ref": format!("#/components/responses/{name}") });
        shared.entry(name).or_insert_with(|| response(&codes));
        responses.insert(status.to_string(), to);
    }
    responses
}

fn response(codes: &[&str]) -> Value {
    let named: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
    json!({
        "description": named.join(", "),
        "content": { "application/problem+json": { "schema": {
            "allOf": [
                { "$ref": "#/components/schemas/Problem" },
                {
                    "type": "object",
                    "properties": { "code": { "type": "string", "enum": codes } },
                    "required": ["code"],
                },
            ],
        } } },
    })
}

/// Every code with its status and its titles, as people read them.
pub fn titles() -> Value {
    let title = |entry: &catalogue::Entry| {
        let title = json!({ "zh-TW": entry.chinese, "en": entry.english });
        json!({ "code": entry.code, "status": entry.status, "title": title })
    };
    catalogue::ALL.iter().map(title).collect()
}

/// A refusal as the wire carries it (RFC 9457).
pub fn schema() -> Value {
    json!({
        "type": "object",
        "description": "A refusal (RFC 9457). Figures that belong to its code stand beside these.",
        "properties": {
            "type": { "type": "string", "description": "`/problems/` and the code." },
            "title": { "type": "string", "description": "What to do, to be shown as it is." },
            "status": { "type": "integer" },
            "code": { "type": "string", "description": "The stable code." },
            "instance": { "type": "string", "description": "Names the call in the log." },
            "free_bytes": { "type": "integer", "description": "The space that is left." },
            "fields": {
                "type": "array",
                "description": "Which fields are not right.",
                "items": {
                    "type": "object",
                    "properties": {
                        "field": { "type": "string" },
                        "code": { "type": "string" },
                        "message": { "type": "string" },
                    },
                    "required": ["field", "code", "message"],
                },
            },
        },
        "required": ["type", "title", "status", "code"],
    })
}
