use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Starts the log: JSON lines on standard error, one span per call.
pub fn start_logging(default_level: &str) {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default_level));
    let lines = fmt::layer().json().flatten_event(true).with_writer(std::io::stderr);
    // A second start (tests in one process) keeps the first.
    drop(tracing_subscriber::registry().with(filter).with(lines).try_init());
}
