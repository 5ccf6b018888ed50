use serde_json::{Number, Value};
use unicode_normalization::UnicodeNormalization;

// Above this, neighbouring floating-point numbers are further apart than 1.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// The one way in which a value is written down before it is hashed or signed: names in the order
/// of their bytes, texts in NFC, no white space, no needless decimals.
///
/// ```
/// use portfolio::central_submissions::canonical_json;
/// let value = serde_json::json!({"b": [1.0, 1.5, null], "a": "e\u{301}"});
/// assert_eq!(canonical_json(&value), "{\"a\":\"\u{e9}\",\"b\":[1,1.5,null]}");
/// ```
pub fn canonical_json(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) => value.to_string(),
        Value::Number(number) => canonical_number(number),
        Value::String(text) => quoted(&text.nfc().collect::<String>()),
        Value::Array(values) => {
            let parts: Vec<_> = values.iter().map(canonical_json).collect();
            format!("[{}]", parts.join(","))
        }
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            let written = |(name, value): (&String, &Value)| {
                format!("{}:{}", quoted(name), canonical_json(value))
            };
            let parts: Vec<_> = members.into_iter().map(written).collect();
            format!("{{{}}}", parts.join(","))
        }
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn canonical_number(number: &Number) -> String {
    match number.as_f64() {
        Some(amount) if number.is_f64() && amount % 1.0 == 0.0 && amount.abs() < LARGEST_EXACT => {
            (amount as i64).to_string()
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, json};

    use super::*;

    #[test]
    fn the_order_of_members_and_the_form_of_text_and_numbers_do_not_matter() {
        let one = json!({"n": 2.0, "t": "é", "inner": {"x": 1, "y": [true, null]}});
        let other = json!({"inner": {"y": [true, null], "x": 1}, "t": "e\u{301}", "n": 2});
        assert_eq!(canonical_json(&one), canonical_json(&other));
    }

    #[test]
    fn what_differs_stays_different() {
        let values =
            [json!("1"), json!(1), json!(1.5), json!(-1), json!([1]), json!(null), json!(u64::MAX)];
        let texts: std::collections::BTreeSet<_> = values.iter().map(canonical_json).collect();
        assert_eq!(texts.len(), values.len());
    }

    proptest! {
        #[test]
        fn it_reads_back_as_the_same_value(names in prop::collection::vec("[a-z]{1,4}", 0..6), number: i64, text in "[ -~\\n\\t\"學習]{0,20}") {
            let map: Map<_, _> =
                names.into_iter().map(|name| (name, json!({"n": number, "t": text}))).collect();
            let value = Value::Object(map);
            let back: Value = serde_json::from_str(&canonical_json(&value)).unwrap();
            prop_assert_eq!(back, value);
        }
    }
}
