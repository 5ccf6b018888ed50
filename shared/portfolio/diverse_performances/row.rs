use jiff::civil::Date;
use serde_json::{Map, Value};

use super::{Cell, Content, Field, PerformanceKind, definition, fold_lines, roster_date};
use crate::Semester;

/// The title under which a performance is listed: the fields that name it, or the kind where none
/// of them is filled in.
///
/// ```
/// use portfolio::diverse_performances::{PerformanceKind, title_of};
/// let fields = serde_json::json!({"name": "資訊奧林匹亞", "award": "銅牌", "level": "3"});
/// let title = title_of(PerformanceKind::Competition, fields.as_object().unwrap());
/// assert_eq!(title, "資訊奧林匹亞 銅牌");
/// ```
pub fn title_of(kind: PerformanceKind, fields: &Map<String, Value>) -> String {
    let text = |name: &&str| fields.get(*name).and_then(Value::as_str);
    let parts: Vec<&str> = definition(kind).named_by.iter().filter_map(text).collect();
    if parts.is_empty() { kind.sheet_name().to_owned() } else { parts.join(" ") }
}

/// The titles of the columns that belong to this kind alone, in the order of the roster.
pub fn roster_columns(kind: PerformanceKind) -> Vec<&'static str> {
    kind.fields().iter().flat_map(Field::columns).collect()
}

/// What stands in those columns for one performance: as many cells as [`roster_columns`] has
/// titles, whatever is missing. Takes what is kept, which an older table may have let through.
///
/// ```
/// use portfolio::diverse_performances::{Cell, PerformanceKind, roster_cells};
/// let fields = serde_json::json!({
///     "name": "光影之間", "date": "2026-05-02", "description": "以針孔相機記錄校園的一天。",
/// });
/// let cells = roster_cells(PerformanceKind::CreativeWork, fields.as_object().unwrap());
/// assert_eq!(cells[1], Cell::text("2026/05/02"));
/// ```
pub fn roster_cells(kind: PerformanceKind, fields: &Map<String, Value>) -> Vec<Cell> {
    kind.fields().iter().flat_map(|field| cells(field, fields.get(field.name))).collect()
}

fn cells(field: &Field, value: Option<&Value>) -> Vec<Cell> {
    let text = value.and_then(Value::as_str).unwrap_or_default();
    match field.content {
        Content::Semester { .. } => semester_cells(text),
        Content::Number { .. } => {
            vec![value.and_then(Value::as_f64).map_or(Cell::Empty, Cell::Number)]
        }
        Content::Date => vec![date_cell(text)],
        Content::Text { .. } | Content::Code { .. } | Content::Choice(_) => {
            vec![Cell::text(fold_lines(text))]
        }
    }
}

fn semester_cells(text: &str) -> Vec<Cell> {
    match text.parse::<Semester>() {
        Ok(semester) => {
            vec![Cell::text(semester.year.to_string()), Cell::text(semester.number().to_string())]
        }
        Err(_) => vec![Cell::Empty, Cell::Empty],
    }
}

