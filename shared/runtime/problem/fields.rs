use portfolio::{FieldCode, FieldProblem};
use serde_json::{Value, json};

use super::Language;

/// A field's problem as the wire carries it.
pub fn wire(problem: &FieldProblem, language: Language) -> Value {
    let message = match language {
        Language::Chinese => chinese(problem),
        Language::English => english(problem),
    };
    json!({ "field": problem.field, "code": problem.code.code(), "message": message })
}

fn chinese(problem: &FieldProblem) -> String {
    let limit = problem.limit;
    match (problem.code, limit) {
        (FieldCode::Missing, _) => "這個欄位必須填寫。".to_owned(),
        (FieldCode::TooLong, Some(limit)) => format!("最多 {limit} 個字。"),
        (FieldCode::TooLong, None) => "太長了，請縮短。".to_owned(),
        (FieldCode::TooShort, Some(limit)) => format!("至少 {limit} 個字。"),
        (FieldCode::TooShort, None) => "太短了，請補充。".to_owned(),
        (FieldCode::WrongType, _) => "資料型別不正確。".to_owned(),
        (FieldCode::UnknownValue, _) => "不是可用的選項。".to_owned(),
        (FieldCode::OutOfRange, Some(limit)) => format!("超出範圍（界限為 {limit}）。"),
        (FieldCode::OutOfRange, None) => "超出範圍。".to_owned(),
        (FieldCode::NotADate, _) => "請填寫正確的日期，例如 2026-11-23。".to_owned(),
        (FieldCode::NotATime, _) => "請填寫正確的時間，例如 2026-11-23T08:00:00+08:00。".to_owned(),
        (FieldCode::EndsBeforeStart, _) => "結束不能早於開始。".to_owned(),
        (FieldCode::NotAUrl, _) => "請填寫 http:// 或 https:// 開頭的網址。".to_owned(),
        (FieldCode::Malformed, _) => "格式不正確。".to_owned(),
        (FieldCode::Duplicate, _) => "有重複的項目。".to_owned(),
        (FieldCode::ControlCharacter, _) => "含有不可使用的控制字元。".to_owned(),
        (FieldCode::Unexpected, _) => "沒有這個欄位。".to_owned(),
        (FieldCode::TooWeak, _) => "密碼太容易被猜到，請換一個。".to_owned(),
        (FieldCode::Taken, _) => "這個帳號已有人使用，請換一個。".to_owned(),
    }
}

fn english(problem: &FieldProblem) -> String {
    let limit = problem.limit;
    match (problem.code, limit) {
        (FieldCode::Missing, _) => "This field is mandatory.".to_owned(),
        (FieldCode::TooLong, Some(limit)) => format!("At most {limit} characters."),
        (FieldCode::TooLong, None) => "Too long.".to_owned(),
        (FieldCode::TooShort, Some(limit)) => format!("At least {limit} characters."),
        (FieldCode::TooShort, None) => "Too short.".to_owned(),
        (FieldCode::WrongType, _) => "Not the right type.".to_owned(),
        (FieldCode::UnknownValue, _) => "Not one of the choices.".to_owned(),
        (FieldCode::OutOfRange, Some(limit)) => format!("Out of range (the bound is {limit})."),
        (FieldCode::OutOfRange, None) => "Out of range.".to_owned(),
        (FieldCode::NotADate, _) => "Not a date like 2026-11-23.".to_owned(),
        (FieldCode::NotATime, _) => "Not a time like 2026-11-23T08:00:00+08:00.".to_owned(),
        (FieldCode::EndsBeforeStart, _) => "Ends before it begins.".to_owned(),
        (FieldCode::NotAUrl, _) => "Not an address like https://example.test.".to_owned(),
        (FieldCode::Malformed, _) => "Not of the right form.".to_owned(),
        (FieldCode::Duplicate, _) => "The same one twice.".to_owned(),
        (FieldCode::ControlCharacter, _) => "Has control characters.".to_owned(),
        (FieldCode::Unexpected, _) => "There is no such field.".to_owned(),
        (FieldCode::TooWeak, _) => "Too easy to guess.".to_owned(),
        (FieldCode::Taken, _) => "Somebody else has it.".to_owned(),
    }
}
