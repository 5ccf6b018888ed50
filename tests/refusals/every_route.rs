use portfolio::account::Role;
use runtime::{Callers, Function, Route};
use serde_json::json;

use super::provocation::reads_well;
use crate::support::{Actor, INITIAL_PASSWORD, OTHER_SCHOOL, Request, State, World, account};

/// A code that follows from the form of a route, and how a request that would succeed is spoilt so
/// that it is refused with it. None where the route's form does not lead to the code.
struct Rule {
    code: &'static str,
    spoil: fn(&Spoilt<'_>) -> Option<Vec<Request>>,
}

/// What there is to spoil.
struct Spoilt<'a> {
    route: &'a Route,
    request: Request,
    strangers: &'a Strangers,
}

const RULES: [Rule; 7] = [
    Rule { code: "session.required", spoil: without_session },
    Rule { code: "session.activation_required", spoil: before_activation },
    Rule { code: "forbidden", spoil: in_another_role },
    Rule { code: "not_found", spoil: of_another },
    Rule { code: "input.too_large", spoil: too_large },
    Rule { code: "input.malformed", spoil: malformed },
    Rule { code: "input.invalid", spoil: invalid },
];

/// What these rules provoke.
pub fn provoked() -> impl Iterator<Item = (&'static str, &'static str)> {
    let strangers = Strangers::default();
    functions::all().flat_map(move |function| {
        let Some(route) = function.route() else { return Vec::new() };
        let request = Request::new(route.method.name(), route.path);
        let spoilt = Spoilt { route, request, strangers: &strangers };
        let rules = RULES.iter().filter(|rule| (rule.spoil)(&spoilt).is_some());
        rules.map(|rule| (function.name, rule.code)).collect::<Vec<_>>()
    })
}

/// Tokens of people who should not call.
#[derive(Default)]
struct Strangers {
    activating: String,
    /// By their user names, with their roles.
    others: Vec<(Vec<Role>, String)>,
}

impl Strangers {
    async fn of(world: &World) -> Self {
        let first = json!({ "username": "new-student", "password": INITIAL_PASSWORD });
        let activating = world.call("POST", "/api/session", None, Some(first)).await.expect(200);
        let mut others = Vec::new();
        for (role, username) in [
            (Role::Student, "student-4"),
            (Role::UniversityDepartment, "university"),
            (Role::CourseTeacher, "colleague"),
        ] {
            others.push((vec![role], Actor::sign_in(world, username).await.token().await));
        }
        let activating = activating["access_token"].as_str().expect("a token").to_owned();
        Self { activating, others }
    }
}

fn without_session(it: &Spoilt<'_>) -> Option<Vec<Request>> {
    let asks = it.route.callers != Callers::Anyone;
    let none = it.request.clone().without("authorization");
    let wrong = none.clone().bearer("eyJhbGciOiJub25lIn0.e30.");
    asks.then(|| vec![none, wrong])
}

fn before_activation(it: &Spoilt<'_>) -> Option<Vec<Request>> {
    let Callers::SignedIn(_) = it.route.callers else { return None };
    Some(vec![it.request.clone().bearer(&it.strangers.activating)])
}

fn in_another_role(it: &Spoilt<'_>) -> Option<Vec<Request>> {
    let Callers::SignedIn(roles) = it.route.callers else { return None };
    if Role::ALL.iter().all(|role| roles.contains(role)) {
        return None;
    }
    let others = it.strangers.others.iter();
    let outside = others.filter(|(has, _)| has.iter().all(|role| !roles.contains(role)));
    Some(outside.map(|(_, token)| it.request.clone().bearer(token)).collect())
}

/// Each name in the path in turn is another school's, another's or nobody's.
fn of_another(it: &Spoilt<'_>) -> Option<Vec<Request>> {
    let Callers::SignedIn(_) = it.route.callers else { return None };
    let (path, query) = it.request.path.split_once('?').unwrap_or((&it.request.path, ""));
    let parts: Vec<&str> = path.split('/').collect();
    let mut spoilt = Vec::new();
    for (at, name) in it.route.path.split('/').enumerate() {
        for another in another(name, parts[at]) {
            let mut parts = parts.clone();
            parts[at] = &another;
            spoilt.push(it.request.clone().to(&format!("{}?{query}", parts.join("/"))));
        }
    }
    (!spoilt.is_empty()).then_some(spoilt)
}

fn another(name: &str, stands: &str) -> Vec<String> {
    let unknown = || {
        let kept = stands.len().saturating_sub(12);
        format!("{}ffffffffffff", &stands[..kept])
    };
    match name {
        "{school}" => vec![OTHER_SCHOOL.to_owned(), "000000".to_owned()],
        "{student}" => vec![account("other-student").to_string(), unknown()],
        "{outcome}" | "{performance}" | "{file}" | "{batch}" | "{report}" => {
            vec![unknown(), "1".to_owned()]
        }
        _ if name.starts_with('{') => vec!["-".to_owned()],
        _ => Vec::new(),
    }
}

fn too_large(it: &Spoilt<'_>) -> Option<Vec<Request>> {
    Some(vec![it.request.clone().bytes(vec![b' '; 256 * 1024 + 1])])
}

fn malformed(it: &Spoilt<'_>) -> Option<Vec<Request>> {
    it.route.body?;
    Some(["", "{", "[", "not JSON"].map(|body| it.request.clone().bytes(body)).into())
}

fn invalid(it: &Spoilt<'_>) -> Option<Vec<Request>> {
    if it.route.body.is_some() {
        return Some(vec![it.request.clone().bytes("{}")]);
    }
    let path = it.request.path.split('?').next().unwrap_or_default();
    let parsed = it.route.query.iter().filter(|name| **name != "class");
    let spoilt: Vec<_> =
        parsed.map(|name| it.request.clone().to(&format!("{path}?{name}=%00"))).collect();
    (!spoilt.is_empty()).then_some(spoilt)
}

/// Spoils a request that would succeed in every way that leads to a refusal, and leaves everything
/// as it was.
pub async fn hold(world: &World, function: &Function, route: &Route, request: &Request) {
    let strangers = Strangers::of(world).await;
    let before = State::of(world).await;
    let spoilt = Spoilt { route, request: request.clone(), strangers: &strangers };
    for rule in &RULES {
        for request in (rule.spoil)(&spoilt).unwrap_or_default() {
            let answer = world.ask(&request).await;
            let who = format!("{} {} {}", function.name, rule.code, request.path);
            assert_eq!(answer.code(), rule.code, "{who}: {:#}", answer.body);
            reads_well(&answer, &who);
        }
    }
    let changed = before.changed(&State::of(world).await);
    assert_eq!(changed, [""; 0], "{} refuses, and half does", function.name);
}
