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
    use serde_json::json;

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
}
