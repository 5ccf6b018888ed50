//! What the property tests of several rules draw from. People, schools and classes are few, so that
//! they often meet.

use std::{fmt, ops::RangeInclusive, str::FromStr};

use jiff::{SignedDuration, Timestamp, civil::Date};
use proptest::{prelude::*, sample::select};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    AccountId, FieldCode, SchoolCode, SchoolYear, Semester, account::Role,
    central_submissions::Digest, files::FileState, settings::SchoolSettings, windows::Span,
};

pub fn account() -> impl Strategy<Value = AccountId> {
    (1_u128..4).prop_map(|n| AccountId::new(Uuid::from_u128(n)))
}

pub fn school() -> impl Strategy<Value = SchoolCode> {
    select(vec!["353301", "353302"]).prop_map(|code| code.parse().unwrap())
}

pub fn roles() -> impl Strategy<Value = Vec<Role>> {
    prop::sample::subsequence(Role::ALL.to_vec(), 0..=Role::ALL.len()).prop_shuffle()
}

pub fn year() -> impl Strategy<Value = SchoolYear> {
    (114_u16..117).prop_map(|number| SchoolYear::new(number).unwrap())
}

pub fn semester() -> impl Strategy<Value = Semester> {
    (year(), 0_usize..2).prop_map(|(year, half)| year.semesters()[half])
}

pub fn digest() -> impl Strategy<Value = Digest> {
    (0_u8..3).prop_map(|n| Digest::of(&[n]))
}

pub fn file_state() -> impl Strategy<Value = FileState> {
    select(vec![
        FileState::Reserved,
        FileState::Promoting,
        FileState::Stored,
        FileState::Expired,
        FileState::Mismatched,
        FileState::Deleted,
        FileState::Lost,
    ])
}

/// A moment of the two months around the turn of a year.
pub fn moment() -> impl Strategy<Value = Timestamp> {
    let begins: Timestamp = "2026-12-01T00:00:00+08:00".parse().unwrap();
    // Many on the hour and the midnight, where days end and windows close.
    let seconds = prop_oneof![0_i64..60 * 86_400, (0_i64..60 * 24).prop_map(|hour| hour * 3600)];
    seconds.prop_map(move |seconds| begins + SignedDuration::from_secs(seconds))
}

pub fn day() -> impl Strategy<Value = Date> {
    (-20_i32..80).prop_map(|days| days_after(jiff::civil::date(2026, 12, 1), days))
}

pub fn days_after(day: Date, days: i32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

pub fn window() -> impl Strategy<Value = Span> {
    (moment(), 1_i64..40 * 24).prop_map(|(opens_at, hours)| Span {
        opens_at,
        closes_at: opens_at + SignedDuration::from_hours(hours),
    })
}

/// Settings that a school may choose, with small numbers, which are soon reached.
pub fn settings() -> impl Strategy<Value = SchoolSettings> {
    let semester = prop::option::of(1_u32..5);
    (1_u32..8, 1_u32..5, 1_u32..=6, 1_u32..=10, semester, 1_u32..10).prop_map(
        |(outcomes, of_subject, selected, performances, of_semester, days)| SchoolSettings {
            outcomes_per_semester: outcomes,
            outcomes_per_subject: of_subject,
            selected_outcomes_per_year: selected,
            selected_performances_per_year: performances,
            selected_outcomes_per_semester: of_semester,
            upload_reminder_days: days,
            ..SchoolSettings::default()
        },
    )
}

/// A text as it may come from a form, and what is wrong with it as one line of `limit` characters.
#[derive(Debug, Clone)]
pub struct Typed {
    pub text: String,
    pub wrong: Option<FieldCode>,
}

/// One line that is right, or wrong in one way. Each piece is one character after NFC, however many
/// it is written with.
pub fn typed_line(limit: usize) -> impl Strategy<Value = Typed> {
    let right = typed_characters(1..=limit).prop_map(|text| Typed { text, wrong: None });
    prop_oneof![4 => right, 1 => wrong_line(limit)]
}

fn wrong_line(limit: usize) -> impl Strategy<Value = Typed> {
    let blank = select(vec!["", " ", "\t", "\u{3000}\n"]).prop_map(str::to_owned);
    let long = typed_characters(limit + 1..=limit + 3);
    let out_of_place = ["\0", "\u{1b}", "\u{7f}", "\u{202e}", "\u{2069}", "\u{ffff}"];
    let broken = select(out_of_place.to_vec()).prop_map(|c| format!("a{c}b"));
    let wrong = |code| move |text| Typed { text, wrong: Some(code) };
    prop_oneof![
        blank.prop_map(wrong(FieldCode::Missing)),
        long.prop_map(wrong(FieldCode::TooLong)),
        broken.prop_map(wrong(FieldCode::ControlCharacter)),
    ]
}

/// So many characters: often few, often as many as there may be.
fn typed_characters(count: RangeInclusive<usize>) -> impl Strategy<Value = String> {
    let ends = || select(vec!["學", "習", "a", "Z", "7", "e\u{301}", "é", "🎓"]);
    let between = prop_oneof![6 => ends(), 1 => select(vec![" ", "\t", "\n", "\r\n", "\u{3000}"])];
    let around = || select(vec!["", " ", "\n"]);
    let (few, most) = (*count.start(), *count.end());
    let count = prop_oneof![count, few..=most.min(few + 9), Just(most)];
    let pieces = prop::collection::vec(between, 12);
    (pieces, count, ends(), ends(), around(), around()).prop_map(
        |(pieces, count, first, last, before, after)| {
            let mut pieces: Vec<&str> = pieces.into_iter().cycle().take(count).collect();
            // What is trimmed away must not count: both ends are letters.
            (pieces[0], pieces[count - 1]) = (first, last);
            format!("{before}{}{after}", pieces.concat())
        },
    )
}

/// A text that may be one of these names, nearly one of them, or anything else.
pub fn name_or_noise(names: Vec<&'static str>) -> impl Strategy<Value = String> {
    let name = select(names);
    let changed = (name.clone(), 0_usize..4).prop_map(|(name, change)| match change {
        0 => name.to_uppercase(),
        1 => format!("{name} "),
        2 => name[1..].to_owned(),
        _ => format!("{name}s"),
    });
    prop_oneof![name.prop_map(str::to_owned), changed, "\\PC{0,20}"]
}

/// Whether the text is one of the names and nothing else is: to the reader of paths as to the reader
/// of JSON, and printed as it stood.
pub fn names_are<T>(names: &[&str], text: &str) -> bool
where
    T: FromStr + fmt::Display + Serialize + DeserializeOwned + PartialEq,
{
    let read = text.parse::<T>().ok();
    let in_json = serde_json::from_value::<T>(Value::String(text.to_owned())).ok();
    let written = |value: &T| serde_json::to_value(value).unwrap();
    names.contains(&text) == read.is_some()
        && read == in_json
        && read.is_none_or(|it| it.to_string() == text && written(&it) == text)
}
