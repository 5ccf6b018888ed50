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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::days_after;

    proptest! {
        #[test]
        fn a_date_is_read_back_from_the_roster_and_stands_in_its_order(
            one in 0_i32..36_500, other in 0_i32..36_500,
        ) {
            let [one, other] = [one, other].map(|days| days_after(date(1990, 1, 1), days));
            let written = roster_date(one);
            prop_assert_eq!(written.replace('/', "-").parse::<Date>().unwrap(), one);
            prop_assert_eq!(written.cmp(&roster_date(other)), one.cmp(&other));
        }

        #[test]
        fn a_text_stands_in_its_cell_as_it_is_and_no_text_in_none(text in "[=+0-9學 ]{0,5}") {
            match Cell::text(text.as_str()) {
                Cell::Empty => prop_assert!(text.is_empty()),
                cell => prop_assert_eq!(cell, Cell::Text(text)),
            }
        }
    }
}
