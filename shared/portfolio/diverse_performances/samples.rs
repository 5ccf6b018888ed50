//! What forms send, drawn from their own description, for the property tests of this module.

use jiff::civil::date;
use proptest::{prelude::*, sample::select};
use serde_json::{Map, Value, json};

use super::{FieldDescription, PerformanceKind, describe};
use crate::{FieldCode, SchoolYear, strategies::days_after};

pub fn kind() -> impl Strategy<Value = PerformanceKind> {
    select(PerformanceKind::ALL.to_vec())
}

/// The fields of the kind as its form describes them.
pub fn form(kind: PerformanceKind) -> Vec<FieldDescription> {
    let described = describe().into_iter().find(|it| it.kind == kind);
    described.unwrap().fields
}

/// A form that was filled in as it asks: fields that may be left out often are.
pub fn filled(kind: PerformanceKind) -> impl Strategy<Value = Map<String, Value>> {
    let fields: Vec<_> = form(kind)
        .into_iter()
        .map(|field| {
            let left_out = if field.required { 0.0 } else { 0.5 };
            (Just(field.name), value(&field), prop::bool::weighted(left_out))
        })
        .collect();
    fields.prop_map(|fields| {
        let filled = fields.into_iter().filter(|(_, _, left_out)| !left_out);
        let mut filled: Map<String, Value> =
            filled.map(|(name, value, _)| (name.to_owned(), value)).collect();
        // Both days are drawn alone.
        let day = |name: &str| filled.get(name).and_then(Value::as_str).map(str::to_owned);
        if let (Some(start), Some(end)) = (day("start_date"), day("end_date")) {
            filled.insert("start_date".to_owned(), json!(start.clone().min(end.clone())));
            filled.insert("end_date".to_owned(), json!(start.max(end)));
        }
        filled
    })
}

/// A value that the field asks for.
pub fn value(field: &FieldDescription) -> BoxedStrategy<Value> {
    let characters = field.max_length.unwrap_or_default();
    // Each piece is one character after NFC.
    let line = |pieces: Vec<&'static str>| {
        let count = prop_oneof![1..=characters, Just(characters)];
        let line = (prop::collection::vec(select(pieces), 8), count).prop_map(|(pieces, count)| {
            json!(pieces.into_iter().cycle().take(count).collect::<String>())
        });
        line.boxed()
    };
    match field.content {
        "text" => line(vec!["學", "a", "e\u{301}", "🎓", "é"]),
        "code" => line(vec!["0", "7", "A", "z", "_", "-", "."]),
        "number" => {
            let (max, parts) = (field.max.unwrap(), 10_i64.pow(field.decimals.unwrap().into()));
            let amount = prop_oneof![Just(max * parts), 0..=max * parts];
            amount.prop_map(move |amount| json!(amount as f64 / parts as f64)).boxed()
        }
        "date" => {
            let days = 0_i32..365 * 20;
            days.prop_map(|days| json!(days_after(date(2015, 1, 1), days).to_string())).boxed()
        }
        "choice" => {
            let choices = field.choices.clone().unwrap();
            select(choices).prop_map(|choice| json!(choice.value)).boxed()
        }
        _ => {
            let semester = (100_u16..200, 0_usize..2);
            let semester =
                semester.prop_map(|(year, half)| SchoolYear::new(year).unwrap().semesters()[half]);
            semester.prop_map(|semester| json!(semester.to_string())).boxed()
        }
    }
}

/// Values that the field does not take, each with what is said of it and the limit that is told.
pub fn wrong_values(field: &FieldDescription) -> Vec<(Value, FieldCode, Option<i64>)> {
    let over = |limit: usize| "a".repeat(limit + 1);
    let length = field
        .max_length
        .map(|limit| (json!(over(limit)), FieldCode::TooLong, i64::try_from(limit).ok()));
    let mut wrong: Vec<_> = length.into_iter().collect();
    if field.required {
        wrong.extend(["", " \u{3000}"].map(|blank| (json!(blank), FieldCode::Missing, None)));
        wrong.push((Value::Null, FieldCode::Missing, None));
    }
    match field.content {
        "number" => {
            let (min, max) = (field.min.unwrap(), field.max.unwrap());
            let finer = if field.decimals == Some(0) { 0.5 } else { 0.25 };
            wrong.extend([
                (json!(min - 1), FieldCode::OutOfRange, Some(min)),
                (json!(max + 1), FieldCode::OutOfRange, Some(max)),
                (json!(finer), FieldCode::Malformed, None),
                (json!("1"), FieldCode::WrongType, None),
            ]);
        }
        "date" => wrong.extend([
            (json!("2026-02-30"), FieldCode::NotADate, None),
            (json!("2026/02/03"), FieldCode::NotADate, None),
            (json!("1026-02-03"), FieldCode::OutOfRange, None),
        ]),
        "code" => wrong.push((json!("=1"), FieldCode::Malformed, None)),
        "choice" => wrong.push((json!("9"), FieldCode::UnknownValue, None)),
        "semester" => wrong.push((json!("1153"), FieldCode::Malformed, None)),
        _ => wrong.push((json!("a\0b"), FieldCode::ControlCharacter, None)),
    }
    if field.content != "number" {
        wrong.push((json!(7), FieldCode::WrongType, None));
    }
    wrong
}
