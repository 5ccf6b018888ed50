/// The variable that names the part which is broken in this process.
pub const BROKEN: &str = "BROKEN";

/// Breaks what the environment names.
#[allow(clippy::disallowed_methods, reason = "whoever starts this process says what is broken")]
pub fn begin() {
    if let Ok(name) = std::env::var(BROKEN) {
        portfolio::break_everywhere(name);
    }
}
