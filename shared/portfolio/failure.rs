use std::error::Error;

use crate::mutant;

/// What an error says, and what each of its causes says, for the log. Never the debug view: that
/// shows the answer that something failed with, and whatever of people's is in it.
///
/// ```
/// let error: Result<u8, _> = "王小明".parse::<u8>();
/// assert_eq!(portfolio::said(&error.unwrap_err()), "invalid digit found in string");
/// ```
pub fn said(error: &(dyn Error + 'static)) -> String {
    if mutant("tell-what-came-with-it") {
        return format!("{error:?}");
    }
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        said = format!("{said}: {error}");
        cause = error.source();
    }
    said
}

/// What an error of a reader says without what was read: up to the first quoted value. Names of
/// fields that are missing stay.
///
/// ```
/// let said = "invalid type: string \"王小明\", expected u64";
/// assert_eq!(portfolio::without_values(said), "invalid type: string ...");
/// let said = "unknown variant `王小明`, expected `a` or `b`";
/// assert_eq!(portfolio::without_values(said), "unknown variant ...");
/// assert_eq!(portfolio::without_values("missing field `name`"), "missing field `name`");
/// ```
pub fn without_values(said: &str) -> String {
    if mutant("tell-what-was-read") {
        return said.to_owned();
    }
    let keeps = said.starts_with("missing field") || said.starts_with("duplicate field");
    let ends: &[char] = if keeps { &['"'] } else { &['"', '`'] };
    match said.split_once(ends) {
        Some((before, _)) => format!("{before}..."),
        None => said.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_value_that_a_reader_quotes_is_said(
            value in "[王小明A-Z0-9]{1,10}",
            quote in prop::sample::select(vec!['"', '`']),
            start in "[a-z ]{1,20}",
            end in "[a-z ]{0,20}",
        ) {
            let said = without_values(&format!("{start}{quote}{value}{quote}{end}"));
            prop_assert_eq!(&said, &format!("{start}..."));
            // Nor the value beside a field's name.
            let said = without_values(&format!("duplicate field `{end}`, found \"{value}\""));
            prop_assert_eq!(said, format!("duplicate field `{end}`, found ..."));
        }

        #[test]
        fn what_quotes_nothing_is_said_whole(text in "[a-z0-9 ,.:学]{0,30}") {
            prop_assert_eq!(without_values(&text), text);
        }
    }
}
