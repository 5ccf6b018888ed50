use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use local::cloud::{CallInfo, Fault, Service};
use runtime::{Function, Route};

use super::provocation::reads_well;
use crate::support::{Request, State, World};

/// Calls of the cloud that no function of a route makes so many of.
const ENOUGH: usize = 40;

/// What is provoked here: every route of a function that needs the cloud.
pub fn provoked() -> impl Iterator<Item = (&'static str, &'static str)> {
    let needing = functions::all().filter(|function| !function.needs.is_empty());
    needing.filter(|function| function.route().is_some()).map(|it| (it.name, "unavailable"))
}

/// From one call of the function on the cloud does not answer any more.
#[derive(Default)]
struct Outage {
    made: AtomicUsize,
    met: AtomicBool,
    wrote: AtomicBool,
}

impl Outage {
    fn fault(&self, after: usize, call: &CallInfo) -> Option<Fault> {
        if self.made.fetch_add(1, Ordering::SeqCst) >= after {
            self.met.store(true, Ordering::SeqCst);
            return Some(Fault::FailBefore);
        }
        if writes(call) {
            self.wrote.store(true, Ordering::SeqCst);
        }
        None
    }
}

fn writes(call: &CallInfo) -> bool {
    match call.service {
        Service::DynamoDb => {
            !matches!(call.operation.as_str(), "GetItem" | "BatchGetItem" | "Query")
        }
        Service::S3 => !call.operation.starts_with("GET") && !call.operation.starts_with("HEAD"),
        Service::SecretsManager => false,
        Service::Ses | Service::Sqs => true,
    }
}

/// Lets the cloud fall silent at the first call of the function, at the second, and so on; before
/// each the function begins anew and fetches its keys too. Whatever fails is said in the API's own
/// words, nothing is half done before the first write, and what was refused can be repeated until
/// it succeeds.
pub async fn hold(world: &World, function: &Function, route: &Route, request: &Request) {
    let name = function.name;
    for after in 0..ENOUGH {
        let before = State::of(world).await;
        let outage = Arc::new(Outage::default());
        let falls = outage.clone();
        world.cloud().faults.inject(move |call| {
            (call.function == Some(name)).then(|| falls.fault(after, call)).flatten()
        });
        let answer = world.cold().ask(request).await;
        world.cloud().faults.clear();
        let who = format!("{name}, silent after {after} calls");
        if !outage.met.load(Ordering::SeqCst) {
            let idle = after == 0 && !function.needs.is_empty();
            assert!(!idle, "{name} does not use what it needs");
            assert_eq!(answer.status, route.status, "{who}: {:#}", answer.body);
            return;
        }
        // What is not worth a refusal, such as the note of a look, may be lost.
        if answer.status != route.status {
            assert_eq!(answer.code(), "unavailable", "{who}: {:#}", answer.body);
            reads_well(&answer, &who);
            if !outage.wrote.load(Ordering::SeqCst) {
                assert_eq!(before.changed(&State::of(world).await), [""; 0], "{who}");
            }
        }
    }
    panic!("{name} calls the cloud more than {ENOUGH} times");
}
