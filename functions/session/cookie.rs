use jiff::Timestamp;
use portfolio::mutant;
use runtime::{Call, Problem, RefreshToken, TOKEN_COOKIE};

/// The header that sets the refresh token, for scripts of the page out of reach and for other sites
/// never sent.
pub fn set(call: &Call, token: &str, ends_at: Timestamp) -> String {
    let seconds = ends_at.duration_since(call.now()).as_secs().max(0);
    spell(call, token, seconds)
}

/// The header that removes it.
pub fn clear(call: &Call) -> String {
    spell(call, "", 0)
}

fn spell(call: &Call, token: &str, seconds: i64) -> String {
    let [secure, plain] = TOKEN_COOKIE;
    let rest = format!("HttpOnly; SameSite=Strict; Max-Age={seconds}");
    if call.env().config.is_https() {
        format!("{secure}={token}; Path=/; Secure; {rest}")
    } else {
        format!("{plain}={token}; Path=/; {rest}")
    }
}

/// The refresh token of the call, if it was written here and the call comes from a page of ours.
pub fn token(call: &Call) -> Result<RefreshToken, Problem> {
    check_origin(call)?;
    let [secure, plain] = TOKEN_COOKIE;
    let name = if call.env().config.is_https() { secure } else { plain };
    let written = call.cookie(name).ok_or(Problem::new("session.required"))?;
    let token = call.env().secrets.tokens()?.read_refresh(written);
    token.ok_or(Problem::new("session.required"))
}

/// Refuses a call from a page that is not ours: it could open its own session in somebody else's
/// browser, or end one.
pub fn check_origin(call: &Call) -> Result<(), Problem> {
    let ours = is_our_origin(call) || mutant("take-any-origin");
    if ours { Ok(()) } else { Err(Problem::new("session.origin_refused")) }
}

/// Browsers name the page's origin on every request that can change something. One that is not
/// named comes from no browser, and brings no cookie it was not given.
fn is_our_origin(call: &Call) -> bool {
    let Some(origin) = call.header("origin") else { return true };
    let host = call.header("host").unwrap_or_default();
    let same_host = origin.split_once("://").is_some_and(|(_, authority)| authority == host);
    origin == call.env().config.public_origin || !call.env().config.is_https() && same_host
}
