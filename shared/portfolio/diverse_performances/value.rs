use jiff::civil::Date;
use serde_json::{Number, Value};

use super::{Choice, Content, line::clean_line};
use crate::{FieldCode, SchoolYear, Semester};

/// Why a value cannot stand in its field, and the limit it passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unfit {
    pub code: FieldCode,
    pub limit: Option<i64>,
}

impl From<FieldCode> for Unfit {
    fn from(code: FieldCode) -> Self {
        Self { code, limit: None }
    }
}

/// The value as it is kept: text in NFC, numbers without needless decimals. `None` where there is
/// nothing but white space, which is what a form sends for a field that was left out.
pub(super) fn accept(content: &Content, value: &Value) -> Result<Option<Value>, Unfit> {
    if value.as_str().is_some_and(|text| text.trim().is_empty()) {
        return Ok(None);
    }
    if let Content::Number { max, decimals, .. } = content {
        return number(value, *max, *decimals).map(|number| Some(Value::Number(number)));
    }
    let text = value.as_str().ok_or(FieldCode::WrongType)?;
    let folds_lines = matches!(content, Content::Text { folds_lines: true, .. });
    let line = clean_line(text, folds_lines)?;
    match content {
        Content::Text { max_characters, .. } => at_most(&line, *max_characters)?,
        Content::Code { max_characters, .. } => code(&line, *max_characters)?,
        Content::Choice(choices) => one_of(&line, choices)?,
        Content::Date => drop(calendar_date(&line)?),
        Content::Semester { .. } => drop(semester(&line)?),
        Content::Number { .. } => {}
    }
    Ok(Some(Value::String(line)))
}

/// The date that an ISO 8601 text of ten characters names, within the years that a portfolio can
/// speak of.
pub(super) fn calendar_date(text: &str) -> Result<Date, FieldCode> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| match i {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    let date: Date = match text.parse() {
        Ok(date) if shape => date,
        _ => return Err(FieldCode::NotADate),
    };
    match SchoolYear::new(SchoolYear::of(date).number()) {
        Some(_) => Ok(date),
        None => Err(FieldCode::OutOfRange),
    }
}

fn semester(text: &str) -> Result<Semester, FieldCode> {
    text.parse().map_err(|_| FieldCode::Malformed)
}

fn at_most(line: &str, max_characters: usize) -> Result<(), Unfit> {
    if line.chars().count() <= max_characters {
        return Ok(());
    }
    Err(Unfit { code: FieldCode::TooLong, limit: i64::try_from(max_characters).ok() })
}

fn code(line: &str, max_characters: usize) -> Result<(), Unfit> {
    at_most(line, max_characters)?;
    let plain = line.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if plain { Ok(()) } else { Err(FieldCode::Malformed.into()) }
}

fn one_of(line: &str, choices: &[Choice]) -> Result<(), Unfit> {
    let known = choices.iter().any(|choice| choice.value == line);
    if known { Ok(()) } else { Err(FieldCode::UnknownValue.into()) }
}

