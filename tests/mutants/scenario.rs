use crate::support::World;

/// Plays a scenario in this thread alone, as only here something is broken.
pub fn played(scenario: impl AsyncFnOnce(&World) -> Result<(), String>) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let world = World::new().await;
        scenario(&world).await
    })
}

/// That a call is answered with this status.
pub fn answered(what: &str, status: u16, wanted: u16) -> Result<(), String> {
    (status == wanted).then_some(()).ok_or(format!("{what}: answered {status}, not {wanted}"))
}
