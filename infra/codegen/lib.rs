//! What is written from the registry: the API document, the cloud's template, sample events and the
//! permission matrix. Generated text is committed; a stale copy fails the tests.
//!
//! Nothing here lists functions: a function appears everywhere by its declaration alone.

mod documents;
mod events;
mod openapi;
mod parameters;
mod permissions;
mod rules;
mod stacks;
mod template;
mod yaml;

pub use documents::{Document, documents, stale, superfluous, write};
pub use openapi::openapi;
pub use permissions::{Permission, matrix};
pub use rules::{
    ASK_EACH_TIME, CorsRule, FOR_EVER, NAMED_BY_CONTENT, SECURITY_HEADERS, STAGING_CORS,
    VAULT_CORS, content_security_policy,
};
pub use stacks::stacks;
pub use template::{replica, template};

/// Why the registry cannot be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritable(pub String);

impl std::fmt::Display for Unwritable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unwritable {}

/// Requests a second that the API takes, where the deployment says nothing else.
pub const API_RATE: u32 = 1000;
/// Requests that the API takes at once, likewise.
pub const API_BURST: u32 = 2000;

/// The most resources that CloudFormation takes in one stack.
pub const MAX_RESOURCES: usize = 500;
