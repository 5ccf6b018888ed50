use jiff::Timestamp;
use portfolio::windows::WindowKind;
use runtime::wire_time;
use schemars::JsonSchema;
use serde::Serialize;
use store::items::WindowItem;

/// An operating window as the pages show it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WindowView {
    #[schemars(with = "String")]
    kind: WindowKind,
    /// A semester such as `1151`, or a school year such as `115`.
    period: String,
    opens_at: String,
    /// The first moment at which it is closed.
    closes_at: String,
    /// Whether it is open now.
    open: bool,
    version: u64,
}

impl WindowView {
    /// The window as it looks at this moment.
    pub fn at(window: &WindowItem, now: Timestamp) -> Self {
        Self {
            kind: window.kind,
            period: window.period.clone(),
            opens_at: wire_time(window.span.opens_at),
            closes_at: wire_time(window.span.closes_at),
            open: window.span.contains(now),
            version: window.version,
        }
    }
}
