use runtime::{Callers, Function, Route};
use serde_json::{Map, Value, json};

use super::{problems, schemas::Schemas};
use crate::parameters;

/// One route as an operation.
pub fn operation(
    function: &Function,
    route: &Route,
    schemas: &Schemas,
    refusals: &mut Map<String, Value>,
) -> Value {
    let mut responses = problems::responses(function, refusals);
    responses.insert(route.status.to_string(), success(function, route, schemas));
    responses.sort_keys();
    let mut operation = json!({
        "operationId": function.name,
        "tags": [function.area()],
        "summary": function.summary,
        "description": callers(route.callers),
        "x-term": function.term,
        "parameters": parameters_of(route),
        "responses": responses,
    });
    if route.body.is_some() {
        let content = json!({ "application/json": { "schema": schemas.body(function.name) } });
        operation["requestBody"] = json!({ "required": true, "content": content });
    }
    if route.callers == Callers::Anyone {
        operation["security"] = json!([]);
    }
    operation
}

fn success(function: &Function, route: &Route, schemas: &Schemas) -> Value {
    let description = match route.status {
        201 => "Made.",
        202 => "Accepted; it goes on in the background.",
        204 => "Done.",
        _ => "What was asked for.",
    };
    match route.answer {
        None => json!({ "description": description }),
        Some(_) => json!({
            "description": description,
            "content": { "application/json": { "schema": schemas.answer(function.name) } },
        }),
    }
}

fn callers(callers: Callers) -> String {
    match callers {
        Callers::Anyone => "Anyone may call it.".to_owned(),
        Callers::Activating => "Takes the activation token of a first sign-in.".to_owned(),
        Callers::SignedIn(roles) => {
            let names: Vec<_> = roles.iter().map(|role| format!("`{role}`")).collect();
            format!("Roles: {}.", names.join(", "))
        }
    }
}

fn parameters_of(route: &Route) -> Vec<Value> {
    let of_path = parameters::of_path(route.path).map(|name| parameter("path", name, true));
    let of_query = route.query.iter().map(|name| {
        let required = parameters::find(name).is_some_and(|known| known.required);
        parameter("query", name, required)
    });
    let mut all: Vec<Value> = of_path.chain(of_query).collect();
    if route.takes_idempotency_key() {
        all.push(json!({
            "name": "Idempotency-Key",
            "in": "header",
            "required": false,
            "description": "The same key with the same body is the same request, however often it comes.",
            "schema": { "type": "string", "maxLength": 200 },
        }));
    }
    all
}

fn parameter(place: &str, name: &str, required: bool) -> Value {
    let mut parameter = json!({
        "name": name,
        "in": place,
        "required": required,
        "schema": parameters::schema(name),
    });
    if let Some(known) = parameters::find(name) {
        parameter["description"] = json!(known.description);
    }
    parameter
}
