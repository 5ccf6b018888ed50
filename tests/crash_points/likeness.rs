use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::Timestamp;
use serde_json::Value;

use crate::support::State;

/// What was delivered may be delivered again: the same bytes as another version of the same name.
const DELIVERED: &str = "object portfolio-outbox ";

/// What there was before: names that were given then are the same in every play.
#[derive(Debug)]
pub struct Names(HashSet<String>);

impl Names {
    /// Every name in what was there.
    pub fn of(state: &State) -> Self {
        let mut names = HashSet::new();
        for (name, value) in state.iter() {
            each_name(&format!("{name} {value}"), |_, name| names.extend([name.to_owned()]));
        }
        Self(names)
    }

    /// The text with one word in the place of every name that was not there before.
    fn renewed(&self, text: &str) -> String {
        let (mut renewed, mut done) = (String::new(), 0);
        each_name(text, |at, name| {
            if !self.0.contains(name) {
                renewed.push_str(&text[done..at]);
                renewed.push_str("<new>");
                done = at + name.len();
            }
        });
        renewed + &text[done..]
    }
}

/// Calls with every id in a text and where it stands: a UUID with or without hyphens, or the name of a
/// version.
fn each_name(text: &str, mut call: impl FnMut(usize, &str)) {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, 'a'..='f' | '-');
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !is_part(c)) {
        let run = piece.trim_end_matches(|c: char| !is_part(c));
        let hyphens: Vec<usize> = run.match_indices('-').map(|(at, _)| at).collect();
        let is_name = match run.len() {
            16 | 32 => hyphens.is_empty(),
            36 => hyphens == [8, 13, 18, 23],
            _ => false,
        };
        if is_name {
            call(at, run);
        }
        at += piece.len();
    }
}

/// What came of a play, as far as it can be compared with another: the answer and everything that is
/// kept and was not so before, leaf by leaf, with one word for every id that is new.
#[derive(Debug, PartialEq, Eq)]
pub struct Likeness(BTreeMap<String, String>);

impl Likeness {
    /// Of an answer, and a state with that before it.
    pub fn of(answer: &Value, state: &State, before: &State, names: &Names) -> Self {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in state.since(before) {
            let name = names.renewed(name);
            let mut value = value.clone();
            // When something was delivered is another question, and how often.
            if let Some(object) = value.as_object_mut().filter(|_| name.starts_with(DELIVERED)) {
                object.remove("at");
            }
            let text = names.renewed(&value.to_string());
            // Letters stand by their number, which depends on who was quicker.
            let name = if name.starts_with("letter ") { letter(&value) } else { name };
            groups.entry(name).or_default().push(text);
        }
        let mut leaves = BTreeMap::new();
        for (name, mut group) in groups {
            group.sort();
            if name.starts_with(DELIVERED) {
                group.dedup();
            }
            if name.starts_with("letter ") {
                // How often it was sent is another question.
                group.truncate(1);
            }
            for (number, text) in group.iter().enumerate() {
                let value = serde_json::from_str(text).unwrap_or(Value::Null);
                flatten(&format!("{name} [{number}]"), &value, &mut leaves);
            }
        }
        let answer = names.renewed(&answer.to_string());
        let answer = serde_json::from_str(&answer).unwrap_or(Value::Null);
        flatten("answer", &answer, &mut leaves);
        Self(leaves)
    }

    /// Where two plays of the same differ: what chance decides, such as a salt or a seal.
    pub fn chance(&self, other: &Self) -> BTreeSet<String> {
        self.paths(other).filter(|at| self.0.get(*at) != other.0.get(*at)).cloned().collect()
    }

    /// What is otherwise than in the play where nothing went wrong, but for what chance decides, and
    /// for moments where time has passed.
    pub fn differences(&self, played: &Self, chance: &BTreeSet<String>, late: bool) -> Vec<String> {
        let differs = |at: &&String| {
            let (wanted, found) = (self.0.get(*at), played.0.get(*at));
            let later = late && is_moment(at, wanted) && is_moment(at, found);
            wanted != found && !chance.contains(*at) && !later
        };
        let said = |at: &String| {
            let text = |leaf: Option<&String>| leaf.map_or("nothing".to_owned(), String::clone);
            format!("{at}: {}, not {}", text(played.0.get(at)), text(self.0.get(at)))
        };
        let mut differences: Vec<String> = self.paths(played).filter(differs).map(said).collect();
        differences.sort();
        differences.dedup();
        differences
    }

    fn paths<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a String> {
        self.0.keys().chain(other.0.keys())
    }
}

fn letter(letter: &Value) -> String {
    format!("letter to {} {}", letter["to"], letter["subject"])
}

fn is_moment(at: &str, leaf: Option<&String>) -> bool {
    let text = leaf.map(|leaf| leaf.trim_matches('"')).unwrap_or_default();
    at.ends_with("/ttl/N") || text.parse::<Timestamp>().is_ok()
}

fn flatten(at: &str, value: &Value, leaves: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (name, value) in fields {
                flatten(&format!("{at}/{name}"), value, leaves);
            }
        }
        Value::Array(values) if !values.is_empty() => {
            for (number, value) in values.iter().enumerate() {
                flatten(&format!("{at}/{number}"), value, leaves);
            }
        }
        leaf => drop(leaves.insert(at.to_owned(), leaf.to_string())),
    }
}
