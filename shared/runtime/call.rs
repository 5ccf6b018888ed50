use std::{collections::HashMap, net::IpAddr, str::FromStr, sync::Arc};

use aws_lc_rs::digest::{SHA256, digest};
use jiff::Timestamp;
use portfolio::{
    FieldCode, FieldProblem,
    authorization::{Action, Actor, Resource, authorize},
};
use serde::de::{DeserializeOwned, IgnoredAny};
use store::{
    Table,
    objects::{Outbox, Staging, Vault},
};
use uuid::Uuid;

use crate::{Claims, Environment, Language, Problem};

/// One call of a route: who, what, and what the function stands on.
#[derive(Debug, Clone)]
pub struct Call {
    pub(crate) env: Arc<Environment>,
    pub(crate) claims: Option<Claims>,
    pub(crate) path: HashMap<String, String>,
    pub(crate) query: HashMap<String, Vec<String>>,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: Vec<u8>,
    pub(crate) network: String,
    pub(crate) now: Timestamp,
    pub(crate) language: Language,
}

impl Call {
    /// Who calls. The runtime has refused everybody without a token before a handler that needs one.
    pub fn actor(&self) -> Result<&Actor, Problem> {
        self.claims().map(|claims| &claims.actor)
    }

    /// Everything that the token says.
    pub fn claims(&self) -> Result<&Claims, Problem> {
        self.claims.as_ref().ok_or(Problem::new("session.required"))
    }

    /// Asks the one place that decides who may do what.
    pub fn authorize(&self, action: Action, resource: &Resource<'_>) -> Result<(), Problem> {
        Ok(authorize(self.actor()?, action, resource)?)
    }

    /// The moment of the call: one for everything it decides.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A parameter of the path. What is no such name is nothing that exists.
    pub fn path<T: FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.path.get(name).and_then(|text| text.parse().ok()).ok_or(Problem::not_found())
    }

    /// A parameter behind the path. What is there twice says neither of the two.
    pub fn query<T: FromStr>(&self, name: &str) -> Result<Option<T>, Problem> {
        let malformed = || Problem::field(FieldProblem::new(name, FieldCode::Malformed));
        match self.query.get(name).map(Vec::as_slice) {
            None => Ok(None),
            Some([text]) => text.parse().map(Some).map_err(|_| malformed()),
            Some(_) => Err(malformed()),
        }
    }

    /// A parameter behind the path that must be there.
    pub fn required<T: FromStr>(&self, name: &str) -> Result<T, Problem> {
        let missing = || Problem::field(FieldProblem::new(name, FieldCode::Missing));
        self.query(name)?.ok_or_else(missing)
    }

    /// How many items a list answers: 1 to 200, 100 where nothing is said.
    pub fn limit(&self) -> Result<i32, Problem> {
        let limit = self.query::<i32>("limit")?.unwrap_or(100);
        if (1..=200).contains(&limit) {
            Ok(limit)
        } else {
            Err(Problem::field(FieldProblem::over("limit", FieldCode::OutOfRange, 200)))
        }
    }

    /// What was sent: one JSON object, and nothing behind it. The field that does not fit is named.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let malformed = || Problem::new("input.malformed");
        let body = str::from_utf8(&self.body).map_err(|_| malformed())?;
        serde_json::from_str::<HashMap<String, IgnoredAny>>(body).map_err(|_| malformed())?;
        let mut text = serde_json::Deserializer::from_str(body);
        serde_path_to_error::deserialize(&mut text).map_err(|error| {
            let path = error.path().to_string();
            match sort(&path, &error.into_inner().to_string()) {
                Some((field, code)) => Problem::field(FieldProblem::new(field, code)),
                None => malformed(),
            }
        })
    }

    /// The key under which the client repeats the same write, if it sent one. One that cannot be
    /// kept is refused: whoever repeats under it believes that nothing is done twice.
    pub fn idempotency_key(&self) -> Result<Option<&str>, Problem> {
        const NAME: &str = "Idempotency-Key";
        let Some(sent) = self.headers.get("idempotency-key") else { return Ok(None) };
        let malformed = FieldProblem::new(NAME, FieldCode::Malformed);
        let key = sent.to_str().map_err(|_| Problem::field(malformed.clone()))?;
        match key.len() {
            0 => Err(Problem::field(malformed)),
            1..=MAX_KEY => Ok(Some(key)),
            _ => {
                let limit = i64::try_from(MAX_KEY).unwrap_or(i64::MAX);
                Err(Problem::field(FieldProblem::over(NAME, FieldCode::TooLong, limit)))
            }
        }
    }

    /// An id for something new of this sort. Where the client sent an `Idempotency-Key`, the same
    /// caller gets the same id for the same key, so that a repeat finds what the first call made.
    pub fn new_id(&self, sort: &str) -> Result<Uuid, Problem> {
        let Some(key) = self.idempotency_key()? else { return Ok(self.env.ids.next()) };
        let text = format!("{sort}\n{}\n{key}", self.actor()?.account);
        let digest = digest(&SHA256, text.as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest.as_ref()[..16]);
        Ok(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }

    /// A header, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let all = self.headers.get_all("cookie");
        let pairs =
            all.iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';'));
        pairs
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(at, _)| *at == name)
            .map(|(_, value)| value)
    }

    /// The network that the caller comes from, by the viewer's address behind the content network.
    /// Of an IPv6 address, its first 64 bits: whoever has one has all the others.
    pub fn network(&self) -> String {
        let viewer = self.env.config.viewer_header.as_ref().map(|viewer| viewer.name.as_str());
        let address = viewer.and_then(|name| self.header(name)).unwrap_or(&self.network);
        match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
            Ok(IpAddr::V6(address)) => format!("{:x?}", &address.segments()[..4]),
            Ok(IpAddr::V4(address)) => address.to_string(),
            Err(_) => address.to_owned(),
        }
    }

    /// The language that the caller reads.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What the function stands on.
    pub fn env(&self) -> &Environment {
        &self.env
    }

    /// The table.
    pub fn table(&self) -> Table {
        self.env.table()
    }

    /// The bucket that browsers write.
    pub fn staging(&self) -> Staging {
        self.env.staging()
    }

    /// The bucket that no browser reaches.
    pub fn vault(&self) -> Vault {
        self.env.vault()
    }

    /// The bucket of delivered submissions.
    pub fn outbox(&self) -> Outbox {
        self.env.outbox()
    }
}

/// The longest `Idempotency-Key`, in characters.
const MAX_KEY: usize = 200;

/// Which field serde means, and what is wrong with it; nothing where it is the whole, which has a
/// field twice.
fn sort(path: &str, said: &str) -> Option<(String, FieldCode)> {
    let named = |text: &str| text.split('`').nth(1).map(str::to_owned);
    let within = |field: String| match path {
        "." | "" | "?" => field,
        outer => format!("{outer}.{field}"),
    };
    if said.starts_with("missing field") {
        return Some((named(said).map_or(path.to_owned(), within), FieldCode::Missing));
    }
    let code = match said {
        _ if said.starts_with("unknown field") => FieldCode::Unexpected,
        _ if said.starts_with("unknown variant") => FieldCode::UnknownValue,
        _ if said.starts_with("invalid type: null") => FieldCode::Missing,
        _ if said.starts_with("invalid type") => FieldCode::WrongType,
        _ if said.starts_with("invalid value") => FieldCode::OutOfRange,
        _ => FieldCode::Malformed,
    };
    (!matches!(path, "." | "" | "?")).then(|| (path.to_owned(), code))
}
