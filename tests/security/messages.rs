//! A batch of messages: what has no body, and what makes its handler panic, is not done.

use runtime::{Failure, Function, Message, MessageFuture, Queue, Trigger, batch};
use serde_json::{Value, json};

use crate::support::World;

static FUNCTION: Function = Function {
    name: "tests.read",
    term: "測試",
    summary: "Reads a message, and panics where it is told to.",
    trigger: Trigger::Queue { queue: Queue::Calendars, handle: read },
    needs: &[],
    memory_mb: 128,
    timeout_s: 5,
};

fn read(message: Message) -> MessageFuture {
    Box::pin(async move {
        match message.read::<Value>()?.as_str() {
            Some("panic") => panic!("as the message says"),
            Some("fail") => Err(Failure("as the message says".to_owned())),
            _ => Ok(()),
        }
    })
}

fn message(id: &str, body: Option<&str>) -> Value {
    let mut message = json!({ "messageId": id, "eventSource": "aws:sqs" });
    if let Some(body) = body {
        message["body"] = body.into();
    }
    message
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_body_or_with_a_panic_a_message_has_failed_and_no_other() {
    let world = World::with_functions(&[&FUNCTION]).await;
    let env = world.system.lambda().environment(&FUNCTION).await.expect("it begins");
    let event = json!({ "Records": [
        message("first", Some("\"\"")),
        message("no-body", None),
        message("panic", Some("\"panic\"")),
        message("fail", Some("\"fail\"")),
        message("no-json", Some("{")),
        message("last", Some("\"\"")),
    ] });
    let event = serde_json::from_value(event).expect("an event as SQS sends it");
    let response = batch(&FUNCTION, read, env, event).await;
    let failed = response.batch_item_failures.iter().map(|item| item.item_identifier.as_str());
    assert_eq!(failed.collect::<Vec<_>>(), ["no-body", "panic", "fail", "no-json"]);
}
