//! The log of this process, line by line as production writes it, and what must never stand in it: a
//! name, an ID number, a birth date, a mail address, a password, a token, an activation code, a signed
//! address, or anything else that people wrote.

use std::{
    collections::BTreeSet,
    io,
    sync::{Arc, LazyLock, Mutex, Once, PoisonError},
};

use http::HeaderMap;
use serde_json::Value;
use tracing::{Subscriber, subscriber::DefaultGuard};
use tracing_subscriber::{EnvFilter, layer::SubscriberExt};

use super::{
    INITIAL_PASSWORD, PASSWORD,
    cast::{OTHER_STAFF, OTHER_STUDENTS, OUTSIDE, STAFF, STUDENTS},
};

/// Ours are heard in more detail than production lets them speak.
const LEVELS: &str = "info,functions=debug,mail=debug,runtime=debug,store=debug";
/// The birth date of every student in the tests.
const BIRTH_DATE: &str = "2010-09-01";
/// Fields whose text is secret wherever it stands.
const SECRET: [&str; 6] =
    ["password", "current_password", "new_password", "access_token", "username", "email"];
/// Shorter texts are parts of ordinary words.
const SHORTEST: usize = 6;

/// Lines as they come.
#[derive(Debug, Clone, Default)]
struct Lines(Arc<Mutex<Vec<Value>>>);

impl Lines {
    /// Those of the whole process.
    fn of_process() -> Self {
        static LINES: LazyLock<Lines> = LazyLock::new(Lines::default);
        LINES.clone()
    }

    fn from(&self, number: usize) -> Vec<Value> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)[number..].to_vec()
    }

    fn number(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// What writes them.
    fn subscriber(&self) -> impl Subscriber + Send + Sync + use<> {
        let lines = self.clone();
        let lines = runtime::log_lines(move || lines.clone());
        tracing_subscriber::registry().with(EnvFilter::new(LEVELS)).with(lines)
    }
}

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let line = serde_json::from_slice(bytes);
        let line = line.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The log of another process, as it was written.
pub fn hear(log: &[u8]) {
    let lines = log.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.for_each(|line| drop(io::Write::write_all(&mut Lines::of_process(), line)));
}

/// The log of this thread alone, as long as it lives: of a test whose runtime has no other thread.
#[derive(Debug)]
pub struct Overheard {
    lines: Lines,
    _listening: DefaultGuard,
}

impl Overheard {
    /// Begins to listen.
    pub fn begin() -> Self {
        let lines = Lines::default();
        let listening = tracing::subscriber::set_default(lines.subscriber());
        Self { lines, _listening: listening }
    }

    /// Every line since it began, or since the last question.
    pub fn lines(&self) -> Vec<Value> {
        std::mem::take(&mut *self.lines.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Listens to the log as long as it lives, and then looks through what was written.
#[derive(Debug)]
pub struct Log {
    from: usize,
    secrets: Mutex<BTreeSet<String>>,
}

impl Log {
    /// Begins to listen.
    pub fn begin() -> Self {
        static LISTENS: Once = Once::new();
        LISTENS.call_once(|| {
            let log = Lines::of_process().subscriber();
            tracing::subscriber::set_global_default(log).expect("nobody else listens");
        });
        let everybody = [&STUDENTS[..], &OTHER_STUDENTS[..]].concat();
        let students = everybody.iter().map(|(_, username)| *username);
        let others = [&STAFF[..], &OTHER_STAFF[..], &OUTSIDE[..]].concat();
        let others = others.iter().map(|(username, _)| *username);
        let known = [PASSWORD, INITIAL_PASSWORD, BIRTH_DATE].into_iter();
        let secrets = known.chain(students).chain(others).map(str::to_owned).collect();
        Self { from: Lines::of_process().number(), secrets: Mutex::new(secrets) }
    }

    /// What these headers carry must not be told.
    pub fn keep_headers(&self, headers: &HeaderMap) {
        for name in ["authorization", "cookie", "set-cookie"] {
            for value in headers.get_all(name) {
                let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
                let parts = text.split([' ', ';', '=']).filter(|part| part.len() > 24);
                parts.for_each(|part| self.keep(part));
            }
        }
    }

    /// What is secret in this body must not be told.
    pub fn keep_body(&self, body: &Value) {
        match body {
            Value::Array(values) => values.iter().for_each(|value| self.keep_body(value)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    let slip = name == "code" && fields.contains_key("until");
                    match value.as_str() {
                        Some(text) if slip || SECRET.contains(&name.as_str()) => self.keep(text),
                        _ => self.keep_body(value),
                    }
                }
            }
            _ => {}
        }
    }

    fn keep(&self, secret: &str) {
        let secret = secret.trim();
        if secret.len() >= SHORTEST {
            let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
            secrets.insert(secret.to_owned());
        }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let told = |line: Value| tells(&line, &secrets).map(|what| format!("{what}: {line}"));
        let told: Vec<String> =
            Lines::of_process().from(self.from).into_iter().filter_map(told).collect();
        if !told.is_empty() && !std::thread::panicking() {
            panic!("{} lines of the log tell what they must not:\n{}", told.len(), told.join("\n"));
        }
    }
}

/// What a line tells that it must not.
pub fn tells(line: &Value, secrets: &BTreeSet<String>) -> Option<String> {
    let mut line = line.clone();
    if let Some(fields) = line.as_object_mut() {
        // Digits of it may be anybody's.
        fields.remove("timestamp");
    }
    let text = line.to_string();
    if let Some(secret) = secrets.iter().find(|secret| stands_in(secret, &text)) {
        return Some(format!("the secret {secret:?}"));
    }
    // Our messages are English, and durations in µs; whatever is not was written by people, also where
    // it is shown byte by byte.
    let escaped = ["\\u", "\\x"].into_iter().any(|escape| text.contains(escape));
    let is_peoples = escaped || !text.chars().all(|c| c.is_ascii() || c == 'µ');
    let signs = ["X-Amz-", "Bearer ", "eyJ", "$argon2", "PRIVATE KEY"];
    let sign = signs.into_iter().find(|sign| text.contains(sign));
    if is_peoples {
        Some("what people wrote".to_owned())
    } else if let Some(sign) = sign {
        Some(format!("something with {sign:?}"))
    } else if words(&text).any(is_id_number) {
        Some("an ID number".to_owned())
    } else {
        text.split_whitespace().any(is_address).then(|| "a mail address".to_owned())
    }
}

/// Digits alone are looked for as a word: an id may have the same among its own.
fn stands_in(secret: &str, text: &str) -> bool {
    match secret.bytes().all(|b| b.is_ascii_digit()) {
        true => words(text).any(|word| word == secret),
        false => text.contains(secret),
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
}

/// A letter, or two, and nine or eight digits.
fn is_id_number(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = word.len() - digits.len();
    word.len() == 10 && matches!(letters, 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(before, after)| {
        before.ends_with(|c: char| c.is_ascii_alphanumeric()) && after.contains('.')
    })
}
