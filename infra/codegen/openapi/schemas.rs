use std::collections::{BTreeMap, BTreeSet};

use runtime::SchemaOf;
use schemars::{
    SchemaGenerator,
    generate::{Contract, SchemaSettings},
};
use serde_json::{Map, Value, json};

use super::routes;

const PLACE: &str = "#/components/schemas/";

/// The wire types of all routes. What is sent and what is answered are two contracts: a field with
/// a default may be left out by who sends, but is always answered.
pub struct Schemas {
    bodies: BTreeMap<&'static str, Value>,
    answers: BTreeMap<&'static str, Value>,
    components: Map<String, Value>,
}

impl Schemas {
    /// The types of every route in the registry.
    pub fn of_registry() -> Self {
        let (mut bodies, sent) = collect(Contract::Deserialize, |route| route.body);
        let (answers, mut components) = collect(Contract::Serialize, |route| route.answer);
        let renamed = different(&sent, &components);
        for (name, mut schema) in sent {
            rename(&mut schema, &renamed);
            let name = if renamed.contains(&name) { input(&name) } else { name };
            components.insert(name, schema);
        }
        bodies.values_mut().for_each(|schema| rename(schema, &renamed));
        Self { bodies, answers, components }
    }

    /// The schema of what the function's route is sent.
    pub fn body(&self, function: &str) -> Value {
        self.bodies.get(function).cloned().unwrap_or_default()
    }

    /// The schema of what the function's route answers.
    pub fn answer(&self, function: &str) -> Value {
        self.answers.get(function).cloned().unwrap_or_default()
    }

    /// The named types.
    pub fn into_components(self) -> Map<String, Value> {
        self.components
    }
}

/// What is sent to a route, with everything that it refers to under `$defs`.
pub fn sent(schema: SchemaOf) -> Value {
    let mut generator = generator(Contract::Deserialize);
    let schema = schema(&mut generator).to_value();
    json!({ "schema": schema, "defs": generator.take_definitions(true) })
}

fn generator(contract: Contract) -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = PLACE.trim_start_matches('#').trim_end_matches('/').into();
        settings.meta_schema = None;
        settings.contract = contract;
    });
    settings.into_generator()
}

type Collected = (BTreeMap<&'static str, Value>, Map<String, Value>);

fn collect(contract: Contract, of: fn(&runtime::Route) -> Option<SchemaOf>) -> Collected {
    let mut generator = generator(contract);
    let mut found = BTreeMap::new();
    for (function, route) in routes() {
        if let Some(schema) = of(route) {
            found.insert(function.name, schema(&mut generator).to_value());
        }
    }
    (found, generator.take_definitions(true))
}

/// The names whose meaning differs between what is sent and what is answered, also where only what
/// they refer to does.
fn different(sent: &Map<String, Value>, answered: &Map<String, Value>) -> BTreeSet<String> {
    let differs = |(name, schema): &(&String, &Value)| {
        answered.get(*name).is_some_and(|answered| answered != *schema)
    };
    let mut names: BTreeSet<String> =
        sent.iter().filter(differs).map(|(name, _)| name.clone()).collect();
    loop {
        let refers = |(name, schema): &(&String, &Value)| {
            let mut schema = (*schema).clone();
            let before = schema.clone();
            rename(&mut schema, &names);
            answered.contains_key(*name) && schema != before
        };
        let more: BTreeSet<String> =
            sent.iter().filter(refers).map(|(name, _)| name.clone()).collect();
        if more.is_subset(&names) {
            return names;
        }
        names.extend(more);
    }
}

fn rename(schema: &mut Value, names: &BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            for (key, member) in members {
                let named = member.as_str().and_then(|text| text.strip_prefix(PLACE));
                match named.filter(|name| key == "$ref" && names.contains(*name)) {
                    Some(name) => *member = json!(format!("{PLACE}{}", input(name))),
                    None => rename(member, names),
                }
            }
        }
        Value::Array(members) => members.iter_mut().for_each(|member| rename(member, names)),
        _ => {}
    }
}

fn input(name: &str) -> String {
    format!("{name}Input")
}
