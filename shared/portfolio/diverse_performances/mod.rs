//! Diverse performances (多元表現): ten kinds, each with its own fields and its own sheet of the
//! roster that goes to the central database (學生自填多元表現名冊).
//!
//! One table ([`definition`]) says what a kind's fields are. The check of the input, the form on
//! the screen, the title in a list and the row of the roster are all read off that table.

mod cell;
mod definition;
mod description;
mod field;
mod kind;
mod line;
mod row;
#[cfg(test)]
mod samples;
mod sheets;
mod validation;
mod value;

pub use cell::{Cell, roster_date};
pub use definition::{Definition, definition};
pub use description::{ChoiceDescription, FieldDescription, KindDescription, describe};
pub use field::{
    CODE_CHARACTERS, Choice, Content, Field, Hint, MAX_CREDITS, MAX_HOURS, MAX_PERIODS,
    MAX_PERIODS_PER_WEEK, MAX_WEEKS, NAME_CHARACTERS, NOTE_CHARACTERS,
};
pub use kind::PerformanceKind;
pub(crate) use line::{fold_lines, is_line_break};
pub use row::{roster_cells, roster_columns, title_of};
pub use validation::{ValidatedFields, validate};
