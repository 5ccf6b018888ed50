use std::time::Duration;

use fastrand::Rng;
use runtime::Claims;
use serde_json::Value;

use super::{foreseen::Foreseen, kept, sim::Sim};
use crate::support::{Answer, Request};

/// Somebody's browser: asks, waits, and asks again with the same words where no answer comes.
pub struct Client {
    /// The city.
    pub sim: Sim,
    /// Who it is.
    pub name: &'static str,
    /// The account's id, as the wire prints it; empty for nobody.
    pub id: String,
    /// What this one does by chance.
    pub chance: Rng,
    /// Everything that was ever asked for, to be asked for again.
    pub asked: Vec<Request>,
    /// None for nobody.
    claims: Option<Claims>,
}

/// How often a request is sent before the user gives up.
const TRIES: usize = 4;

impl Client {
    /// Somebody of the fixture; without a name, nobody, who is not signed in.
    pub async fn new(sim: &Sim, name: &'static str) -> Self {
        Self::in_tab(sim, name, 0).await
    }

    /// The same in one of several tabs.
    pub async fn in_tab(sim: &Sim, name: &'static str, tab: usize) -> Self {
        let claims = match name {
            "" => None,
            name => Some(sim.claims(name).await),
        };
        let id = claims.as_ref().map(|claims| claims.actor.account.to_string());
        let id = id.unwrap_or_default();
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
        self.change(request).await
    }

    /// The same, put together before. Who is told that it is done looks at it now and then.
    pub async fn change(&mut self, request: Request) -> Option<Answer> {
        self.asked.push(request.clone());
        let answer = self.send(request.clone()).await?;
        let shown = kept::shown_at(&request, &answer).filter(|_| answer.status < 300);
        if let Some(path) = shown.filter(|_| self.chance.u32(..4) == 0) {
            self.get(&path).await;
        }
        Some(answer)
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
    pub async fn send(&mut self, request: Request) -> Option<Answer> {
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
        let mut request = request.clone();
        if let Some(claims) = &self.claims {
            request = request.bearer(&self.sim.token(claims));
        }
        let (sim, world) = (self.sim.clone(), self.sim.world());
        let fate = if sim.weather.is_calm() { 99 } else { self.chance.u32(..100) };
        sim.ledger.tries(&request);
        let (asked, changed) = (sim.kept.tries(&request), sim.sessions.changed());
        sim.sessions.tries(&self.id, &request);
        let foreseen = Foreseen::begin(&sim, &request);
        match fate {
            0..3 => None,
            // The connection breaks: the request goes on, its answer comes to nobody.
            3..9 => {
                sim.leave(tokio::spawn(async move {
                    let answer = world.ask(&request).await;
                    foreseen.check(&answer);
                }));
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
                foreseen.check(&answer);
                sim.ledger.hears(&request, &answer);
                sim.kept.hears(self.name, asked, &request, &answer);
                sim.sessions.hears(&self.id, &request, &answer, &changed);
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
