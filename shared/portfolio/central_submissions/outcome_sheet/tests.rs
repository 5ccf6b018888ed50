use proptest::prelude::*;

use super::{super::samples, *};
use crate::strategies::{school, semester};

#[test]
fn every_way_of_taking_a_course_fills_its_own_columns() {
    let school: SchoolCode = "353302".parse().unwrap();
    let other: Semester = "1132".parse().unwrap();
    let sheets = [
        (OutcomeSheet::Semester, "1"),
        (OutcomeSheet::MakeUp { due: other, method: "3".to_owned() }, "113"),
        (OutcomeSheet::Retake { original: other, method: "3".to_owned() }, "113"),
        (OutcomeSheet::Repeat, "1"),
        (OutcomeSheet::Transfer { school: school.clone(), original: other }, "353302"),
        (OutcomeSheet::Guest { school, taken: other }, "353302"),
    ];
    for ((sheet, first), name) in sheets.into_iter().zip(outcome_sheet_names()) {
        assert_eq!(sheet.sheet_name(), name);
        let outcome = FrozenOutcome { sheet, ..samples::outcome_content() };
        let cells = outcome.roster_cells();
        assert_eq!(cells.len(), outcome_columns(name).len(), "{name}");
        assert_eq!(cells[0], Cell::text(first), "{name}");
        assert!(cells.iter().all(|cell| *cell != Cell::Empty), "{name}");
    }
}

#[test]
fn an_unknown_sheet_has_no_columns() {
    assert!(outcome_columns("學期成績").is_empty());
}

fn sheet() -> impl Strategy<Value = OutcomeSheet> {
    let method = || "[0-9A-Z]{1,3}";
    prop_oneof![
        Just(OutcomeSheet::Semester),
        (semester(), method()).prop_map(|(due, method)| OutcomeSheet::MakeUp { due, method }),
        (semester(), method())
            .prop_map(|(original, method)| OutcomeSheet::Retake { original, method }),
        Just(OutcomeSheet::Repeat),
        (school(), semester())
            .prop_map(|(school, original)| OutcomeSheet::Transfer { school, original }),
        (school(), semester()).prop_map(|(school, taken)| OutcomeSheet::Guest { school, taken }),
    ]
}

proptest! {
    #[test]
    fn what_a_row_says_can_be_read_from_under_its_titles(
        sheet in sheet(),
        semester in semester(),
        grade in 1_u8..4,
        course_code in "[0-9A-Z]{23}",
        description in "[學a\\r\\n\u{2028} ]{1,20}",
    ) {
        let outcome = FrozenOutcome {
            sheet,
            semester,
            grade,
            course_code,
            description,
            ..samples::outcome_content()
        };
        let titles = outcome_columns(outcome.sheet.sheet_name());
        let cells = outcome.roster_cells();
        prop_assert_eq!(cells.len(), titles.len());
        let under = |end: &str| {
            let mut found = titles.iter().zip(&cells).filter(|(title, _)| title.ends_with(end));
            match (found.next(), found.next()) {
                (Some((_, Cell::Text(text))), None) => Some(text.clone()),
                _ => None,
            }
        };
        prop_assert_eq!(under("課程代碼"), Some(outcome.course_code.clone()));
        prop_assert_eq!(under("科目名稱"), Some(outcome.course_name.clone()));
        prop_assert_eq!(under("開課年級"), Some(grade.to_string()));
        prop_assert!(
            titles
                .iter()
                .zip(&cells)
                .any(|(title, cell)| title.ends_with("學分") && *cell == Cell::Number(4.0))
        );
        let said = under("成果簡述").unwrap_or_default();
        let is_one_line = !said.contains(['\r', '\n', '\u{2028}']);
        prop_assert!(is_one_line);
        let letters =
            |text: &str| text.chars().filter(|c| matches!(c, '學' | 'a')).collect::<String>();
        prop_assert_eq!(letters(&said), letters(&outcome.description));

        let (other, school, method) = match &outcome.sheet {
            OutcomeSheet::Semester | OutcomeSheet::Repeat => (None, None, None),
            OutcomeSheet::MakeUp { due: other, method }
            | OutcomeSheet::Retake { original: other, method } => {
                (Some(*other), None, Some(method.clone()))
            }
            OutcomeSheet::Transfer { original: other, school }
            | OutcomeSheet::Guest { taken: other, school } => {
                (Some(*other), Some(school.to_string()), None)
            }
        };
        prop_assert_eq!((under("學校代碼"), under("方式")), (school, method));
        let actual = under("實際修課學期");
        prop_assert!(actual.is_none_or(|half| half == semester.number().to_string()));
        let halves: Vec<_> = titles
            .iter()
            .zip(&cells)
            .filter(|(title, _)| title.ends_with("學期") && !title.starts_with("實際"))
            .collect();
        let Some(year) = under("學年度") else {
            prop_assert!(other.is_none() && halves.is_empty());
            return Ok(());
        };
        let [(_, Cell::Text(half))] = halves.as_slice() else { panic!("one half: {halves:?}") };
        prop_assert_eq!(format!("{year}{half}").parse::<Semester>().ok(), other);
    }
}
