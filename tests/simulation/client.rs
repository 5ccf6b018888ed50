use std::time::Duration;

use fastrand::Rng;
use runtime::Claims;
use serde_json::Value;

use super::sim::Sim;
use crate::support::{Answer, Request};

/// Somebody's browser: asks, waits, and asks again with the same words where no answer comes.
pub struct Client {
    /// The city.
    pub sim: Sim,
    /// Who it is.
    pub name: &'static str,
    /// The account's id, as the wire prints it.
    pub id: String,
    /// What this one does by chance.
    pub chance: Rng,
    /// Everything that was ever asked for, to be asked for again.
    pub asked: Vec<Request>,
    claims: Claims,
}

/// How often a request is sent before the user gives up.
const TRIES: usize = 4;

impl Client {
    /// Somebody of the fixture.
    pub async fn new(sim: &Sim, name: &'static str) -> Self {
        Self::in_tab(sim, name, 0).await
    }

    /// The same in one of several tabs.
    pub async fn in_tab(sim: &Sim, name: &'static str, tab: usize) -> Self {
        let claims = sim.claims(name).await;
        let id = claims.actor.account.to_string();
        let (sim, chance) = (sim.clone(), sim.chance(&format!("{name} {tab}")));
        Self { sim, name, id, chance, asked: Vec::new(), claims }
    }

    /// `GET`.
    pub async fn get(&mut self, path: &str) -> Option<Value> {
        let answer = self.send(self.request("GET", path, None, None)).await?;
        (answer.status == 200).then_some(answer.body)
    }

    /// A request that changes something. `{me}` in the path is the account's id.
    pub async fn ask(
        &mut self,
        method: &'static str,
        path: &str,
        body: Option<Value>,
        key: Option<String>,
    ) -> Option<Answer> {
        let request = self.request(method, path, body, key);
        self.asked.push(request.clone());
        self.send(request).await
    }

    /// Sends something again that was sent before, whatever became of it.
    pub async fn repeat(&mut self) {
        if !self.asked.is_empty() {
            let request = self.asked[self.chance.usize(..self.asked.len())].clone();
            self.send(request).await;
        }
    }

    fn request(
        &self,
        method: &'static str,
        path: &str,
        body: Option<Value>,
        key: Option<String>,
    ) -> Request {
        let request = Request::new(method, &path.replace("{me}", &self.id)).json(body);
        match key {
            Some(key) => request.header("idempotency-key", &format!("{} {key}", self.name)),
            None => request,
        }
    }

    /// None where no answer came, however often it was tried.
    async fn send(&mut self, request: Request) -> Option<Answer> {
        for _ in 0..TRIES {
            if let Some(answer) = self.once(&request).await
                && !matches!(answer.status, 429 | 500..)
            {
                return Some(answer);
            }
            self.pause(1, 8).await;
        }
        None
    }

    async fn once(&mut self, request: &Request) -> Option<Answer> {
        self.sim.scheduler.turn(self.name).await;
        let request = request.clone().bearer(&self.sim.token(&self.claims));
        let (sim, world) = (self.sim.clone(), self.sim.world());
        let fate = if sim.weather.is_calm() { 99 } else { self.chance.u32(..100) };
        sim.ledger.tries(&request);
        match fate {
            0..3 => None,
            // The connection breaks: the request goes on, its answer comes to nobody.
            3..9 => {
                sim.leave(tokio::spawn(async move { drop(world.ask(&request).await) }));
                self.pause(1, 30).await;
                None
            }
            _ => {
                let answer = world.ask(&request).await;
                sim.trace.note(|| {
                    let Request { method, path, .. } = &request;
                    let body = super::trace::digest(answer.body.to_string().as_bytes());
                    format!(
                        "{} {method} {path} -> {} {} {body}",
                        self.name,
                        answer.status,
                        answer.code()
                    )
                });
                sim.ledger.hears(&request, &answer);
                Some(answer)
            }
        }
    }

    /// Thinks for some seconds.
    pub async fn pause(&mut self, from: u64, to: u64) {
        let time = Duration::from_millis(self.chance.u64(from * 1000..=to * 1000));
        self.sim.scheduler.sleep(time).await;
    }

    /// Mostly goes on at once, and sometimes does something else for an hour.
    pub async fn dawdle(&mut self) {
        match self.chance.u32(..20) {
            0 => self.pause(20 * 60, 100 * 60).await,
            1..4 => self.pause(60, 20 * 60).await,
            _ => self.pause(0, 10).await,
        }
    }
}
