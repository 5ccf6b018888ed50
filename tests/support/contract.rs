use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use jsonschema::Validator;
use runtime::catalogue;
use serde_json::{Value, json};

use super::Answer;

/// What the API document promises of every route, held against what is answered.
pub struct Contract {
    document: Value,
    operations: BTreeMap<String, Operation>,
    problem: Validator,
}

struct Operation {
    described: Value,
    answer: Option<Validator>,
}

/// The contract of the API as it is generated.
pub static CONTRACT: LazyLock<Contract> = LazyLock::new(|| Contract::of(codegen::openapi()));

impl Contract {
    fn of(document: Value) -> Self {
        let components = closed(&document["components"]["schemas"]);
        let validator = |schema: &Value| {
            let whole = json!({ "allOf": [schema], "components": { "schemas": components } });
            jsonschema::validator_for(&whole).expect("a sound schema")
        };
        let paths = document["paths"].as_object().into_iter().flatten();
        let all = paths.flat_map(|(_, methods)| methods.as_object().into_iter().flatten());
        let operations = all.map(|(_, described)| {
            let responses = described["responses"].as_object().into_iter().flatten();
            let success = responses.filter(|(status, _)| status.starts_with('2'));
            let mut schemas = success.filter_map(|(_, response)| {
                response.pointer("/content/application~1json/schema").map(validator)
            });
            let operation = Operation { described: described.clone(), answer: schemas.next_back() };
            (described["operationId"].as_str().unwrap_or_default().to_owned(), operation)
        });
        let operations = operations.collect();
        let problem = validator(&json!({ "$ref": "#/components/schemas/Problem" }));
        Self { operations, problem, document }
    }

    fn operation(&self, function: &str) -> &Operation {
        let found = self.operations.get(function);
        found.unwrap_or_else(|| panic!("{function} is not in the API document"))
    }

    /// The schema of what a route is sent.
    pub fn sent(&self, function: &str) -> Option<&Value> {
        let body = &self.operation(function).described["requestBody"];
        Some(self.resolved(body.pointer("/content/application~1json/schema")?))
    }

    /// The schema behind a reference.
    pub fn resolved<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let name = schema["$ref"].as_str().and_then(|to| to.rsplit('/').next());
        name.map_or(schema, |name| &self.document["components"]["schemas"][name])
    }

    /// Whether a route declares this header among its parameters.
    pub fn takes_header(&self, function: &str, name: &str) -> bool {
        let parameters = self.operation(function).described["parameters"].as_array();
        parameters.into_iter().flatten().any(|it| it["in"] == "header" && it["name"] == name)
    }

    /// Whether the answer is one that the document promises; otherwise what is not.
    pub fn check(&self, function: &str, answer: &Answer) -> Result<(), String> {
        match answer.status {
            200..300 => self.check_success(function, answer),
            400..500 => self.check_refusal(function, answer),
            status => Err(format!("{status} {}", answer.body)),
        }
    }

    fn check_success(&self, function: &str, answer: &Answer) -> Result<(), String> {
        let operation = self.operation(function);
        if operation.described["responses"].get(answer.status.to_string()).is_none() {
            return Err(format!("{} is not declared", answer.status));
        }
        match &operation.answer {
            None if answer.body.is_null() => Ok(()),
            None => Err(format!("a body that is not declared: {}", answer.body)),
            Some(_) if answer.header("content-type") != "application/json" => {
                Err(format!("a body of {}", answer.header("content-type")))
            }
            Some(schema) => schema.validate(&answer.body).map_err(|error| {
                format!("{error} at {}: {:#}", error.instance_path(), answer.body)
            }),
        }
    }

    fn check_refusal(&self, function: &str, answer: &Answer) -> Result<(), String> {
        let wrong = |what: &str| Err(format!("{what}: {} {}", answer.status, answer.body));
        if answer.header("content-type") != "application/problem+json" {
            return wrong("no problem document");
        }
        if self.problem.validate(&answer.body).is_err() {
            return wrong("not as a problem is described");
        }
        let entry = match catalogue::find(answer.code()) {
            Some(entry) => entry,
            None => return wrong("an unknown code"),
        };
        if answer.body["title"] != entry.chinese || answer.header("content-language") != "zh-TW" {
            return wrong("no Chinese title");
        }
        if answer.status != entry.status || answer.body["status"] != entry.status {
            return wrong("another status than the code's");
        }
        if !self.declared(function, answer.status).contains(answer.code()) {
            return wrong("a code that the route does not declare");
        }
        let fields = answer.body["fields"].as_array();
        if answer.code() == "input.invalid" && fields.is_none_or(Vec::is_empty) {
            return wrong("no field is named");
        }
        Ok(())
    }

    /// The codes that a route declares for a status.
    fn declared(&self, function: &str, status: u16) -> BTreeSet<&str> {
        let responses = &self.operation(function).described["responses"];
        let to = responses[status.to_string()]["$ref"].as_str().unwrap_or_default();
        let name = to.rsplit('/').next().unwrap_or_default();
        let response = &self.document["components"]["responses"][name];
        let codes = response
            .pointer("/content/application~1problem+json/schema/allOf/1/properties/code/enum");
        codes.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
    }
}

/// The named types with nothing in them that is not described.
fn closed(schemas: &Value) -> Value {
    let mut closed = schemas.clone();
    for (name, schema) in closed.as_object_mut().into_iter().flatten() {
        let open = schema.get("additionalProperties").is_some() || name == "Problem";
        if schema["properties"].is_object() && !open {
            schema["additionalProperties"] = json!(false);
        }
    }
    closed
}
