//! A plausible value of a schema.

use serde_json::{Map, Value, json};

/// A value that fits the schema: the schema's own example where it has one, else what the field's
/// name usually means. `path` is the route's, since `ids` means something else in each.
pub fn of(schema: &Value, defs: &Value, path: &str) -> Value {
    Sampler { defs, path }.value("", schema)
}

struct Sampler<'a> {
    defs: &'a Value,
    path: &'a str,
}

impl Sampler<'_> {
    fn value(&self, name: &str, schema: &Value) -> Value {
        let schema = self.resolved(schema);
        if let Some(example) = schema["examples"].get(0).or(schema.get("const")) {
            return example.clone();
        }
        if let Some(known) = self.known(name) {
            return known;
        }
        if let Some(choice) = schema["enum"].get(0) {
            return choice.clone();
        }
        for several in ["anyOf", "oneOf", "allOf"] {
            let real = |choice: &&Value| choice["type"] != "null";
            if let Some(first) = schema[several].as_array().and_then(|all| all.iter().find(real)) {
                return self.value(name, first);
            }
        }
        match kind(schema) {
            "object" => self.object(schema),
            "array" => json!([self.value(name, &schema["items"])]),
            "integer" | "number" => schema.get("minimum").cloned().unwrap_or(json!(1)),
            "boolean" => json!(false),
            "string" => json!("範例"),
            _ => Value::Null,
        }
    }

    fn resolved<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let name = schema["$ref"].as_str().and_then(|to| to.rsplit('/').next());
        name.and_then(|name| self.defs.get(name)).unwrap_or(schema)
    }

    fn object(&self, schema: &Value) -> Value {
        let Some(properties) = schema["properties"].as_object() else { return json!({}) };
        let required = |name: &str| {
            schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name))
        };
        let mut object = Map::new();
        for (name, schema) in properties {
            if required(name) || self.known(name).is_some() {
                object.insert(name.clone(), self.value(name, schema));
            }
        }
        Value::Object(object)
    }

    /// What a field of that name usually carries.
    fn known(&self, name: &str) -> Option<Value> {
        let performances = self.path.contains("performance");
        let value = match name {
            "username" => json!("dmsh1130101"),
            "password" | "current_password" | "new_password" => json!("a sentence made up 4 tests"),
            "upload_id" => json!("019a1f00-0000-7000-8000-000000000005"),
            "name" => json!("光合作用實驗報告.pdf"),
            "size" => json!(482_133),
            "sha256" => json!("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            "digest" => json!("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            "media_type" => json!("application/pdf"),
            "purpose" if performances => json!("diverse_performance"),
            "purpose" => json!("learning_outcome"),
            "file_id" | "document_file_id" => {
                json!("fil_019a1f00000070008000000000000001019a1f00000070008000000000000005")
            }
            "semester" => json!("1151"),
            "year" => json!(115),
            "course_id" => json!("crs_019a1f00000070008000000000000006"),
            "title" => json!("光合作用速率的測量"),
            "description" => json!("以水蘊草比較三種光強度下的產氧量，並討論誤差來源。"),
            "kind" if performances => json!("creative_work"),
            "fields" => json!({
                "name": "校園樹木地圖",
                "date": "2026-10-05",
                "description": "與同學調查校園一百二十棵樹木並製成地圖。",
            }),
            "decision" => json!("returned"),
            "reason" => json!("請補上實驗日期。"),
            "ids" if performances => json!(["dp_019a1f00000070008000000000000003"]),
            "ids" => json!(["lo_019a1f00000070008000000000000002"]),
            "version" => json!(1),
            "roster" => json!("learning_outcomes"),
            "opens_at" => json!("2026-09-01T08:00:00+08:00"),
            "closes_at" => json!("2027-02-05T23:59:59+08:00"),
            "category" => json!("bug"),
            "text" => json!("上傳後進度條停在百分之九十九。"),
            "page" => json!("/outcomes"),
            "outcomes_per_semester" => json!(10),
            "outcomes_per_subject" => json!(4),
            "certification_reminder_hour" | "student_reminder_hour" => json!(8),
            "selected_outcomes_per_year" => json!(6),
            "selected_performances_per_year" => json!(10),
            "upload_grace_minutes" => json!(30),
            name if name.ends_with("reminder_days") => json!(3),
            _ => return None,
        };
        Some(value)
    }
}

/// The schema's type; of several, the first that says something.
fn kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(kind) => kind,
        Value::Array(kinds) => {
            let first = kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null");
            first.unwrap_or("null")
        }
        _ if schema.get("properties").is_some() => "object",
        _ => "null",
    }
}
