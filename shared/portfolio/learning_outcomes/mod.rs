//! Learning outcomes (課程學習成果) and their certification (認證).

mod content;
mod count;
mod phrases;
mod state;

pub use content::{Content, check_content, check_reason};
pub use count::{LimitReached, OutcomeCount};
pub use phrases::{MOST_PHRASES, PHRASE_CHARACTERS, check_phrases};
pub use state::{Decision, OutcomeState, WrongState, decide, edit, request, take_back, withdraw};
