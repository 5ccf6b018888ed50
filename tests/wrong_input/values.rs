use serde_json::{Value, json};

use super::{fields::Field, sweep::May};
use crate::stage::Stage;

/// Another value of a field.
pub struct Other {
    /// What is done to it.
    pub what: String,
    /// The value.
    pub value: New,
    /// What may come of it.
    pub may: May,
}

/// What stands in the place of the right value.
pub enum New {
    /// Nothing at all.
    Left,
    /// This.
    Value(Value),
    /// This, as it is written: JSON that no value writes.
    Raw(String),
}

/// Stands in a body for what is written raw.
const MARK: &str = "what is written here is raw";

impl New {
    /// The body with it in the place of the field.
    pub fn put_into(&self, body: &Value, pointer: &str) -> String {
        let mut body = body.clone();
        let (parent, last) = pointer.rsplit_once('/').expect("a pointer");
        let parent = body.pointer_mut(parent).expect("a place in the body");
        let value = match self {
            Self::Left => None,
            Self::Value(value) => Some(value.clone()),
            Self::Raw(_) => Some(json!(MARK)),
        };
        match (parent, value) {
            (Value::Array(elements), Some(value)) => elements[0] = value,
            (Value::Array(elements), None) => drop(elements.remove(0)),
            (object, Some(value)) => object[last] = value,
            (object, None) => drop(object.as_object_mut().and_then(|all| all.remove(last))),
        }
        match self {
            Self::Raw(raw) => body.to_string().replace(&json!(MARK).to_string(), raw),
            _ => body.to_string(),
        }
    }
}

/// Every other value of the field.
pub fn of(field: &Field, body: &Value, stage: &Stage) -> Vec<Other> {
    let takes = |kind: &str| field.types.iter().any(|taken| taken == kind);
    let may = |yes: bool| if yes { May::Pass } else { May::Fail };
    let right = body.pointer(&field.pointer);
    let optional = !field.required || field.may_be_blank;
    let mut all = vec![
        other("left out", New::Left, may(optional)),
        other("null", New::Value(Value::Null), may(takes("null") || field.may_be_blank)),
        raw("not JSON", "undefined"),
        raw("nested without end", &("[".repeat(10_000) + &"]".repeat(10_000))),
    ];
    let number = takes("integer") || takes("number");
    for (kind, value, taken) in [
        ("a text", json!("x"), takes("string")),
        ("a number", json!(7), number),
        ("a truth", json!(true), takes("boolean")),
        ("a list", json!(["x"]), takes("array")),
        ("an object", json!({ "x": 1 }), takes("object")),
    ] {
        if !taken {
            all.push(other(kind, New::Value(value), May::Fail));
        }
    }
    if takes("string") {
        all.extend(texts(field, right.and_then(Value::as_str).unwrap_or_default(), stage));
    }
    if number {
        all.extend(numbers(field));
    }
    if takes("array") {
        all.extend(lists(right));
    }
    if takes("object") {
        all.push(other("empty", New::Value(json!({})), May::Fail));
        let mut more = right.cloned().unwrap_or_default();
        more["nobody_knows_this"] = json!(1);
        let named = format!("{}.nobody_knows_this", field.name);
        all.push(other(&format!("with {named}"), New::Value(more), May::Pass));
    }
    all
}

