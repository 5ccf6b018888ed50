use std::{collections::BTreeMap, fmt::Write as _, future::Future};

use local::cloud::Count;
use runtime::Trigger;
use serde_json::Value;

use crate::support::{Actor, Answer, World};

/// What each function was seen to cost, the first time that it was noted.
pub struct Ledger<'w> {
    /// The system.
    pub world: &'w World,
    rows: BTreeMap<&'static str, Count>,
}

impl<'w> Ledger<'w> {
    /// An empty one.
    pub fn new(world: &'w World) -> Self {
        Self { world, rows: BTreeMap::new() }
    }

    /// Calls a function that takes no body. Answers the body.
    pub async fn call(
        &mut self,
        function: &'static str,
        who: &Actor<'_>,
        path: impl AsRef<str>,
    ) -> Value {
        let request = who.call(method(function), path.as_ref(), None);
        self.request(function, request).await.body
    }

    /// Calls a function with a body. Answers the body.
    pub async fn send(
        &mut self,
        function: &'static str,
        who: &Actor<'_>,
        path: impl AsRef<str>,
        body: Value,
    ) -> Value {
        let request = who.call(method(function), path.as_ref(), Some(body));
        self.request(function, request).await.body
    }

    /// Makes one request, which must succeed, and notes what its function called.
    pub async fn request(
        &mut self,
        function: &'static str,
        request: impl Future<Output = Answer>,
    ) -> Answer {
        self.world.cloud().calls.clear();
        let answer = request.await;
        assert!(answer.status < 300, "{function}: {:#}", answer.body);
        self.note(function);
        answer
    }

    /// Lets something happen, and notes what these functions called on the way.
    pub async fn work(&mut self, functions: &[&'static str], work: impl Future<Output = ()>) {
        self.world.cloud().calls.clear();
        work.await;
        for function in functions {
            self.note(function);
        }
    }

    fn note(&mut self, function: &'static str) {
        let count = self.world.calls_of(function);
        self.rows.entry(function).or_insert(count);
    }

    /// The requests that read or write the table more than once.
    pub fn beyond_one_read_and_one_write(&self) -> Vec<&'static str> {
        let is_request = |function: &str| {
            let found = functions::find(function).map(|function| function.trigger);
            matches!(found, Some(Trigger::Route(_)))
        };
        let more = |count: &Count| count.table_reads > 1 || count.table_writes > 1;
        let rows = self.rows.iter().filter(|(function, count)| is_request(function) && more(count));
        rows.map(|(function, _)| *function).collect()
    }

    /// Every function of the registry as a row of a table.
    pub fn table(&self) -> String {
        let mut table = HEAD.to_owned();
        for function in functions::all() {
            let Some(count) = self.rows.get(function.name) else {
                panic!("{} is not played", function.name)
            };
            let kind = match function.trigger {
                Trigger::Route(_) => "",
                Trigger::Schedule { .. } => " ◷",
                Trigger::Queue { .. } => " ⇶",
            };
            let Count { read_units, write_units, .. } = count;
            let _ = writeln!(
                table,
                "| `{}`{kind} | {} | {read_units} | {write_units} | {} | {} |",
                function.name,
                of(count, "DynamoDb "),
                of(count, "S3 "),
                [of(count, "Sqs "), of(count, "Ses ")].join(" ").trim(),
            );
        }
        table
    }
}

fn method(function: &str) -> &'static str {
    match functions::find(function).map(|function| &function.trigger) {
        Some(Trigger::Route(route)) => route.method.name(),
        _ => panic!("{function} is no route"),
    }
}

const HEAD: &str = "\
| function | DynamoDB calls | read units | write units | S3 calls | others |
|---|---|---:|---:|---|---|
";

/// The operations of one service with their numbers, where there are more than one.
fn of(count: &Count, service: &str) -> String {
    let operations = count.operations.iter().filter_map(|(operation, times)| {
        let name = operation.strip_prefix(service)?;
        Some(if *times == 1 { name.to_owned() } else { format!("{times} × {name}") })
    });
    operations.collect::<Vec<_>>().join(", ")
}
