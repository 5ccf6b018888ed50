//! What waits in the queues: whatever is changed in a message, its function works through it or says
//! that it cannot, and what there is still fits together.

use portfolio::AccountId;
use runtime::{Environment, Function, Message, MessageFuture, Trigger};
use std::sync::Arc;

use super::engine::Target;
use crate::{
    files::adds_up::files_add_up,
    stage::{
        Stage,
        background::{self, Occasion},
    },
    support::{Snapshot, account},
};

const MESSAGES: Target = Target {
    name: "messages",
    words: &[
        b"\"Records\":",
        b"\"s3\":",
        b"\"key\":",
        b"\"school\":",
        b"\"batch\":",
        b"\"version\":",
        b"\"notificationType\":",
        b"\"Bounce\"",
        b"\"kinds\":",
        b"%2F",
        b"..",
        b"\\u0000",
        b"null",
        b"[]",
        b"{}",
        b"0",
        b"-1",
        b"18446744073709551616",
        b"2026-11-24",
        b"9999-12-31T23:59:59Z",
    ],
    longest: 4096,
    tenths: 1,
};

/// The function of a queue, with what it stands on.
struct Reader {
    function: &'static Function,
    handle: fn(Message) -> MessageFuture,
    env: Arc<Environment>,
}

impl Reader {
    /// What becomes of a message: nothing where it was worked through, or why it was not, in words
    /// without what stood in it.
    async fn read(&self, body: String) -> Option<String> {
        let (function, env) = (self.function, self.env.clone());
        let failure = (self.handle)(Message { env, function, body }).await.err()?.to_string();
        Some(failure.chars().filter(|letter| letter.is_ascii_alphabetic()).take(60).collect())
    }
}

/// The messages that wait for the function of this occasion.
async fn waiting(stage: &Stage, occasion: &Occasion) -> Option<(Reader, Vec<String>)> {
    let function = functions::find(occasion.function).expect("a function");
    let Trigger::Queue { queue, handle } = function.trigger else { return None };
    occasion.begin(stage).await;
    let messages = stage.world.cloud().queues.waiting(queue);
    let env = stage.world.cloud().operate(function).await.expect("what it stands on");
    let reader = Reader { function, handle, env };
    Some((reader, messages.into_iter().map(|message| message.body).collect()))
}

#[test]
fn any_message_is_worked_through_or_refused() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    let stage = runtime.block_on(Stage::new());
    let begins = runtime.block_on(Snapshot::of(&stage.world));
    let students: [AccountId; 2] = ["student-1", "student-2"].map(account);
    for occasion in background::ALL {
        runtime.block_on(begins.restore(&stage.world));
        let Some((reader, seeds)) = runtime.block_on(waiting(&stage, occasion)) else { continue };
        assert!(!seeds.is_empty(), "{}: no message waits", occasion.function);
        println!("  {}", occasion.function);
        let seeds: Vec<&[u8]> = seeds.iter().map(String::as_bytes).collect();
        // A queue carries text, nothing else.
        MESSAGES.run(&seeds, |bytes| {
            runtime.block_on(reader.read(String::from_utf8_lossy(bytes).into_owned()))
        });
        for student in students {
            runtime.block_on(files_add_up(&stage.world, student));
        }
    }
}
