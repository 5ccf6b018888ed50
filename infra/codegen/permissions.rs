use portfolio::account::Role;
use runtime::{Callers, Function};

/// Whether a role may call a route at all. What it may see there, the stored facts decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// The function's name.
    pub function: &'static str,
    /// The role.
    pub role: Role,
    /// Whether the route lets it in.
    pub allowed: bool,
}

/// Every route with every role.
pub fn matrix() -> Vec<Permission> {
    let routes = functions::all().filter_map(|function| Some((function, function.route()?)));
    let of_route = |(function, route): (&'static Function, &runtime::Route)| {
        let callers = route.callers;
        let permission = move |role| Permission {
            function: function.name,
            role,
            allowed: is_allowed(callers, role),
        };
        Role::ALL.into_iter().map(permission)
    };
    routes.flat_map(of_route).collect()
}

fn is_allowed(callers: Callers, role: Role) -> bool {
    match callers {
        Callers::Anyone => true,
        Callers::Activating => false,
        Callers::SignedIn(roles) => roles.contains(&role),
    }
}

/// The matrix as a page: who may call what, and what each function may do in the cloud.
pub fn markdown() -> String {
    let mut page = String::from(HEAD);
    page += "| function | route |";
    for role in Role::ALL {
        page += &format!(" {} |", role.name().replace('_', " "));
    }
    page += " without sign-in | with an activation token |\n|---|---|";
    page += &":-:|".repeat(Role::ALL.len() + 2);
    for function in functions::all() {
        let Some(route) = function.route() else { continue };
        page += &format!("\n| `{}` | `{} {}` |", function.name, route.method.name(), route.path);
        for role in Role::ALL {
            page += mark(is_allowed(route.callers, role));
        }
        page += mark(route.callers == Callers::Anyone);
        page += mark(matches!(route.callers, Callers::Anyone | Callers::Activating));
    }
    page += CLOUD;
    for function in functions::all() {
        let needs: Vec<String> =
            function.needs.iter().map(|need| format!("`{}`", need_name(need))).collect();
        page += &format!("\n| `{}` | {} |", function.name, needs.join(" "));
    }
    page + "\n"
}

fn mark(allowed: bool) -> &'static str {
    if allowed { " ● |" } else { "  |" }
}

fn need_name(need: &runtime::Need) -> String {
    use runtime::Need;
    match need {
        Need::Table(action) => format!("table.{}", action.name()),
        Need::Secret(secret) => format!("secret.{}", secret.name()),
        Need::Send(queue) => format!("send.{}", queue.name()),
        Need::StagingPresign => "staging.presign".to_owned(),
        Need::StagingRead => "staging.read".to_owned(),
        Need::VaultCopyIn => "vault.copy_in".to_owned(),
        Need::VaultPresignGet => "vault.presign_get".to_owned(),
        Need::VaultRead => "vault.read".to_owned(),
        Need::VaultHold => "vault.hold".to_owned(),
        Need::VaultCollect => "vault.collect".to_owned(),
        Need::VaultSurvey => "vault.survey".to_owned(),
        Need::OutboxPresignGet => "outbox.presign_get".to_owned(),
        Need::OutboxWrite => "outbox.write".to_owned(),
        Need::Deliver => "deliver".to_owned(),
        Need::Mail => "mail".to_owned(),
    }
}

const HEAD: &str = "\
<!-- Written by `cargo run -p codegen` from the registry. Edits are lost. -->
# Who may call what

● means that the route lets the role in. What it finds there is decided by the stored facts: a
student sees only what is the student's own, a teacher the classes and courses that are the
teacher's, everybody only the own school. Everything else is answered 403 or 404.

";

const CLOUD: &str = "

# What each function may do in the cloud

The statements of the function's own role; nothing else is allowed to it.

| function | needs |
|---|---|";
