//! What a function stands on: its declaration, the call, the reply, the problem; the clock, the
//! configuration, the keys; and the two ways in, Lambda and the local system.

mod call;
mod clock;
mod config;
mod environment;
mod function;
mod invoke;
mod list;
mod logging;
mod problem;
mod queues;
mod receiver;
mod reply;
mod secrets;
mod serve;
mod tokens;
mod viewer_header;
mod wire_time;

pub use call::Call;
pub use clock::{Clock, Ids};
pub use config::{Config, ConfigError};
pub use environment::{Environment, StartError};
pub use function::{
    Bucket, Callers, Failure, Function, HandlerFuture, Message, MessageFuture, Method, Need, Queue,
    Route, SchemaOf, Secret, TableAction, Tick, TickFuture, Trigger, is_of_bucket, schema,
};
pub use invoke::{TOKEN_COOKIE, batch, refuse, respond, schedule};
pub use list::Listed;
pub use logging::{log_lines, start_logging};
pub use problem::{Language, Problem, catalogue};
pub use queues::Queues;
pub use receiver::{Parcel, Receiver};
pub use reply::Reply;
pub use secrets::{
    Keyed, PublicKey, SchoolKey, Sealer, SecretError, Secrets, Signer, verify, verify_password,
};
pub use secrets::{hash_password, spend_password_time};
pub use serve::serve;
pub use tokens::{AccessToken, ActivationToken, Claims, RefreshToken, TokenKeys, Verifier};
pub use viewer_header::ViewerHeader;
pub use wire_time::wire_time;
