use crate::FieldProblem;

/// Why a rule says no. Every rule has its own small enum; this is what they have in common.
pub trait Refusal {
    /// The stable code that outsiders may rely on, for example `quota.exceeded`.
    fn code(&self) -> &'static str;

    /// Figures that belong to the answer, for example `free_bytes`. Sizes are in bytes, durations
    /// in seconds.
    fn facts(&self) -> Vec<(&'static str, i64)> {
        Vec::new()
    }

    /// What only the log may say of it.
    fn inside(&self) -> Option<String> {
        None
    }

    /// The fields that are wrong, where the refusal is about input.
    fn fields(&self) -> Vec<FieldProblem> {
        Vec::new()
    }
}

/// Input of which one or more fields are wrong: `input.invalid`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid(pub Vec<FieldProblem>);

impl Invalid {
    /// `Ok` where nothing was found wrong.
    pub fn unless_empty(problems: Vec<FieldProblem>) -> Result<(), Self> {
        if problems.is_empty() { Ok(()) } else { Err(Self(problems)) }
    }
}

impl Refusal for Invalid {
    fn code(&self) -> &'static str {
        "input.invalid"
    }

    fn fields(&self) -> Vec<FieldProblem> {
        self.0.clone()
    }
}
