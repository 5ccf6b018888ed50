use std::time::Duration;

use jiff::Timestamp;
use runtime::{Failure, Function};

use super::sim::Sim;
use crate::support::{Answer, CONTRACT, Request, function_of};

/// Which answers of a call are foreseen: those that the API document promises, and that something is
/// not available only where the weather made it so.
pub struct Foreseen {
    sim: Sim,
    function: &'static Function,
    began: Timestamp,
    disturbed: u64,
}

impl Foreseen {
    /// The call is about to be made.
    pub fn begin(sim: &Sim, request: &Request) -> Self {
        let function = function_of(request.method, &request.path);
        let function = function.unwrap_or_else(|| panic!("{} is no route", request.path));
        Self::of(sim, function)
    }

    /// The function is about to be called.
    pub fn of(sim: &Sim, function: &'static Function) -> Self {
        sim.tally.called(function.name);
        let disturbed = sim.weather.disturbed(function.name);
        Self { sim: sim.clone(), function, began: sim.scheduler.clock.now(), disturbed }
    }

    /// It was answered.
    pub fn check(&self, answer: &Answer) {
        let name = self.function.name;
        if answer.status >= 500 {
            assert!(self.was_disturbed(), "{name} answered {:#} in fair weather", answer.body);
        } else if let Err(wrong) = CONTRACT.check(name, answer) {
            panic!("{name} answered what it does not promise: {wrong}");
        }
        if answer.status < 300 {
            self.sim.tally.succeeded(name);
        }
    }

    /// What nobody waits for has ended.
    pub fn ended(&self, outcome: Result<(), Failure>) {
        let name = self.function.name;
        match outcome {
            Ok(()) => self.sim.tally.succeeded(name),
            Err(failure) => {
                assert!(self.was_disturbed(), "{name} failed in fair weather: {failure}")
            }
        }
    }

    fn was_disturbed(&self) -> bool {
        let took = self.sim.scheduler.clock.now().duration_since(self.began);
        let most = Duration::from_secs(u64::from(self.function.timeout_s));
        took.unsigned_abs() >= most
            || self.sim.weather.disturbed(self.function.name) > self.disturbed
    }
}
