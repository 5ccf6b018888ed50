//! The stack of each area: for every function the function itself, a role that may do what the
//! declaration says and nothing else, its log, its alarm, and what calls it.

mod function;
mod role;
mod told;
mod trigger;

use std::collections::BTreeMap;

use runtime::{Config, Function};
use serde_json::{Map, Value, json};

use crate::{
    Unwritable,
    template::{Sheet, intrinsic::is_given, intrinsic::reference},
};

/// The stack of every area, in the order of their names.
pub fn stacks() -> Result<Vec<(String, Value)>, Unwritable> {
    let mut areas: BTreeMap<&str, Vec<&'static Function>> = BTreeMap::new();
    for function in functions::all() {
        areas.entry(function.area()).or_default().push(function);
    }
    areas
        .into_iter()
        .map(|(area, functions)| Ok((area.to_owned(), stack(area, &functions)?)))
        .collect()
}

fn stack(area: &str, functions: &[&'static Function]) -> Result<Value, Unwritable> {
    let mut sheet = Sheet::serverless(&format!("The learning-portfolio system: {area}."));
    for name in ["Prefix", "ArtefactBucket", "ArtefactKey", "AlarmTopic"] {
        ask(&mut sheet, name);
    }
    sheet.parameter("LogDays", json!({ "Type": "Number" }));
    ask_key(&mut sheet);
    let variables: Map<String, Value> = Config::NAMES
        .into_iter()
        .map(|name| (name.to_owned(), reference(&setting(name))))
        .collect();
    for name in Config::NAMES {
        ask(&mut sheet, &setting(name));
    }
    sheet.globals(json!({ "Function": {
        "Runtime": "provided.al2023",
        "Architectures": ["arm64"],
        "CodeUri": { "Bucket": reference("ArtefactBucket"), "Key": reference("ArtefactKey") },
        "Environment": { "Variables": variables },
    } }));
    for function in functions {
        function::add(&mut sheet, function)?;
    }
    sheet.into_value()
}

/// Makes a value of the main stack's known within this one.
fn ask(sheet: &mut Sheet, name: &str) {
    sheet.parameter(name, json!({ "Type": "String" }));
}

fn ask_key(sheet: &mut Sheet) {
    sheet.parameter("KmsKeyArn", json!({ "Type": "String", "Default": "" }));
    sheet.condition("HasKmsKey", is_given("KmsKeyArn"));
}

/// The parameter that a setting of the environment comes from.
fn setting(name: &str) -> String {
    camel(&name.to_ascii_lowercase())
}

/// A name of several words as one, in CamelCase.
pub fn camel(name: &str) -> String {
    let capital = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    name.split(['-', '_']).filter(|word| !word.is_empty()).map(capital).collect()
}
