use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    Field, PerformanceKind,
    value::{accept, calendar_date},
};
use crate::{FieldCode, FieldProblem, Invalid};

// An answer that lists every unknown name of a hostile request would be as large as the request.
const MAX_UNEXPECTED: usize = 20;
const MAX_UNEXPECTED_CHARACTERS: usize = 64;

/// The fields of one performance, checked: every name is one of its kind's, in the order of the
/// table, and fields that were left out are not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ValidatedFields(Map<String, Value>);

impl ValidatedFields {
    /// The fields as they are kept and shown.
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }

    /// The fields as they are kept and shown.
    pub fn into_map(self) -> Map<String, Value> {
        self.0
    }
}

/// Checks what a student fills in for this kind, and brings it into the form in which it is kept:
/// text in NFC, without white space around it, 內容簡述 on one line. Names everything that is wrong
/// at once, each with its path `fields.<name>`.
///
/// ```
/// use portfolio::diverse_performances::{PerformanceKind, validate};
/// let fields = serde_json::json!({
///     "name": "光影之間", "date": "2026-05-02", "description": "以針孔相機記錄校園的一天。",
/// });
/// let kept = validate(PerformanceKind::CreativeWork, fields.as_object().unwrap()).unwrap();
/// assert_eq!(kept.as_map()["name"], "光影之間");
///
/// let wrong = serde_json::json!({"name": "", "date": "2026-02-30"});
/// let problems = validate(PerformanceKind::CreativeWork, wrong.as_object().unwrap()).unwrap_err().0;
/// let paths: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
/// assert_eq!(paths, ["fields.name", "fields.date", "fields.description"]);
/// ```
pub fn validate(
    kind: PerformanceKind,
    fields: &Map<String, Value>,
) -> Result<ValidatedFields, Invalid> {
    let mut kept = Map::new();
    let mut problems = Vec::new();
    for field in kind.fields() {
        match check(field, fields.get(field.name)) {
            Ok(Some(value)) => drop(kept.insert(field.name.to_owned(), value)),
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    problems.extend(ends_before_start(&kept));
    problems.extend(unexpected(kind, fields));
    Invalid::unless_empty(problems)?;
    Ok(ValidatedFields(kept))
}

fn check(field: &Field, value: Option<&Value>) -> Result<Option<Value>, FieldProblem> {
    let accepted = match value {
        None | Some(Value::Null) => Ok(None),
        Some(value) => accept(&field.content, value),
    };
    match accepted {
        Ok(None) if field.required => Err(FieldProblem::new(path(field.name), FieldCode::Missing)),
        Ok(value) => Ok(value),
        Err(unfit) => {
            Err(FieldProblem { field: path(field.name), code: unfit.code, limit: unfit.limit })
        }
    }
}

fn ends_before_start(kept: &Map<String, Value>) -> Option<FieldProblem> {
    let date = |name| -> Option<Date> { calendar_date(kept.get(name)?.as_str()?).ok() };
    let (start, end) = (date("start_date")?, date("end_date")?);
    (end < start).then(|| FieldProblem::new(path("end_date"), FieldCode::EndsBeforeStart))
}

fn unexpected(kind: PerformanceKind, fields: &Map<String, Value>) -> Vec<FieldProblem> {
    let known = |name: &str| kind.fields().iter().any(|field| field.name == name);
    let names = fields.keys().filter(|name| !known(name)).take(MAX_UNEXPECTED);
    names
        .map(|name| {
            let shown: String = name.chars().take(MAX_UNEXPECTED_CHARACTERS).collect();
            FieldProblem::new(path(&shown), FieldCode::Unexpected)
        })
        .collect()
}

fn path(name: &str) -> String {
    format!("fields.{name}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::samples::{filled, form, kind, wrong_values};
    use super::*;

    fn service() -> Map<String, Value> {
        let fields = json!({
            "name": "社區圖書館志工", "organisation": "示範社區圖書館",
            "start_date": "2026-07-01", "end_date": "2026-07-31", "hours": 12.5,
            "description": "整理童書並帶領\r\n故事時間。",
        });
        fields.as_object().unwrap().clone()
    }

    fn problems(kind: PerformanceKind, fields: &Map<String, Value>) -> Vec<(String, FieldCode)> {
        let Invalid(problems) = validate(kind, fields).unwrap_err();
        problems.into_iter().map(|problem| (problem.field, problem.code)).collect()
    }

    #[test]
    fn fields_are_kept_in_the_order_of_the_table() {
        let mut shuffled: Vec<_> = service().into_iter().collect();
        shuffled.reverse();
        let kept =
            validate(PerformanceKind::ServiceLearning, &shuffled.into_iter().collect()).unwrap();
        let names: Vec<_> = kept.as_map().keys().map(String::as_str).collect();
        let order: Vec<_> =
            PerformanceKind::ServiceLearning.fields().iter().map(|field| field.name).collect();
        assert_eq!(names, order);
        assert_eq!(kept.as_map()["description"], "整理童書並帶領 故事時間。");
    }

    #[test]
    fn what_is_kept_is_valid_and_stays_as_it_is() {
        let kept = validate(PerformanceKind::ServiceLearning, &service()).unwrap();
        assert_eq!(validate(PerformanceKind::ServiceLearning, kept.as_map()), Ok(kept));
    }

    #[test]
    fn everything_wrong_is_named_at_once() {
        let mut fields = service();
        fields.insert("name".to_owned(), json!(null));
        fields.insert("hours".to_owned(), json!(-1));
        fields.insert("end_date".to_owned(), json!("2026-06-30"));
        fields.insert("description".to_owned(), json!("學".repeat(101)));
        fields.insert("seat".to_owned(), json!(4));
        let expected = [
            ("fields.name", FieldCode::Missing),
            ("fields.hours", FieldCode::OutOfRange),
            ("fields.description", FieldCode::TooLong),
            ("fields.end_date", FieldCode::EndsBeforeStart),
            ("fields.seat", FieldCode::Unexpected),
        ];
        let found = problems(PerformanceKind::ServiceLearning, &fields);
        assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));
    }

    #[test]
    fn a_single_day_and_left_out_optional_fields_are_fine() {
        for left_out in [json!(""), Value::Null] {
            let fields = json!({
                "name": "校慶義賣", "organisation": "學生會", "start_date": "2026-11-20",
                "end_date": "2026-11-20", "hours": left_out, "description": "義賣所得捐出。",
            });
            let kept = validate(PerformanceKind::OtherActivity, fields.as_object().unwrap());
            assert!(!kept.unwrap().as_map().contains_key("hours"));
        }
    }

    #[test]
    fn a_hostile_request_gets_a_short_answer() {
        let fields: Map<_, _> =
            (0..1000).map(|i| (format!("{i}{}", "x".repeat(1000)), json!(1))).collect();
        let Invalid(found) = validate(PerformanceKind::CreativeWork, &fields).unwrap_err();
        assert_eq!(found.len(), 3 + MAX_UNEXPECTED);
        assert!(found.iter().all(|problem| problem.field.len() < 80));
    }

    proptest! {
        #[test]
        fn any_text_is_either_refused_or_kept_in_a_form_that_is_kept_again(text in "\\PC{0,120}") {
            let fields = json!({"name": text, "date": "2026-05-02", "description": text});
            if let Ok(kept) = validate(PerformanceKind::CreativeWork, fields.as_object().unwrap()) {
                prop_assert_eq!(validate(PerformanceKind::CreativeWork, kept.as_map()), Ok(kept));
            }
        }
    }

    proptest! {
        #[test]
        fn a_form_that_is_filled_in_as_it_asks_is_accepted_and_kept_for_good(
            (kind, fields) in kind().prop_flat_map(|kind| (Just(kind), filled(kind))),
        ) {
            let kept = validate(kind, &fields);
            prop_assert!(kept.is_ok(), "{kept:?}");
            let kept = kept.unwrap();
            prop_assert_eq!(kept.as_map().len(), fields.len());
            prop_assert_eq!(validate(kind, kept.as_map()), Ok(kept));
        }

        #[test]
        fn one_wrong_value_is_named_and_nothing_beside_it(
            (kind, fields) in kind().prop_flat_map(|kind| (Just(kind), filled(kind))),
            field: prop::sample::Index,
            pick: prop::sample::Index,
        ) {
            let form = form(kind);
            let field = field.get(&form);
            let wrong = wrong_values(field);
            let (value, code, limit) = pick.get(&wrong).clone();
            let mut spoiled = fields;
            spoiled.insert(field.name.to_owned(), value);
            let problem = FieldProblem { field: path(field.name), code, limit };
            prop_assert_eq!(validate(kind, &spoiled), Err(Invalid(vec![problem])));
        }

        #[test]
        fn an_end_is_not_before_its_beginning_and_no_other_field_is_known(
            (kind, fields) in kind().prop_flat_map(|kind| (Just(kind), filled(kind))),
            name in "[a-z]{1,12}",
        ) {
            let expect = |fields: &Map<String, Value>, field: &str, code| {
                let problem = FieldProblem::new(path(field), code);
                prop_assert_eq!(validate(kind, fields), Err(Invalid(vec![problem])));
                Ok(())
            };
            let mut turned = fields.clone();
            let (start, end) = (fields.get("start_date").cloned(), fields.get("end_date").cloned());
            if let (Some(start), Some(end)) = (start, end)
                && start != end
            {
                turned.insert("start_date".to_owned(), end);
                turned.insert("end_date".to_owned(), start);
                expect(&turned, "end_date", FieldCode::EndsBeforeStart)?;
            }
            if !form(kind).iter().any(|field| field.name == name) {
                let mut more = fields;
                more.insert(name.clone(), json!("a"));
                expect(&more, &name, FieldCode::Unexpected)?;
            }
        }
    }
}