fn texts(field: &Field, right: &str, stage: &Stage) -> Vec<Other> {
    let may = |yes: bool| if yes { May::Pass } else { May::Fail };
    let text = |what: &str, value: &str, may| other(what, New::Value(json!(value)), may);
    let mut all = vec![
        text("empty", "", may(field.may_be_blank)),
        text("blank", " \u{3000}\t", may(field.may_be_blank)),
        text("too long", &"長".repeat(10_000), May::Fail),
        text("too long in one line", &"a".repeat(10_000), May::Fail),
        raw("half a character", r#""\ud800""#),
        raw("the other half", r#""\udc00 \ud83d""#),
        raw("a raw line break", "\"a\nb\""),
    ];
    for (what, tail) in [
        ("with a NUL", "\0"),
        ("with a bell", "\u{7}"),
        ("with an escape", "\u{1b}[31m"),
        ("with a C1 control", "\u{9f}"),
        ("turned to the left", "\u{202e}fdp.exe"),
    ] {
        all.push(text(what, &format!("{right}{tail}x"), May::Fail));
    }
    for (what, tail) in [
        ("an emoji", "🙂"),
        ("SQL", "' OR 1=1; --"),
        ("markup", "<script>alert(1)</script>"),
        ("a template", "{{7*7}}${7*7}"),
    ] {
        all.push(text(what, &format!("{right}{tail}"), may(field.is_text)));
    }
    for value in ["=1+1", "@SUM(A1)", "../../etc/passwd"] {
        all.push(text(value, value, may(field.is_text)));
    }
    all.push(text("no such value", "no-such-value", may(field.is_text || field.is_code)));
    let padded = format!(" {right} ");
    all.push(text("with blanks around", &padded, may(field.is_text || field.is_trimmed)));
    for (what, id) in ids(stage) {
        let is_code = field.is_code && id.bytes().all(|byte| byte.is_ascii_digit());
        all.push(text(what, &id, may(field.is_text || is_code || right == id)));
    }
    all
}

/// Ids of every kind, of other people's things, and of nothing.
fn ids(stage: &Stage) -> Vec<(&'static str, String)> {
    let id = |value: &Value| value["id"].as_str().unwrap_or_default().to_owned();
    vec![
        ("the own account", stage.near.student.clone()),
        ("an outcome", id(&stage.near.draft)),
        ("a batch", id(&stage.ours.batches.outcomes)),
        ("another's file", stage.far.spare.clone()),
        ("another's outcome", id(&stage.far.certified)),
        ("another's performance", id(&stage.far.performance)),
        ("another school's file", stage.other.spare.clone()),
        ("another school's outcome", id(&stage.other.certified)),
        ("another school", stage.theirs.code.to_owned()),
        ("an unknown course", format!("crs_{}", "f".repeat(32))),
        ("an unknown outcome", format!("lo_{}", "f".repeat(32))),
        ("an unknown performance", format!("dp_{}", "f".repeat(32))),
        ("an unknown file", format!("fil_{}", "f".repeat(64))),
    ]
}

fn numbers(field: &Field) -> Vec<Other> {
    let may = |yes: bool| if yes { May::Pass } else { May::Fail };
    let (fraction, large) = (may(field.takes_fractions), may(field.is_unread));
    vec![
        other("negative", New::Value(json!(-1)), May::Fail),
        other("very negative", New::Value(json!(i64::MIN)), May::Fail),
        other("with a fraction", New::Value(json!(2.5)), fraction),
        other("with a fine fraction", New::Value(json!(1.000_000_1)), May::Fail),
        other("as large as can be", New::Value(json!(i64::MAX)), large),
        other("larger than can be", New::Raw("18446744073709551616".to_owned()), May::Fail),
        other("huge", New::Raw("1e300".to_owned()), May::Fail),
        raw("beyond every number", "1e999"),
        raw("with a zero before it", "007"),
        raw("not a number", "NaN"),
    ]
}

fn lists(right: Option<&Value>) -> Vec<Other> {
    let first = right.and_then(|list| list.get(0)).cloned().unwrap_or_default();
    let list = |what: &str, value: Vec<Value>| other(what, New::Value(json!(value)), May::Fail);
    vec![
        other("empty", New::Value(json!([])), May::Pass),
        list("the same twice", vec![first.clone(), first.clone()]),
        list("too long", vec![first; 10_000]),
        list("too many", (0..5_000_u128).map(|n| json!(format!("lo_{n:032x}"))).collect()),
    ]
}

fn other(what: &str, value: New, may: May) -> Other {
    Other { what: what.to_owned(), value, may }
}

fn raw(what: &str, text: &str) -> Other {
    other(what, New::Raw(text.to_owned()), May::FailUnread)
}
