//! The World: the whole system in this process, on a clock of the test's own. Real SDK clients,
//! real events, no network.

mod actor;
mod answer;
#[cfg(feature = "mutants")]
mod broken;
mod cast;
mod clock;
mod contract;
pub mod crowd;
mod fixture;
mod held;
pub mod items;
pub mod log;
mod outsider;
mod request;
mod routes;
mod snapshot;
mod state;
mod table;
mod tokens;
mod world;

pub use actor::Actor;
pub use answer::Answer;
#[cfg(feature = "mutants")]
pub use broken::BROKEN;
pub use cast::STAFF;
pub use clock::TestClock;
pub use contract::CONTRACT;
pub use fixture::{
    COURSE, INITIAL_PASSWORD, OTHER_COURSE, OTHER_SCHOOL, PASSWORD, SCHOOL, account,
};
pub use held::Held;
pub use log::Log;
pub use outsider::outsider;
pub use request::Request;
pub use routes::function_of;
pub use snapshot::Snapshot;
pub use state::State;
pub use table::Table;
pub use tokens::Tokens;
pub use world::World;
