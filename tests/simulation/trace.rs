use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use http::{Request, Response};
use local::cloud::CallInfo;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::TestClock;

/// What happened, line by line. Two runs of one seed have the same.
#[derive(Clone)]
pub struct Trace(Option<Arc<Kept>>);

struct Kept {
    clock: TestClock,
    prints: bool,
    digest: Mutex<(Sha256, u64)>,
}

/// Attributes that are encrypted or hashed with chance, and what the embedded engine has from the
/// machine's own clock: no two runs have the same.
const SEALED: [&str; 6] =
    ["sealed_row", "sealed_identity", "wrapped_key", "phc", "CreationDateTime", "TableId"];

impl Trace {
    /// Keeps nothing.
    pub fn off() -> Self {
        Self(None)
    }

    /// Keeps the digest of all lines, and prints them where that is wanted.
    pub fn on(clock: TestClock, prints: bool) -> Self {
        Self(Some(Arc::new(Kept { clock, prints, digest: Mutex::default() })))
    }

    /// One more line.
    pub fn note(&self, line: impl FnOnce() -> String) {
        let Some(kept) = &self.0 else { return };
        let line = format!("{} {}", kept.clock.now(), line());
        if kept.prints {
            println!("{line}");
        }
        let mut digest = kept.digest.lock().unwrap_or_else(PoisonError::into_inner);
        digest.0.update(&line);
        digest.0.update("\n");
        digest.1 += 1;
    }

    /// A call with what was sent and what was answered.
    pub fn call(&self, call: &CallInfo, asked: &Request<Bytes>, answer: Option<&Response<Bytes>>) {
        let Some(function) = call.function else { return };
        self.note(|| {
            let said = answer.map(|answer| (answer.status().as_u16(), digest(answer.body())));
            let (path, sent) = (asked.uri().path(), digest(asked.body()));
            format!("  {function} {} {path} {sent} -> {said:?}", call.operation)
        });
    }

    /// The digest of all lines, and how many there are.
    pub fn digest(&self) -> (String, u64) {
        let Some(kept) = &self.0 else { return Default::default() };
        let digest = kept.digest.lock().unwrap_or_else(PoisonError::into_inner);
        (hex::encode(digest.0.clone().finalize()), digest.1)
    }
}

/// Of JSON the order of names does not matter, and what is sealed cannot be compared. The embedded
/// engine orders names by chance: of an answer that ends in its middle only the length is the same.
pub fn digest(body: &[u8]) -> String {
    let text = match serde_json::from_slice::<Value>(body) {
        Ok(json) => canonical(&json).to_string().into_bytes(),
        Err(_) if body.starts_with(b"{") => body.len().to_string().into_bytes(),
        Err(_) => body.to_vec(),
    };
    hex::encode(&Sha256::digest(text)[..6])
}

fn canonical(json: &Value) -> Value {
    match json {
        Value::Object(fields) => {
            let sorted: BTreeMap<_, _> = fields.iter().collect();
            let field = |(name, value): (&String, &Value)| {
                let sealed = SEALED.contains(&name.as_str());
                (name.clone(), if sealed { Value::Null } else { canonical(value) })
            };
            Value::Object(sorted.into_iter().map(field).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(canonical).collect()),
        plain => plain.clone(),
    }
}
