use super::provocation::reads_well;
use crate::support::{Request, State, World};

/// What the gateway answers before any function is called. The last is provoked in `files/shed.rs`.
pub const CODES: [&str; 4] =
    ["method_not_allowed", "not_found", "input.too_large", "too_many_requests"];

/// Bytes that no event of Lambda takes (6 MB).
const BEYOND_LAMBDA: usize = 6 << 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_leads_to_no_function_is_refused_in_the_apis_own_words() {
    let world = World::new().await;
    let before = State::of(&world).await;
    let requests = [
        Request::new("PATCH", "/api/account"),
        Request::new("GET", "/api/nothing"),
        Request::new("POST", "/api/session").bytes(vec![b' '; BEYOND_LAMBDA]),
    ];
    for (request, code) in requests.into_iter().zip(CODES) {
        let answer = world.ask(&request).await;
        assert_eq!(answer.code(), code, "{:#}", answer.body);
        reads_well(&answer, code);
    }
    assert_eq!(before.changed(&State::of(&world).await), [""; 0]);
}