fn number(value: &Value, max: i64, decimals: u8) -> Result<Number, Unfit> {
    let amount = value.as_f64().ok_or(FieldCode::WrongType)?;
    if amount < 0.0 {
        return Err(Unfit { code: FieldCode::OutOfRange, limit: Some(0) });
    }
    if amount > max as f64 {
        return Err(Unfit { code: FieldCode::OutOfRange, limit: Some(max) });
    }
    let scale = 10_f64.powi(i32::from(decimals));
    let scaled = (amount * scale).round();
    if (scaled / scale - amount).abs() > 1e-9 {
        return Err(FieldCode::Malformed.into());
    }
    let whole = scaled % scale == 0.0;
    let exact = if whole { None } else { Number::from_f64(scaled / scale) };
    // The range was checked above, so nothing is cut off.
    Ok(exact.unwrap_or_else(|| Number::from((scaled / scale) as i64)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use serde_json::json;

    use super::{
        super::{Hint, MAX_HOURS},
        *,
    };

    const HOURS: Content =
        Content::Number { max: MAX_HOURS, decimals: 1, unit: Hint { zh: "小時", en: "hours" } };
    const WEEKS: Content =
        Content::Number { max: 26, decimals: 0, unit: Hint { zh: "週", en: "weeks" } };
    const CODE: Content = Content::Code { max_characters: 5, hint: Hint { zh: "", en: "" } };

    fn refused(content: &Content, value: Value) -> (FieldCode, Option<i64>) {
        let Unfit { code, limit } = accept(content, &value).unwrap_err();
        (code, limit)
    }

    #[test]
    fn numbers_are_kept_without_needless_decimals() {
        for (given, kept) in [(json!(0), "0"), (json!(3.0), "3"), (json!(1.1), "1.1")] {
            assert_eq!(accept(&HOURS, &given).unwrap().unwrap().to_string(), kept);
        }
        assert_eq!(accept(&HOURS, &json!(8784)).unwrap(), Some(json!(8784)));
        assert_eq!(accept(&HOURS, &json!(-0.0)).unwrap(), Some(json!(0)));
    }

    #[test]
    fn numbers_outside_or_too_fine_are_refused() {
        assert_eq!(refused(&HOURS, json!(-1)), (FieldCode::OutOfRange, Some(0)));
        assert_eq!(refused(&HOURS, json!(8784.1)), (FieldCode::OutOfRange, Some(8784)));
        assert_eq!(refused(&HOURS, json!(1.25)), (FieldCode::Malformed, None));
        assert_eq!(refused(&WEEKS, json!(1.5)), (FieldCode::Malformed, None));
        assert_eq!(refused(&HOURS, json!("3")), (FieldCode::WrongType, None));
        assert_eq!(refused(&HOURS, json!(true)), (FieldCode::WrongType, None));
        assert_eq!(refused(&HOURS, json!(u64::MAX)), (FieldCode::OutOfRange, Some(8784)));
        assert_eq!(refused(&HOURS, json!(1e300)), (FieldCode::OutOfRange, Some(8784)));
    }

    #[test]
    fn dates_are_ten_characters_of_the_calendar() {
        assert_eq!(
            accept(&Content::Date, &json!("2026-11-23")).unwrap(),
            Some(json!("2026-11-23"))
        );
        for text in ["2026-02-29", "20261123", "2026-11-23T08:00", "26-11-23", "2026/11/23", "今天"]
        {
            assert_eq!(refused(&Content::Date, json!(text)).0, FieldCode::NotADate, "{text}");
        }
        for text in ["0202-11-23", "1999-01-01", "9999-12-31"] {
            assert_eq!(refused(&Content::Date, json!(text)).0, FieldCode::OutOfRange, "{text}");
        }
    }

    #[test]
    fn codes_keep_their_zeros_and_have_no_other_alphabet() {
        assert_eq!(accept(&CODE, &json!(" 007 ")).unwrap(), Some(json!("007")));
        assert_eq!(refused(&CODE, json!("０７")), (FieldCode::Malformed, None));
        assert_eq!(refused(&CODE, json!("=1+1")), (FieldCode::Malformed, None));
        assert_eq!(refused(&CODE, json!("123456")), (FieldCode::TooLong, Some(5)));
        assert_eq!(refused(&CODE, json!(7)), (FieldCode::WrongType, None));
    }

    #[test]
    fn semesters_and_white_space() {
        let content =
            Content::Semester { year_column: "開設學年度", term_column: "開設學期" };
        assert_eq!(accept(&content, &json!("1151")).unwrap(), Some(json!("1151")));
        assert_eq!(refused(&content, json!("115")), (FieldCode::Malformed, None));
        assert_eq!(accept(&content, &json!(" \u{3000}")).unwrap(), None);
        assert_eq!(accept(&HOURS, &json!("")).unwrap(), None);
    }

    proptest! {
        #[test]
        fn an_amount_of_as_many_decimals_as_there_may_be_is_kept_as_it_is_read(
            tenths in -20_i64..MAX_HOURS * 10 + 20,
        ) {
            let amount = json!(
                format!(
                    "{}{}.{}",
                    if tenths < 0 { "-" } else { "" },
                    tenths.abs() / 10,
                    tenths.abs() % 10
                )
                .parse::<f64>()
                .unwrap()
            );
            match accept(&HOURS, &amount) {
                Ok(kept) => {
                    let kept = kept.unwrap();
                    prop_assert!((0..=MAX_HOURS * 10).contains(&tenths));
                    let shortest = if tenths % 10 == 0 {
                        (tenths / 10).to_string()
                    } else {
                        format!("{}.{}", tenths / 10, tenths % 10)
                    };
                    prop_assert_eq!(kept.to_string(), shortest);
                    prop_assert_eq!(accept(&HOURS, &kept), Ok(Some(kept)));
                }
                Err(unfit) => {
                    prop_assert!(!(0..=MAX_HOURS * 10).contains(&tenths));
                    prop_assert_eq!(unfit.limit, Some(if tenths < 0 { 0 } else { MAX_HOURS }));
                }
            }
            // What counts in whole numbers takes those alone.
            let whole = (0..=260).contains(&tenths) && tenths % 10 == 0;
            prop_assert_eq!(accept(&WEEKS, &amount).is_ok(), whole);
        }

        #[test]
        fn a_finer_amount_is_refused(hundredths in 0_i64..MAX_HOURS * 100) {
            let accepted = accept(&HOURS, &json!(hundredths as f64 / 100.0)).is_ok();
            prop_assert_eq!(accepted, hundredths % 10 == 0);
        }

        #[test]
        fn every_day_of_the_school_years_is_read_and_what_is_read_is_that_day(
            days in 0_i32..40_000,
            text in "20[1-9][0-9](-?)0[1-9](-?)[12][0-9](T00)?|[0-9]{4}-[0-9]{2}-[0-9]{2}|20[0-9]{2}-[01][0-9]-[0-3][0-9]|\\PC{0,12}",
        ) {
            let day = crate::strategies::days_after(jiff::civil::date(2000, 1, 1), days);
            let century = jiff::civil::date(2011, 8, 1)..jiff::civil::date(2111, 8, 1);
            let read = calendar_date(&day.to_string());
            prop_assert_eq!(
                read,
                if century.contains(&day) { Ok(day) } else { Err(FieldCode::OutOfRange) }
            );
            if let Ok(read) = calendar_date(&text) {
                prop_assert_eq!(read.to_string(), text);
            }
        }
    }
}
