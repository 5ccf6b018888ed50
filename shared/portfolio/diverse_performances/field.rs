/// The longest name of a thing, a place or an organisation, in characters. Ours: of the widths of
/// the columns only that of 內容簡述 is public.
pub const NAME_CHARACTERS: usize = 100;

/// The longest short entry (a post, an award, a score), in characters. Ours.
pub const NOTE_CHARACTERS: usize = 50;

/// The longest code of a table that the ministry keeps, in characters. Ours.
pub const CODE_CHARACTERS: usize = 20;

/// The most hours (時數) that one entry can have. Ours: a year has 8,784 hours.
pub const MAX_HOURS: i64 = 8_784;

/// The most periods (節數) of group activity in one semester. Ours.
pub const MAX_PERIODS: i64 = 999;

/// The most periods a week (每週節數) of flexible learning. Ours: five days of ten periods.
pub const MAX_PERIODS_PER_WEEK: i64 = 50;

/// The most weeks (開設週數) of flexible learning in one semester. Ours: half a year.
pub const MAX_WEEKS: i64 = 26;

/// The most credits (學分數) of one advanced course. Ours.
pub const MAX_CREDITS: i64 = 99;

/// One field of a kind of performance.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// The title in 中文. Unless [`Content::Semester`], it is also the title of the column.
    pub title: &'static str,
    /// The title in English.
    pub title_en: &'static str,
    /// What may stand in it.
    pub content: Content,
    /// Whether it may be left out. Which columns the ministry demands is not public: we demand
    /// those without which a row says nothing, and 內容簡述, which the rules demand.
    pub required: bool,
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy)]
pub enum Content {
    /// One line of text.
    Text {
        /// Unicode scalar values after NFC.
        max_characters: usize,
        /// Whether line breaks are taken as spaces, as in 內容簡述, or refused.
        folds_lines: bool,
    },
    /// A number. The `-1` that old rosters write for "none" is not accepted: the field is left out.
    Number {
        /// The largest; the smallest is 0.
        max: i64,
        /// How many decimal places it may have, 0 or 1.
        decimals: u8,
        /// What is counted, in 中文 and in English.
        unit: Hint,
    },
    /// A date of the calendar, `2026-11-23`.
    Date,
    /// A code of a table that is not public: whatever the school's own list says.
    Code {
        /// Letters, digits, `-`, `_` and `.`
        max_characters: usize,
        /// Where the student finds the code.
        hint: Hint,
    },
    /// One of the values of a table that is known.
    Choice(&'static [Choice]),
    /// A semester, `1151`; two columns of the roster.
    Semester {
        /// The column of the school year.
        year_column: &'static str,
        /// The column of the half, 1 or 2.
        term_column: &'static str,
    },
}

/// A word to the reader in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// 中文
    pub zh: &'static str,
    /// English
    pub en: &'static str,
}

/// One value of a known table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The code, on the wire and in the roster.
    pub value: &'static str,
    /// What it means, in 中文.
    pub title: &'static str,
    /// What it means, in English.
    pub title_en: &'static str,
}

impl Content {
    /// The name of the type on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Number { .. } => "number",
            Self::Date => "date",
            Self::Code { .. } => "code",
            Self::Choice(_) => "choice",
            Self::Semester { .. } => "semester",
        }
    }
}

impl Field {
    /// The titles of its columns in the roster: one, or two for a semester.
    pub fn columns(&self) -> Vec<&'static str> {
        match self.content {
            Content::Semester { year_column, term_column } => vec![year_column, term_column],
            _ => vec![self.title],
        }
    }
}
