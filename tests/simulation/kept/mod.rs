//! The ledger of everything: whatever was acknowledged, of any function of the registry, is read back
//! where the registry shows it, and must be there until somebody else may have changed it.

mod content;
mod read_back;
mod shown;
mod tests;

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::Value;

use self::content::{Agrees, Content};
pub use self::{
    read_back::read_back,
    shown::{Shown, identity, is_shown_nowhere, parameter},
};
use crate::support::{Answer, Request, function_of};

/// What people were told of what they changed, by where it is shown.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Lines>);

#[derive(Debug, Default)]
struct Lines {
    lines: BTreeMap<Shown, Line>,
    /// How much has happened.
    moment: u64,
    /// How often what a function acknowledged was found where it is shown.
    found: BTreeMap<&'static str, usize>,
}

#[derive(Debug, Default)]
struct Line {
    fact: Option<Fact>,
    tries: Vec<Try>,
}

/// The latest that was acknowledged.
#[derive(Debug, Clone)]
struct Fact {
    function: &'static str,
    by: &'static str,
    asked: u64,
    heard: u64,
    version: Option<u64>,
    content: Content,
}

/// A change that somebody asked for.
#[derive(Debug)]
struct Try {
    asked: u64,
    heard: Option<u64>,
    content: Content,
}

/// The moment at which something was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked(u64);

impl Kept {
    /// Somebody is about to ask for this.
    pub fn tries(&self, request: &Request) -> Asked {
        let mut lines = self.lock();
        lines.moment += 1;
        let asked = lines.moment;
        if let Some((shown, content)) = change(request, &Value::Null) {
            let line = lines.lines.entry(shown).or_default();
            line.tries.push(Try { asked, heard: None, content });
        }
        Asked(asked)
    }

    /// Somebody was answered.
    pub fn hears(&self, by: &'static str, asked: Asked, request: &Request, answer: &Answer) {
        let mut lines = self.lock();
        lines.moment += 1;
        match (request.method, answer.status) {
            ("GET", 200) => lines.reads(asked.0, request.path.as_str(), &answer.body),
            ("GET", _) => {}
            // It may have been done all the same.
            (_, 500..) => {}
            (_, 200..300) => lines.acknowledged(by, asked.0, request, &answer.body),
            _ => {
                for line in lines.lines.values_mut() {
                    line.tries.retain(|it| it.asked != asked.0);
                }
            }
        }
    }

    /// How often what a function acknowledged was found again.
    pub fn found(&self) -> BTreeMap<&'static str, usize> {
        self.lock().found.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The path at which it is shown what came of a change.
pub fn shown_at(request: &Request, answer: &Answer) -> Option<String> {
    change(request, &answer.body).map(|(shown, _)| shown.path)
}

/// Where what is asked for will be shown, and as what.
fn change(request: &Request, answer: &Value) -> Option<(Shown, Content)> {
    if request.method == "GET" {
        return None;
    }
    let path = request.path.split('?').next().unwrap_or_default();
    let function = function_of(request.method, path)?;
    let shown = Shown::of(function, path, answer)?;
    let content = Content::of(request, answer, shown.is_at(path));
    Some((shown, content))
}

impl Lines {
    fn acknowledged(&mut self, by: &'static str, asked: u64, request: &Request, answer: &Value) {
        let Some((shown, content)) = change(request, answer) else { return };
        let function = function_of(request.method, &request.path).map_or("", |it| it.name);
        let (heard, version) = (self.moment, answer["version"].as_u64());
        let line = self.lines.entry(shown).or_default();
        for tried in line.tries.iter_mut().filter(|it| it.asked == asked) {
            tried.heard = Some(heard);
        }
        let stands = line.fact.as_ref().and_then(|fact| fact.version);
        let is_older = version.zip(stands).is_some_and(|(version, stands)| version < stands);
        if !is_older {
            line.fact = Some(Fact { function, by, asked, heard, version, content });
        }
    }

    /// Something was read that was asked for at that moment.
    fn reads(&mut self, asked: u64, path: &str, body: &Value) {
        let shown: Vec<Shown> =
            self.lines.keys().filter(|shown| shown.path == path).cloned().collect();
        for shown in shown {
            if let Ok(found) = shown.found(body) {
                self.compare(asked, &shown, found);
            }
        }
    }

    /// What is shown, nothing where it is gone, against what was acknowledged before it was asked for.
    fn compare(&mut self, asked: u64, shown: &Shown, found: Option<&Value>) {
        let Some(line) = self.lines.get(shown) else { return };
        let Some(fact) = line.fact.as_ref().filter(|fact| fact.heard < asked) else { return };
        let at = format!("{} of {} by {}", shown.path, fact.function, fact.by);
        let may_be = line.others(fact);
        let agrees = fact.content.agrees(found);
        let newer = match (fact.version, found.and_then(|found| found["version"].as_u64())) {
            (Some(said), Some(stands)) => {
                assert!(stands >= said, "acknowledged: {at} went back from {said} to {stands}");
                stands > said
            }
            _ => false,
        };
        let by_others = may_be.iter().any(|content| content.agrees(found) != Agrees::No);
        let others = found.map(|found| fact.content.differences(found));
        assert!(
            agrees != Agrees::No || newer || by_others,
            "acknowledged: {at} is {others:?}; it may be {may_be:?}",
        );
        if agrees == Agrees::Yes {
            *self.found.entry(fact.function).or_default() += 1;
        }
    }

    /// Where to look for everything that was acknowledged, and who may.
    fn to_read(&self) -> Vec<(Shown, &'static str)> {
        let by = |(shown, line): (&Shown, &Line)| Some((shown.clone(), line.fact.as_ref()?.by));
        self.lines.iter().filter_map(by).collect()
    }
}

impl Line {
    /// What may stand in the place of what was acknowledged: whatever was asked for since, or at the
    /// same time, or never answered.
    fn others(&self, fact: &Fact) -> Vec<&Content> {
        let may = |it: &&Try| it.asked != fact.asked && it.heard.is_none_or(|at| at > fact.asked);
        self.tries.iter().filter(may).map(|it| &it.content).collect()
    }
}
