//! The parameters of paths and queries: one meaning for one name, whatever route it stands in.

use serde_json::{Value, json};

/// A parameter by its name.
pub struct Parameter {
    /// The name.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// How it is written; none for an integer of at least 0.
    pub pattern: Option<&'static str>,
    /// The caller must give it wherever it stands.
    pub required: bool,
    /// As it comes in a sample event.
    pub sample: &'static str,
}

const fn text(
    name: &'static str,
    description: &'static str,
    pattern: &'static str,
    sample: &'static str,
) -> Parameter {
    Parameter { name, description, pattern: Some(pattern), required: false, sample }
}

const KNOWN: [Parameter; 15] = [
    text(
        "student",
        "The student's account (學生).",
        "^acc_[0-9a-f]{32}$",
        "acc_019a1f00000070008000000000000001",
    ),
    text(
        "outcome",
        "The learning outcome (課程學習成果).",
        "^lo_[0-9a-f]{32}$",
        "lo_019a1f00000070008000000000000002",
    ),
    text(
        "performance",
        "The diverse performance (多元表現).",
        "^dp_[0-9a-f]{32}$",
        "dp_019a1f00000070008000000000000003",
    ),
    text(
        "batch",
        "The batch of a central submission (提交批次).",
        "^sub_[0-9a-f]{32}$",
        "sub_019a1f00000070008000000000000004",
    ),
    text(
        "file",
        "The stored file (檔案).",
        "^fil_[0-9a-f]{64}$",
        "fil_019a1f00000070008000000000000001019a1f00000070008000000000000005",
    ),
    Parameter {
        name: "school",
        description: "The school's code (學校代碼).",
        pattern: Some("^[0-9A-Z]{6}$"),
        required: true,
        sample: "990301",
    },
    text("date", "The day in Taipei (日期).", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2026-11-24"),
    text("class", "The class's code (班級).", "^.{1,40}$", "101"),
    text("year", "The school year of the Republic's calendar (學年度).", "^[0-9]{1,3}$", "115"),
    text("semester", "The semester: school year and 1 or 2 (學期).", "^[0-9]{3}[12]$", "1151"),
    text(
        "period",
        "A semester or a school year, as the kind of window says.",
        "^[0-9]{3}[12]?$",
        "1151",
    ),
    text(
        "roster",
        "Which roster (名冊).",
        "^(learning_outcomes|diverse_performances)$",
        "learning_outcomes",
    ),
    text("cursor", "Where the page begins: `next` of the page before.", "^[A-Za-z0-9_-]*$", "TE8j"),
    Parameter {
        name: "limit",
        description: "How many items the page holds, at most 200.",
        pattern: None,
        required: false,
        sample: "100",
    },
    Parameter {
        name: "version",
        description: "The version that was read; a stale one is a conflict.",
        pattern: None,
        required: true,
        sample: "1",
    },
];

/// The parameter of that name, where it has a meaning of its own; `kind` means what its route says.
pub fn find(name: &str) -> Option<&'static Parameter> {
    KNOWN.iter().find(|parameter| parameter.name == name)
}

/// How it is written, as a schema.
pub fn schema(name: &str) -> Value {
    match find(name).map(|parameter| parameter.pattern) {
        Some(Some(pattern)) => json!({ "type": "string", "pattern": pattern }),
        Some(None) => json!({ "type": "integer", "minimum": 0 }),
        None => json!({ "type": "string" }),
    }
}

/// As it comes in a sample event of that path.
pub fn sample(path: &str, name: &str) -> &'static str {
    match (name, path.contains("/windows/")) {
        ("kind", true) => "outcome_upload",
        ("kind", false) => "competition",
        _ => find(name).map_or("1", |parameter| parameter.sample),
    }
}

/// The names within braces of a route's path.
pub fn of_path(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}
