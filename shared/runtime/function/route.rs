use std::{future::Future, pin::Pin};

use portfolio::account::Role;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::{Call, Problem, Reply};

/// What a handler of a route returns.
pub type HandlerFuture = Pin<Box<dyn Future<Output = Result<Reply, Problem>> + Send>>;

/// How the schema of a wire type is asked for.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// The schema of a wire type.
pub fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// A route of the API.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path with its parameters, for example `/api/students/{student}/courses`.
    pub path: &'static str,
    /// Who may call it.
    pub callers: Callers,
    /// The names of the parameters that may stand behind the path.
    pub query: &'static [&'static str],
    /// What is sent, where something is.
    pub body: Option<SchemaOf>,
    /// The status of success.
    pub status: u16,
    /// What is answered, where something is.
    pub answer: Option<SchemaOf>,
    /// The codes of its own refusals, beyond those that follow from the rest; see
    /// [`Function::codes`](crate::Function::codes).
    pub refusals: &'static [&'static str],
    /// The handler.
    pub handle: fn(Call) -> HandlerFuture,
}

impl Route {
    /// Whether a call can carry an `Idempotency-Key`: where it makes something, or lets it begin.
    pub fn takes_idempotency_key(&self) -> bool {
        self.method == Method::Post && matches!(self.status, 201 | 202)
    }
}

/// The methods in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes something new, or lets something happen.
    Post,
    /// Puts something in its place.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// As HTTP writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callers {
    /// Everybody, without a token.
    Anyone,
    /// Somebody who signed in with an initial password.
    Activating,
    /// Somebody who is signed in and has one of the roles.
    SignedIn(&'static [Role]),
}
