use serde::Serialize;

use super::{Content, Field, PerformanceKind};

/// A kind as a form draws it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindDescription {
    /// The kind.
    pub kind: PerformanceKind,
    /// Its title in 中文.
    pub title: &'static str,
    /// Its title in English.
    pub title_en: &'static str,
    /// Its fields, in the order of the roster.
    pub fields: Vec<FieldDescription>,
}

/// A field as a form draws it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldDescription {
    /// The name on the wire.
    pub name: &'static str,
    /// The title in 中文.
    pub title: &'static str,
    /// The title in English.
    pub title_en: &'static str,
    /// `text`, `number`, `date`, `code`, `choice` or `semester`.
    #[serde(rename = "type")]
    pub content: &'static str,
    /// Whether it may be left out.
    pub required: bool,
    /// The most characters (Unicode scalar values after NFC).
    pub max_length: Option<usize>,
    /// The smallest number.
    pub min: Option<i64>,
    /// The largest number.
    pub max: Option<i64>,
    /// The most decimal places of a number, 0 or 1.
    pub decimals: Option<u8>,
    /// What a number counts, in 中文.
    pub unit: Option<&'static str>,
    /// What a number counts, in English.
    pub unit_en: Option<&'static str>,
    /// Where the student finds a code, in 中文.
    pub hint: Option<&'static str>,
    /// Where the student finds a code, in English.
    pub hint_en: Option<&'static str>,
    /// The values to choose from.
    pub choices: Option<Vec<ChoiceDescription>>,
}

/// One value to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChoiceDescription {
    /// The code on the wire.
    pub value: &'static str,
    /// What it means, in 中文.
    pub title: &'static str,
    /// What it means, in English.
    pub title_en: &'static str,
}

/// All ten kinds with their fields, for whoever draws the forms.
///
/// ```
/// let kinds = portfolio::diverse_performances::describe();
/// assert_eq!(kinds.len(), 10);
/// assert_eq!(kinds[1].fields[2].choices.as_ref().unwrap()[3].title, "國際");
/// ```
pub fn describe() -> Vec<KindDescription> {
    let describe_kind = |kind: PerformanceKind| KindDescription {
        kind,
        title: kind.sheet_name(),
        title_en: kind.title_en(),
        fields: kind.fields().iter().map(describe_field).collect(),
    };
    PerformanceKind::ALL.into_iter().map(describe_kind).collect()
}

fn describe_field(field: &Field) -> FieldDescription {
    let mut description = FieldDescription {
        name: field.name,
        title: field.title,
        title_en: field.title_en,
        content: field.content.name(),
        required: field.required,
        max_length: None,
        min: None,
        max: None,
        decimals: None,
        unit: None,
        unit_en: None,
        hint: None,
        hint_en: None,
        choices: None,
    };
    match field.content {
        Content::Text { max_characters, .. } => description.max_length = Some(max_characters),
        Content::Number { max, decimals, unit } => {
            description.min = Some(0);
            description.max = Some(max);
            description.decimals = Some(decimals);
            description.unit = Some(unit.zh);
            description.unit_en = Some(unit.en);
        }
        Content::Code { max_characters, hint } => {
            description.max_length = Some(max_characters);
            description.hint = Some(hint.zh);
            description.hint_en = Some(hint.en);
        }
        Content::Choice(choices) => {
            let describe_choice = |choice: &super::Choice| ChoiceDescription {
                value: choice.value,
                title: choice.title,
                title_en: choice.title_en,
            };
            description.choices = Some(choices.iter().map(describe_choice).collect());
        }
        Content::Date | Content::Semester { .. } => {}
    }
    description
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_form_is_told_limits_units_and_choices() {
        let kinds = serde_json::to_value(describe()).unwrap();
        let service = &kinds[3];
        assert_eq!(service["kind"], "service_learning");
        assert_eq!(service["title"], "服務學習");
        assert_eq!(
            service["fields"][4],
            json!({
                "name": "hours", "title": "時數", "title_en": "Hours", "type": "number",
                "required": true, "max_length": null, "min": 0, "max": 8784, "decimals": 1,
                "unit": "小時", "unit_en": "hours", "hint": null, "hint_en": null, "choices": null,
            })
        );
        assert_eq!(service["fields"][5]["max_length"], 100);
        assert_eq!(kinds[4]["fields"][3]["type"], "semester");
        assert_eq!(kinds[2]["fields"][0]["type"], "code");
    }
}
