use jiff::civil::Date;

/// What stands in one cell of a roster.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, also where it is made of digits: codes and identity numbers keep their zeros, and
    /// nothing that begins with `=` is ever a formula.
    Text(String),
    /// An amount: hours, periods, weeks, credits.
    Number(f64),
}

impl Cell {
    /// A cell with this text; empty for an empty text.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

/// A date as rosters write it, `2008/03/05`. The form that the central database demands of a
/// workbook is not public; this is the one that the exchange between schools uses.
///
/// ```
/// use portfolio::diverse_performances::roster_date;
/// assert_eq!(roster_date(jiff::civil::date(2008, 3, 5)), "2008/03/05");
/// ```
pub fn roster_date(date: Date) -> String {
    format!("{:04}/{:02}/{:02}", date.year(), date.month(), date.day())
}
