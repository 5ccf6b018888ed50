//! 名冊: whatever people wrote, the workbook can be read, and says it as text.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use portfolio::central_submissions::{FrozenRow, Scope, workbook};
use serde_json::json;

use super::engine::Target;

const WORKBOOK: Target = Target {
    name: "workbook",
    words: &[
        b"=HYPERLINK(\"https://a.test\")",
        b"+1",
        b"-1",
        b"@SUM(A1)",
        b"\t=1",
        b"\r=1",
        b"</t></is>",
        b"&amp;",
        b"&#0;",
        b"]]>",
        b"_x0000_",
        b"_x000D_",
        b"\xef\xbf\xbe",
        b"\xef\xbf\xbf",
        b"\xe2\x80\xa8",
        b"\xe2\x80\xae",
        b"\x01",
        b"\0",
        b"1e999",
        b"TRUE",
        b"#REF!",
        b"'",
        "學".as_bytes(),
        "👩‍🔬".as_bytes(),
        b"\x1f",
    ],
    longest: 600,
    tenths: 1,
};

const SHEET: &str = "學期課程學習成果";
/// Where the texts stand that people write: course, description, name, class, number.
const COLUMNS: [usize; 5] = [4, 7, 11, 12, 14];

fn row(texts: &[String; 5]) -> FrozenRow {
    let [course, description, name, class, number] = texts;
    let row = json!({
        "data_key": "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
        "item": "lo_00000000000000000000000000000001",
        "student": {
            "account": "acc_00000000000000000000000000000001",
            "id_number": "A000000001",
            "birth_date": "2009-03-05",
            "name": name,
            "class_name": class,
            "seat": 1,
            "number": number,
        },
        "content": { "outcome": {
            "sheet": { "name": "semester" },
            "semester": "1151",
            "course_code": "115353301H11101A1010101",
            "course_name": course,
            "grade": 1,
            "credits": 4.0,
            "description": description,
        } },
        "document": null,
        "media": null,
    });
    serde_json::from_value(row).expect("a row")
}

/// What both sides have to agree in: everything but white space and what XML cannot carry.
fn visible(text: &str) -> String {
    let carried = |c: &char| {
        !c.is_control() && !c.is_whitespace() && !matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}')
    };
    text.chars().filter(carried).collect()
}

#[test]
fn whatever_is_written_is_read_as_the_same_text() {
    let scope = json!({ "school": "353301", "year": 115, "roster": "learning_outcomes" });
    let scope: Scope = serde_json::from_value(scope).expect("a scope");
    WORKBOOK.run(&["國語文|成果簡述|示範生|高一1班|011500001".as_bytes()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let mut parts = text.splitn(5, '|').map(str::to_owned);
        let texts: [String; 5] = std::array::from_fn(|_| parts.next().unwrap_or_default());
        let book = workbook(&scope, &[row(&texts)]).expect("a workbook");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("it is read");
        assert!(book.worksheet_formula(SHEET).expect("the sheet").is_empty(), "a formula");
        let sheet = book.worksheet_range(SHEET).expect("the sheet");
        assert_eq!(sheet.height(), 2, "the titles and a row");
        for (column, text) in COLUMNS.into_iter().zip(&texts) {
            let cell = sheet.get_value((1, column as u32)).cloned().unwrap_or_default();
            let read = match &cell {
                Data::String(read) => read.as_str(),
                Data::Empty => "",
                other => panic!("{text:?} is read as {other:?}"),
            };
            assert_eq!(visible(read), visible(text), "column {column}");
        }
        texts.map(|text| text.len().min(8))
    });
}
