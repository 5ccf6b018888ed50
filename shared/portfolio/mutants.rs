//! Parts of the system that a test breaks on purpose, one at a time, to see that it is noticed. The
//! build that is deployed has none: nothing in it can be broken so.

#[cfg(feature = "mutants")]
mod broken {
    use std::{cell::Cell, sync::OnceLock};

    static EVERYWHERE: OnceLock<String> = OnceLock::new();

    thread_local! {
        static BROKEN: Cell<Option<&'static str>> = const { Cell::new(None) };
    }

    /// Whether the part of this name is broken, in this thread or everywhere.
    pub fn mutant(name: &str) -> bool {
        BROKEN.get() == Some(name) || EVERYWHERE.get().is_some_and(|broken| broken == name)
    }

    /// From now on this part is broken in every thread. What is broken so stays broken.
    pub fn break_everywhere(name: String) {
        EVERYWHERE.get_or_init(|| name);
    }

    /// From now on just this part is broken, in this thread.
    pub fn break_only(name: Option<&'static str>) {
        BROKEN.set(name);
    }
}

#[cfg(feature = "mutants")]
pub use broken::{break_everywhere, break_only, mutant};

/// Whether the part of this name is broken: never.
#[cfg(not(feature = "mutants"))]
#[inline(always)]
pub const fn mutant(_name: &str) -> bool {
    false
}
