use runtime::{Function, Need, Trigger};

/// Whoever works beside the functions of the registry, such as a school's own systems: nothing calls it,
/// and it may do what it needs.
pub const fn outsider(name: &'static str, needs: &'static [Need]) -> Function {
    Function {
        name,
        term: "測試",
        summary: "Works beside the functions of the registry.",
        trigger: Trigger::Schedule {
            cron: "0 0 1 1 ? 2000",
            handle: |_| Box::pin(async { Ok(()) }),
        },
        needs,
        memory_mb: 128,
        timeout_s: 5,
    }
}
