//! A value as YAML that every reader understands alike: what some version of the language could
//! take for something else (`OFF`, `2010-09-09`, `~`) is quoted.

use serde_json::Value;

/// The value, keys in their order, two spaces a level.
pub fn text(value: &Value) -> String {
    let mut text = String::new();
    block(value, 0, &mut text);
    text
}

fn block(value: &Value, level: usize, text: &mut String) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                indent(level, text);
                text.push_str(&scalar(key));
                text.push(':');
                inside(member, level + 1, text);
            }
        }
        Value::Array(members) => {
            for member in members {
                indent(level, text);
                item(member, level, text);
            }
        }
        _ => {}
    }
}

/// What stands behind a key.
fn inside(value: &Value, level: usize, text: &mut String) {
    match flow(value, level) {
        Some(flow) => {
            text.push(' ');
            text.push_str(&flow);
            text.push('\n');
        }
        None => {
            text.push('\n');
            block(value, level, text);
        }
    }
}

/// A member of a list; an object's first key stands beside the dash.
fn item(value: &Value, level: usize, text: &mut String) {
    text.push_str("- ");
    match flow(value, level + 1) {
        Some(flow) => {
            text.push_str(&flow);
            text.push('\n');
        }
        None => {
            let mut inner = String::new();
            block(value, level + 1, &mut inner);
            text.push_str(inner.trim_start_matches(' '));
        }
    }
}

/// The value on one line, or as a literal block; none for what has members of its own.
fn flow(value: &Value, level: usize) -> Option<String> {
    match value {
        Value::Object(members) if members.is_empty() => Some("{}".to_owned()),
        Value::Array(members) if members.is_empty() => Some("[]".to_owned()),
        Value::Object(_) | Value::Array(_) => None,
        Value::String(lines) if lines.trim_end_matches('\n').contains('\n') => {
            Some(literal(lines, level))
        }
        Value::String(word) => Some(scalar(word)),
        other => Some(other.to_string()),
    }
}

fn literal(lines: &str, level: usize) -> String {
    let mut text = String::from("|");
    if !lines.ends_with('\n') {
        text.push('-');
    }
    for line in lines.lines() {
        text.push('\n');
        indent(level, &mut text);
        text.push_str(line);
    }
    text
}

fn indent(level: usize, text: &mut String) {
    text.push_str(&"  ".repeat(level));
}

fn scalar(word: &str) -> String {
    if is_plain(word) { word.to_owned() } else { Value::from(word).to_string() }
}

/// Words that some version of the language takes for a truth value or for nothing.
const RESERVED: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

fn is_plain(word: &str) -> bool {
    let begins = word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let is_reserved = RESERVED.iter().any(|reserved| word.eq_ignore_ascii_case(reserved));
    begins
        && !is_reserved
        && word.chars().all(|c| c == ' ' || c.is_ascii_graphic())
        && !word.contains(": ")
        && !word.contains(" #")
        && !word.ends_with([':', ' '])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::text;

    #[test]
    fn what_is_written_is_read_back_the_same() {
        let value = json!({
            "Mode": "OFF",
            "Version": "2012-10-17",
            "Empty": { "list": [], "object": {}, "text": "" },
            "Lists": [[1, 2], ["a: b", "c #d", "*", "{x}"], [{ "k": "v", "n": null }, true]],
            "Code": "function () {\n  return 1;\n}\n",
            "Quoted": "say \"no\"\\",
            "中文": "學習歷程",
            "Fn::Sub": "arn:${AWS::Partition}:s3:::${Bucket}/*",
        });
        let read: serde_json::Value = serde_norway::from_str(&text(&value)).expect("it is YAML");
        assert_eq!(read, value);
    }

    #[test]
    fn what_older_readers_take_for_something_else_is_quoted() {
        for word in ["OFF", "yes", "N", "2010-09-09", "~", "012", "null", "-"] {
            assert_eq!(text(&json!({ "a": word })), format!("a: \"{word}\"\n"));
        }
        assert_eq!(text(&json!({ "a": "AWS::S3::Bucket" })), "a: AWS::S3::Bucket\n");
    }
}
