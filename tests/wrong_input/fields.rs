use serde_json::{Value, json};

use super::{
    sweep::{May, Sweep},
    values::{self, Other},
};
use crate::{
    stage::{Example, example::Leniency},
    support::CONTRACT,
};

/// A field of a body.
pub struct Field {
    /// As answers name it: `fields.name`, `ids[0]`.
    pub name: String,
    /// As a JSON pointer.
    pub pointer: String,
    /// The JSON types that it takes.
    pub types: Vec<String>,
    /// It must be there.
    pub required: bool,
    /// Any text of people's is right.
    pub is_text: bool,
    /// Blank is the same as left out.
    pub may_be_blank: bool,
    /// Blanks around the value do no harm.
    pub is_trimmed: bool,
    /// Any word of letters, digits and hyphens is right.
    pub is_code: bool,
    /// It is held to its type alone, since nothing depends on it.
    pub is_unread: bool,
    /// A number with a fraction is right too.
    pub takes_fractions: bool,
}

/// Makes every field of the example wrong in every way.
pub async fn play(sweep: &mut Sweep<'_>, example: &Example) {
    let Some(body) = &example.body else { return };
    let schema = CONTRACT.sent(example.function).expect("a body that is described");
    let sent = example.request(sweep.stage);
    for field in all(example, schema, body) {
        // What depends on the kind is played for every kind, and all the rest once.
        if !sweep.plays(example.function, &field.name) && !field.name.starts_with("fields.") {
            continue;
        }
        for Other { what, value, may } in values::of(&field, body, sweep.stage) {
            let text = value.put_into(body, &field.pointer);
            let what = format!("{}: {what}", field.name);
            let wrong = sent.clone().bytes(text);
            sweep.refuses(example, &what, &wrong, Some(&field.name), may).await;
        }
    }
    let mut more = body.clone();
    more["nobody_knows_this"] = json!({ "a": [1] });
    let more = sent.clone().bytes(more.to_string());
    sweep.refuses(example, "an unknown field", &more, None, May::Pass).await;
}

/// Every field: those that the schema describes, and within an object that is open, those of the
/// example.
fn all(example: &Example, schema: &Value, body: &Value) -> Vec<Field> {
    let mut found = Vec::new();
    gather(example, ("", ""), schema, body, &mut found);
    found
}

fn gather(
    example: &Example,
    (name, pointer): (&str, &str),
    schema: &Value,
    value: &Value,
    found: &mut Vec<Field>,
) {
    let schema = CONTRACT.resolved(schema);
    let dotted = |member: &str| match name {
        "" => member.to_owned(),
        outer => format!("{outer}.{member}"),
    };
    let described = schema["properties"].as_object();
    let is_open = schema["additionalProperties"] == true;
    for member in value.as_object().into_iter().flatten().map(|(member, _)| member) {
        let known = is_open || described.is_some_and(|all| all.contains_key(member));
        assert!(known, "{}: {member} is not described", example.function);
    }
    let open = value.as_object().filter(|_| is_open).into_iter().flatten();
    let open = open.map(|(member, value)| (member, json!({ "type": kind(value) }), false));
    let required = |member: &String| {
        schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == member))
    };
    let closed = described.into_iter().flatten();
    let closed = closed.map(|(member, schema)| (member, schema.clone(), required(member)));
    for (member, schema, required) in closed.chain(open) {
        let (name, pointer) = (dotted(member), format!("{pointer}/{member}"));
        let required = required || (is_open && !example.is(Leniency::Blank, &name));
        found.push(field(example, &name, &pointer, &schema, required));
        gather(example, (&name, &pointer), &schema, &value[member], found);
    }
    if let Some(element) = value.get(0) {
        let (name, pointer) = (format!("{name}[0]"), format!("{pointer}/0"));
        found.push(field(example, &name, &pointer, &schema["items"], false));
        gather(example, (&name, &pointer), &schema["items"], element, found);
    }
}

fn field(example: &Example, name: &str, pointer: &str, schema: &Value, required: bool) -> Field {
    let schema = CONTRACT.resolved(schema);
    let types = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => vec![one.as_str().unwrap_or_else(|| panic!("{name} has no type"))],
    };
    let lets = |leniency| example.is(leniency, name);
    Field {
        name: name.to_owned(),
        pointer: pointer.to_owned(),
        types: types.into_iter().map(str::to_owned).collect(),
        required,
        is_text: lets(Leniency::Text),
        may_be_blank: lets(Leniency::Blank),
        is_trimmed: lets(Leniency::Trimmed),
        is_code: lets(Leniency::Code),
        is_unread: lets(Leniency::Unread),
        takes_fractions: lets(Leniency::Fraction),
    }
}

/// The JSON type of a value.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
