use std::collections::BTreeSet;

use crate::{
    stage::{Example, Stage},
    support::{Answer, CONTRACT, Request, Table},
};

/// The stored state before every call, and what was not as it should be.
pub struct Sweep<'s> {
    /// Where it is played.
    pub stage: &'s Stage,
    before: Table,
    calls: usize,
    wrong: Vec<String>,
    played: BTreeSet<(&'static str, String)>,
}

/// What an answer may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// Accepted: the value is a right one too.
    Pass,
    /// Only refused. What is invalid is named.
    Fail,
    /// Only refused, as something that cannot be read: then no field can be named.
    FailUnread,
}

impl<'s> Sweep<'s> {
    /// Remembers what is stored.
    pub async fn begin(stage: &'s Stage) -> Self {
        let before = Table::read(&stage.world).await;
        Self { stage, before, calls: 0, wrong: Vec::new(), played: BTreeSet::new() }
    }

    /// Notes that a field of a function is played; whether it is for the first time.
    pub fn plays(&mut self, function: &'static str, field: &str) -> bool {
        self.played.insert((function, field.to_owned()))
    }

    /// Everything was as it should be.
    pub fn end(self) {
        assert!(self.calls > 0, "nothing was played");
        let (wrong, calls) = (self.wrong.len(), self.calls);
        assert!(wrong == 0, "{wrong} of {calls} calls:\n{}", self.wrong.join("\n"));
    }

    /// The example as it stands succeeds, and answers what is described.
    pub async fn accepts(&mut self, example: &Example) {
        let answer = self.call(example, "as it stands", &example.request(self.stage)).await;
        if answer.status != example.route().status {
            self.complain(example, "as it stands", &answer, "is not accepted");
        }
    }

    /// One wrong call: its answer is a declared one, and changes nothing where it is a refusal.
    pub async fn refuses(
        &mut self,
        example: &Example,
        what: &str,
        sent: &Request,
        field: Option<&str>,
        may: May,
    ) {
        let answer = self.call(example, what, sent).await;
        match answer.status {
            200..300 if may != May::Pass => self.complain(example, what, &answer, "is accepted"),
            422 if !is_named(&answer, field, may) => {
                self.complain(example, what, &answer, "is not named");
            }
            _ => {}
        }
    }

    async fn call(&mut self, example: &Example, what: &str, sent: &Request) -> Answer {
        let world = &self.stage.world;
        world.cloud().calls.clear();
        let answer = world.ask(sent).await;
        self.calls += 1;
        if let Err(error) = CONTRACT.check(example.function, &answer) {
            self.complain(example, what, &answer, &error);
        }
        let did = world.calls_of(example.function);
        let refused = answer.status >= 400;
        if refused && did.operations.keys().any(|operation| operation.starts_with("Sqs ")) {
            self.complain(example, what, &answer, "was sent into a queue");
        }
        if did.table_writes > 0 {
            let after = Table::read(world).await;
            let changed = self.before.differences(&after);
            if refused && !changed.is_empty() {
                self.complain(example, what, &answer, &format!("changed {}", changed.join(", ")));
            }
            self.before.restore(world).await;
        }
        answer
    }

    fn complain(&mut self, example: &Example, what: &str, answer: &Answer, wrong: &str) {
        let Answer { status, body, .. } = answer;
        let body: String = body.to_string().chars().take(300).collect();
        self.wrong.push(format!("{} {what}: {wrong}: {status} {body}", example.function));
    }
}

/// Whether what is invalid is named: the field itself, one within it, or the list that it stands in.
fn is_named(answer: &Answer, field: Option<&str>, may: May) -> bool {
    match (answer.code(), field) {
        ("input.malformed", _) => may == May::FailUnread,
        ("input.invalid", Some(field)) => {
            let list = field.split('[').next().unwrap_or(field);
            let within = |named: &str| {
                named.strip_prefix(field).is_some_and(|rest| rest.starts_with(['.', '[']))
            };
            let named = answer.body["fields"].as_array().into_iter().flatten();
            let mut named = named.filter_map(|problem| problem["field"].as_str());
            named.any(|named| named == field || named == list || within(named))
        }
        _ => true,
    }
}
