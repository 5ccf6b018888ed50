use futures::future::BoxFuture;
use runtime::catalogue;

use crate::support::{Answer, Held, Request, State, World, function_of};

/// What brings the system to the call that is refused.
pub type Play = for<'w> fn(&'w World) -> BoxFuture<'w, Last>;

/// A refusal, and how somebody comes to it.
#[derive(Clone, Copy)]
pub struct Provocation {
    /// The function that refuses.
    pub function: &'static str,
    /// The code that it refuses with.
    pub code: &'static str,
    play: Play,
    leaves: &'static [&'static str],
}

/// A refusal that leaves nothing behind.
pub const fn provoke(function: &'static str, code: &'static str, play: Play) -> Provocation {
    Provocation { function, code, play, leaves: &[] }
}

impl Provocation {
    /// What the refusal changes on purpose: the beginnings of [`State`]'s names.
    pub const fn leaving(self, leaves: &'static [&'static str]) -> Self {
        Self { leaves, ..self }
    }

    /// Plays it, and holds the system to what it says.
    pub async fn hold(&self) {
        let world = World::new().await;
        let Last { request, meanwhile } = (self.play)(&world).await;
        let called = function_of(request.method, &request.path).map(|function| function.name);
        assert_eq!(called, Some(self.function), "{} {}", request.method, request.path);
        let mut before = State::of(&world).await;
        let answer = match meanwhile {
            None => world.ask(&request).await,
            Some(Meanwhile { operation, by }) => {
                let held = Held::before(&world, self.function, operation);
                let other = held.meanwhile(async {
                    let answer = world.ask(&by).await;
                    assert!(answer.status < 300, "the other call: {:#}", answer.body);
                    before = State::of(&world).await;
                });
                tokio::join!(world.ask(&request), other).0
            }
        };
        world.cloud().faults.clear();
        self.says(&answer);
        let changed = before.changed(&State::of(&world).await);
        let half_done: Vec<_> = changed
            .into_iter()
            .filter(|name| !self.leaves.iter().any(|left| name.starts_with(left)))
            .collect();
        assert_eq!(half_done, [""; 0], "{self} is refused, and half done");
    }

    fn says(&self, answer: &Answer) {
        let said = (answer.status, answer.code());
        let entry = catalogue::find(self.code).expect("a code of the catalogue");
        assert_eq!(said, (entry.status, self.code), "{self}: {:#}", answer.body);
        reads_well(answer, &self.to_string());
    }
}

/// A refusal as RFC 9457 and the catalogue want it: in the language of the city, and with the time to
/// try again where waiting helps.
pub fn reads_well(answer: &Answer, who: &str) {
    let entry = catalogue::find(answer.code());
    let entry = entry.unwrap_or_else(|| panic!("{who}: {:#}", answer.body));
    assert_eq!(answer.status, entry.status, "{who}");
    assert_eq!(answer.header("content-type"), "application/problem+json", "{who}");
    assert_eq!(answer.header("content-language"), "zh-TW", "{who}");
    assert_eq!(answer.body["title"], entry.chinese, "{who}");
    assert_eq!(answer.body["type"], format!("/problems/{}", entry.code), "{who}");
    if matches!(entry.status, 429 | 503) {
        let seconds: i64 = answer.header("retry-after").parse().expect("seconds");
        assert!(seconds >= 1, "{who}: {seconds}");
    }
    if entry.code == "input.invalid" {
        let fields = answer.body["fields"].as_array().map_or(0, Vec::len);
        assert!(fields > 0, "{who} names no field");
    }
}

impl std::fmt::Display for Provocation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.function, self.code)
    }
}

/// The call that is refused.
pub struct Last {
    /// The call.
    pub request: Request,
    meanwhile: Option<Meanwhile>,
}

impl From<Request> for Last {
    fn from(request: Request) -> Self {
        Self { request, meanwhile: None }
    }
}

impl Last {
    /// While the function is about to do this operation of the table for the first time, somebody
    /// else calls: a race that is always lost.
    pub fn overtaken(self, operation: &'static str, by: Request) -> Self {
        Self { meanwhile: Some(Meanwhile { operation, by }), ..self }
    }
}

struct Meanwhile {
    operation: &'static str,
    by: Request,
}

/// Plays a table.
pub async fn hold_all(provocations: &[Provocation]) {
    for provocation in provocations {
        provocation.hold().await;
    }
}
