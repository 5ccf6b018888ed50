use std::collections::BTreeSet;

use bytes::Bytes;
use http::HeaderMap;

use crate::{
    stage::{Example, Stage},
    support::{Answer, CONTRACT, Table},
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
        let answer = self.call(example, "as it stands", &Sent::of(self.stage, example)).await;
        if answer.status != example.route().status {
            self.complain(example, "as it stands", &answer, "is not accepted");
        }
    }

    /// One wrong call: its answer is a declared one, and changes nothing where it is a refusal.
    pub async fn refuses(
        &mut self,
        example: &Example,
        what: &str,
        sent: &Sent,
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

    async fn call(&mut self, example: &Example, what: &str, sent: &Sent) -> Answer {
        let world = &self.stage.world;
        world.cloud().calls.clear();
        let route = example.route();
        let (headers, body) = (sent.headers.clone(), sent.body.clone());
        let answer = world.send(route.method.name(), &sent.path, headers, body).await;
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

/// What goes over the wire.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The path, with what stands behind it.
    pub path: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Sent {
    /// The example as it stands.
    pub fn of(stage: &Stage, example: &Example) -> Self {
        let path = example.address(&example.parameters(stage));
        let mut headers = stage.headers(example.who);
        if example.body.is_some() {
            headers.insert("content-type", http::HeaderValue::from_static("application/json"));
        }
        let body = example.body.as_ref().map(ToString::to_string).unwrap_or_default();
        Self { path, headers, body: body.into() }
    }

    /// With another body.
    pub fn with_body(&self, body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), ..self.clone() }
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