fn date_cell(text: &str) -> Cell {
    text.parse::<Date>().map_or(Cell::Empty, |date| Cell::text(roster_date(date)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use serde_json::json;

    use super::super::{
        samples::{filled, kind},
        validate,
    };
    use super::*;

    #[test]
    fn columns_are_those_of_the_roster_in_its_order() {
        let expected: [(&str, &[&str]); 10] = [
            (
                "幹部經歷暨事蹟",
                &["單位名稱", "開始日期", "結束日期", "擔任職務", "內容簡述", "幹部等級"],
            ),
            (
                "競賽參與",
                &[
                    "競賽名稱",
                    "項目",
                    "競賽等級代碼",
                    "獎項",
                    "結果公布日期",
                    "內容簡述",
                    "團體參與代碼",
                ],
            ),
            (
                "檢定證照",
                &[
                    "證照代碼",
                    "註1(類別)",
                    "分數",
                    "分項結果",
                    "取得證照日期",
                    "證照字號",
                    "檢定組別",
                    "內容簡述",
                ],
            ),
            ("服務學習", &["服務名稱", "服務單位", "開始日期", "結束日期", "時數", "內容簡述"]),
            (
                "彈性學習時間",
                &[
                    "類別(種類)代碼",
                    "內容(開設名稱)",
                    "開設單位",
                    "開設學年度",
                    "開設學期",
                    "每週節數",
                    "開設週數",
                    "內容簡述",
                ],
            ),
            (
                "團體活動時間",
                &[
                    "類別代碼",
                    "辦理單位",
                    "團體活動內容名稱",
                    "活動學年度",
                    "活動學期",
                    "節數",
                    "內容簡述",
                ],
            ),
            ("職場學習", &["類別代碼", "單位", "職稱", "開始日期", "結束日期", "時數", "內容簡述"]),
            ("作品成果", &["名稱", "日期", "內容簡述"]),
            (
                "大學及技專校院先修課程",
                &[
                    "計畫專案",
                    "開設單位",
                    "課程名稱",
                    "開始日期",
                    "結束日期",
                    "學分數",
                    "總時數",
                    "內容簡述",
                ],
            ),
            ("其他多元表現", &["名稱", "主辦單位", "開始日期", "結束日期", "時數", "內容簡述"]),
        ];
        for (kind, (sheet, columns)) in PerformanceKind::ALL.into_iter().zip(expected) {
            assert_eq!(kind.sheet_name(), sheet);
            assert_eq!(roster_columns(kind), columns, "{sheet}");
            assert_eq!(roster_cells(kind, &Map::new()).len(), columns.len(), "{sheet}");
        }
    }

    #[test]
    fn a_semester_fills_two_columns_and_codes_stay_text() {
        let fields = json!({
            "category": "01", "name": "桌遊設計", "organisation": "教務處", "semester": "1151",
            "periods_per_week": 2, "weeks": 9, "description": "設計一款\n桌遊。",
        });
        let cells = roster_cells(PerformanceKind::FlexibleLearning, fields.as_object().unwrap());
        let expected = [
            Cell::text("01"),
            Cell::text("桌遊設計"),
            Cell::text("教務處"),
            Cell::text("115"),
            Cell::text("1"),
            Cell::Number(2.0),
            Cell::Number(9.0),
            Cell::text("設計一款 桌遊。"),
        ];
        assert_eq!(cells, expected);
    }

    #[test]
    fn a_performance_without_a_name_is_called_by_its_kind() {
        assert_eq!(title_of(PerformanceKind::Licence, &Map::new()), "檢定證照");
        let code_only = json!({"licence_code": "A-01"});
        assert_eq!(title_of(PerformanceKind::Licence, code_only.as_object().unwrap()), "A-01");
    }

    proptest! {
        #[test]
        fn what_is_kept_can_be_read_from_the_row_under_its_titles(
            (kind, fields) in kind().prop_flat_map(|kind| (Just(kind), filled(kind))),
        ) {
            let kept = validate(kind, &fields).unwrap().into_map();
            let (titles, cells) = (roster_columns(kind), roster_cells(kind, &kept));
            prop_assert_eq!(titles.len(), cells.len());
            let mut columns = titles.into_iter().zip(cells);
            let mut text = |title: &str| match columns.next() {
                Some((column, Cell::Text(text))) if column == title => Some(text),
                Some((column, Cell::Number(number))) if column == title => Some(number.to_string()),
                _ => None,
            };
            for field in kind.fields() {
                let read = match field.content {
                    Content::Semester { year_column, term_column } => {
                        let year = text(year_column);
                        text(term_column).zip(year).map(|(term, year)| format!("{year}{term}"))
                    }
                    Content::Date => text(field.title).map(|day| day.replace('/', "-")),
                    _ => text(field.title),
                };
                let said = kept.get(field.name);
                let said = said.map(|it| it.as_str().map_or_else(|| it.to_string(), str::to_owned));
                prop_assert_eq!(read, said, "{}", field.name);
            }
        }

        #[test]
        fn whatever_is_kept_the_row_has_its_columns_and_no_line_breaks(
            kind in kind(),
            texts in prop::collection::vec("[學a0-9/\\r\\n\u{85}\u{2028} -]{0,12}|1152|2026-0[1-9]-0[1-9]", 10),
        ) {
            let named = kind.fields().iter().zip(texts);
            let fields: Map<String, Value> =
                named.map(|(field, text)| (field.name.to_owned(), json!(text))).collect();
            let cells = roster_cells(kind, &fields);
            prop_assert_eq!(cells.len(), roster_columns(kind).len());
            for cell in cells {
                let Cell::Text(text) = cell else { continue };
                let is_one_line = !text.contains(['\r', '\n', '\u{85}', '\u{2028}']);
                prop_assert!(is_one_line && !text.is_empty(), "{text:?}");
            }
        }

        #[test]
        fn everything_in_a_list_has_a_title(
            (kind, fields) in kind().prop_flat_map(|kind| (Just(kind), filled(kind))),
        ) {
            let kept = validate(kind, &fields).unwrap().into_map();
            let title = title_of(kind, &kept);
            prop_assert!(!title.trim().is_empty());
            // Whatever names it and must be there is in it, and its ends are words of its fields.
            let text = |name: &str| kept.get(name).and_then(Value::as_str);
            let names = definition(kind).named_by;
            let must = kind.fields().iter().filter(|it| it.required && names.contains(&it.name));
            let must: Vec<&str> = must.filter_map(|field| text(field.name)).collect();
            prop_assert!(
                !must.is_empty() && must.iter().all(|said| title.contains(said)),
                "{title:?}"
            );
            let said: Vec<&str> = kind.fields().iter().filter_map(|it| text(it.name)).collect();
            let ends = [
                said.iter().any(|it| title.starts_with(it)),
                said.iter().any(|it| title.ends_with(it)),
            ];
            prop_assert_eq!(ends, [true; 2]);
        }
    }
}
