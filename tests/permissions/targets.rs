use std::collections::BTreeMap;

use portfolio::account::Role;
use serde_json::Value;

use super::{cast::Player, statement::Whose};
use crate::{
    stage::{Example, Portfolio, School, Stage, example::names},
    support::items::text,
};

/// One object that a route can be called with.
pub struct Target {
    /// For people.
    pub what: String,
    /// Whose it is.
    pub whose: Whose,
    /// The parameters of the path.
    pub parameters: Parameters,
    /// What stands behind the path to name it.
    pub query: Vec<(&'static str, String)>,
}

type Parameters = BTreeMap<&'static str, String>;

/// Every object for somebody at a route: its own, a colleague's, another school's; each parameter of
/// the path exchanged alone, so that an own parent has a foreign child; and names of nothing.
pub fn targets(
    stage: &Stage,
    player: &Player,
    example: &Example,
    own_files: &BTreeMap<&'static str, String>,
) -> Vec<Target> {
    let at = |side| Side { stage, player, example, own_files, side }.parameters();
    let (own, colleagues, foreign) = (at(Of::Own), at(Of::Colleague), at(Of::OtherSchool));
    let mut all = vec![target("its own", Whose::Own, own.clone())];
    for (what, whose, others) in [
        ("a colleague's", Whose::Colleagues, colleagues),
        ("another school's", Whose::Nobodys, foreign),
    ] {
        let differ: Vec<&str> = others.keys().copied().filter(|at| own[at] != others[at]).collect();
        if differ.is_empty() {
            continue;
        }
        if differ.len() > 1 {
            let mixed = if whose == Whose::Colleagues { Whose::Mixed } else { Whose::Nobodys };
            for name in differ {
                let what = format!("its own with {what} {name}");
                all.push(target(&what, mixed, exchanged(&own, name, &others[name])));
            }
        }
        all.push(target(what, whose, others));
    }
    for name in own.keys().copied() {
        for unknown in unknown(name) {
            let parameters = exchanged(&own, name, &unknown);
            all.push(target(&format!("{name} {unknown}"), Whose::Nobodys, parameters));
        }
    }
    all.extend(of_itself(stage, player, &own));
    all.extend(of_a_far_class(player, example, &own));
    all
}

fn target(what: &str, whose: Whose, parameters: Parameters) -> Target {
    Target { what: what.to_owned(), whose, parameters, query: Vec::new() }
}

fn exchanged(own: &Parameters, name: &'static str, value: &str) -> Parameters {
    let mut parameters = own.clone();
    parameters.insert(name, value.to_owned());
    parameters
}

/// Staff are no students, whoever asks.
fn of_itself(stage: &Stage, player: &Player, own: &Parameters) -> Option<Target> {
    let username = player.username.filter(|_| player.role != Some(Role::Student))?;
    own.get("student")?;
    let parameters = exchanged(own, "student", &stage.session(username).id);
    Some(target("itself as a student", Whose::Nobodys, parameters))
}

/// Where the class stands behind the path.
fn of_a_far_class(player: &Player, example: &Example, own: &Parameters) -> Option<Target> {
    let by_class = example.route().query.contains(&"class");
    let accompanies = player.role.is_some_and(|role| Role::TEACHERS.contains(&role));
    let target = target("a colleague's class", Whose::Colleagues, own.clone());
    let query = vec![("class", "102".to_owned())];
    (by_class && accompanies).then_some(Target { query, ..target })
}

/// Which of the things of one kind is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Own,
    Colleague,
    OtherSchool,
}

struct Side<'a> {
    stage: &'a Stage,
    player: &'a Player,
    example: &'a Example,
    own_files: &'a BTreeMap<&'static str, String>,
    side: Of,
}

impl Side<'_> {
    fn parameters(&self) -> Parameters {
        let path = self.example.route().path;
        names(path).map(|name| (name, self.value(name))).collect()
    }

    fn value(&self, name: &'static str) -> String {
        match name {
            "student" => self.portfolio().student.clone(),
            "outcome" => text(&self.portfolio().pending, "id"),
            "performance" => text(&self.portfolio().performance, "id"),
            "file" => self.file(),
            "school" => self.school().code.to_owned(),
            "batch" => text(self.batch(), "id"),
            "report" => self.school().report.clone(),
            "class" if self.side == Of::Colleague => "102".to_owned(),
            "roster" if self.takes_performances() => "diverse_performances".to_owned(),
            "roster" => "learning_outcomes".to_owned(),
            _ => self.example.parameters(self.stage)[name].clone(),
        }
    }

    fn portfolio(&self) -> &Portfolio {
        match self.side {
            Of::Own => &self.stage.near,
            Of::Colleague => &self.stage.far,
            Of::OtherSchool => &self.stage.other,
        }
    }

    fn school(&self) -> &School {
        match self.side {
            Of::OtherSchool => &self.stage.theirs,
            _ => &self.stage.ours,
        }
    }

    /// A submitter's own roster is one of two, and the other one is the colleague's.
    fn takes_performances(&self) -> bool {
        match self.player.role {
            Some(Role::PerformanceSubmitter) => self.side != Of::Colleague,
            Some(Role::OutcomeSubmitter) => self.side == Of::Colleague,
            _ => false,
        }
    }

    fn batch(&self) -> &Value {
        let batches = &self.school().batches;
        if self.takes_performances() { &batches.performances } else { &batches.outcomes }
    }

    /// A file in a portfolio is entrusted to whom the portfolio is; any other is its owner's alone.
    fn file(&self) -> String {
        let in_portfolio = || text(&self.portfolio().pending, "document_file_id");
        if self.example.function == "files.download" {
            return in_portfolio();
        }
        let own = self.player.username.and_then(|username| self.own_files.get(username));
        match (self.side, self.player.role) {
            (Of::Own, _) => own.cloned().unwrap_or_else(in_portfolio),
            (Of::Colleague, Some(Role::Student)) => self.stage.far.spare.clone(),
            (Of::Colleague, _) => self.own_files["colleague"].clone(),
            (Of::OtherSchool, _) => self.stage.other.spare.clone(),
        }
    }
}

/// What is named like such a thing and is not there, and what is no name of one.
fn unknown(name: &str) -> Vec<String> {
    let id = |prefix: &str| format!("{prefix}_{}", "f".repeat(32));
    let known = match name {
        "student" => Some(id("acc")),
        "outcome" => Some(id("lo")),
        "performance" => Some(id("dp")),
        "batch" => Some(id("sub")),
        "report" => Some(id("prb")),
        "file" => Some(format!("fil_{}", "f".repeat(64))),
        "school" => Some("999999".to_owned()),
        "class" => Some("999".to_owned()),
        _ => None,
    };
    known.into_iter().chain(["x\0y".to_owned(), "學".to_owned()]).collect()
}
