use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;

use super::{
    super::{OutcomeSheet, samples},
    *,
};

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn lines(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    book.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn text(value: &str) -> Data {
    Data::String(value.to_owned())
}

#[test]
fn the_roster_of_outcomes_has_its_cover_and_six_sheets() {
    let scope = samples::scope(Roster::LearningOutcomes);
    let mut book = open(workbook(&scope, &samples::outcomes(2)).unwrap());
    let mut expected = vec!["封面"];
    expected.extend(outcome_sheet_names());
    assert_eq!(book.sheet_names(), expected);
    assert_eq!(lines(&mut book, "封面")[0], COVER.map(text));
    assert_eq!(lines(&mut book, "封面")[1], ["353301", "115", "0", "26"].map(text));
    assert_eq!(lines(&mut book, "借讀課程學習成果").len(), 1);
}

#[test]
fn a_row_of_an_outcome_stands_under_its_titles() {
    let row = samples::outcome(2);
    let scope = samples::scope(Roster::LearningOutcomes);
    let mut book = open(workbook(&scope, std::slice::from_ref(&row)).unwrap());
    let sheet = lines(&mut book, "學期課程學習成果");
    let titles = [
        "身分證號",
        "出生日期",
        "實際修課學期",
        "課程代碼",
        "科目名稱",
        "開課年級",
        "修課學分",
        "成果簡述",
        "文件檔案連結",
        "影音檔案連結",
        "DataKey",
        "備註(學生姓名)",
        "備註(資料當學期班級)",
        "備註(資料當學期座號)",
        "備註(資料當學期學號)",
        "備註(資料次學期班級)",
        "備註(資料次學期座號)",
        "備註(資料次學期學號)",
    ];
    assert_eq!(sheet[0], titles.map(text));
    let key = row.data_key.to_string();
    let expected = [
        text("A000000002"),
        text("2009/03/05"),
        text("1"),
        text("115353301H11101A1010101"),
        text("國語文"),
        text("1"),
        Data::Float(4.0),
        text("以報導文學記錄學校旁的老市場。"),
        text(&format!("{key}/document_報告2.pdf")),
        text(&format!("{key}/media_朗讀2.mp3")),
        text(&key),
        text("示範生2"),
        text("高一1班"),
        text("2"),
        text("011500002"),
        Data::Empty,
        Data::Empty,
        Data::Empty,
    ];
    assert_eq!(sheet[1], expected);
}

#[test]
fn the_roster_of_performances_has_ten_sheets_and_the_outside_link() {
    let scope = samples::scope(Roster::DiversePerformances);
    let row = samples::performance(3);
    let mut book = open(workbook(&scope, std::slice::from_ref(&row)).unwrap());
    let names = PerformanceKind::ALL.map(PerformanceKind::sheet_name);
    assert_eq!(book.sheet_names()[1..], names);
    assert_eq!(lines(&mut book, "封面")[1][3], text("25"));

    let sheet = lines(&mut book, "服務學習");
    let column = |title: &str| sheet[0].iter().position(|cell| *cell == text(title)).unwrap();
    assert_eq!(column("外部影音連結") + 1, column("DataKey"));
    assert_eq!(sheet[1][column("外部影音連結")], text("https://video.example.test/watch?v=1"));
    assert_eq!(sheet[1][column("時數")], Data::Float(12.5));
    assert_eq!(sheet[1][column("影音檔案連結")], Data::Empty);
    assert_eq!(sheet[1][column("DataKey")], text(row.data_key.as_str()));
}

#[test]
fn equal_rows_give_equal_bytes_in_whatever_order_they_come() {
    let scope = samples::scope(Roster::LearningOutcomes);
    let mut rows = samples::outcomes(20);
    let first = workbook(&scope, &rows).unwrap();
    rows.reverse();
    assert!(first == workbook(&scope, &rows).unwrap());
}

#[test]
fn rows_are_ordered_by_class_seat_and_number() {
    let scope = samples::scope(Roster::LearningOutcomes);
    let mut book = open(workbook(&scope, &samples::outcomes(5)).unwrap());
    let names: Vec<_> =
        lines(&mut book, "學期課程學習成果")[1..].iter().map(|row| row[11].to_string()).collect();
    assert_eq!(names, ["示範生2", "示範生4", "示範生1", "示範生3", "示範生5"]);
}

#[test]
fn nothing_becomes_a_formula_or_breaks_a_line() {
    let mut row = samples::outcome(1);
    row.student.name = "=HYPERLINK(\"https://a.test\")".to_owned();
    row.student.class_name = Some("高一\u{1}1班\u{ffff}".to_owned());
    let FrozenContent::Outcome(outcome) = &mut row.content else { panic!("an outcome") };
    outcome.description = "+1\r\n第二行".to_owned();
    let scope = samples::scope(Roster::LearningOutcomes);
    let mut book = open(workbook(&scope, &[row]).unwrap());
    let sheet = lines(&mut book, "學期課程學習成果");
    assert_eq!(sheet[1][7], text("+1 第二行"));
    assert_eq!(sheet[1][11], text("=HYPERLINK(\"https://a.test\")"));
    assert_eq!(sheet[1][12], text("高一 1班 "));
    assert!(book.worksheet_formula("學期課程學習成果").unwrap().is_empty());
}

#[test]
fn a_row_of_the_other_roster_is_refused_and_not_left_out() {
    let row = samples::performance(1);
    let key = row.data_key;
    let refused = workbook(&samples::scope(Roster::LearningOutcomes), &[row]);
    assert_eq!(refused, Err(PackageRefusal::WrongRoster(key)));
}

proptest! {
    // Each case writes and reads two workbooks.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_row_stands_once_on_its_sheet_as_it_was_handed_over(
        numbers in prop::collection::btree_set(1_u128..40, 0..6),
        repeated: bool,
        said in "[=+@學a ]{1,12}[a學]",
        class in prop::option::of("[ABC]"),
    ) {
        let mut rows: Vec<_> = numbers.into_iter().map(samples::outcome).collect();
        if let Some(row) = rows.first_mut() {
            row.student.class_name = class;
            let FrozenContent::Outcome(outcome) = &mut row.content else { panic!("an outcome") };
            outcome.description.clone_from(&said);
            outcome.sheet = if repeated { OutcomeSheet::Repeat } else { OutcomeSheet::Semester };
        }
        let scope = samples::scope(Roster::LearningOutcomes);
        let mut book = open(workbook(&scope, &rows).unwrap());
        let mut keys = Vec::new();
        for name in outcome_sheet_names() {
            let sheet = lines(&mut book, name);
            let column = |title: &str| sheet[0].iter().position(|it| *it == text(title)).unwrap();
            for line in &sheet[1..] {
                let key = line[column("DataKey")].to_string();
                let row = rows.iter().find(|row| row.data_key.as_str() == key).unwrap();
                prop_assert_eq!(row.content.sheet_name(), name);
                let FrozenContent::Outcome(outcome) = &row.content else { panic!("an outcome") };
                prop_assert_eq!(&line[column("成果簡述")], &text(&outcome.description));
                prop_assert_eq!(&line[column("身分證號")], &text(&row.student.id_number));
                prop_assert_eq!(&line[column("備註(資料當學期學號)")], &text(&row.student.number));
                keys.push(key);
            }
        }
        keys.sort_unstable();
        let mut expected: Vec<_> = rows.iter().map(|row| row.data_key.to_string()).collect();
        expected.sort_unstable();
        prop_assert_eq!(keys, expected);
        let written = workbook(&scope, &rows).unwrap();
        rows.reverse();
        prop_assert!(workbook(&scope, &rows).unwrap() == written);
    }
}
