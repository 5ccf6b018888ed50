//! What the city itself has in the demonstration: its operator, and the page of documents.

use portfolio::documents::{PublicDocument, Section};

/// The city's operator.
#[derive(Clone, Copy, Debug)]
pub struct CityOperator {
    /// The name that others see.
    pub name: &'static str,
    /// The user name of the account.
    pub username: &'static str,
    /// The e-mail address.
    pub email: &'static str,
}

/// The one there is.
pub const CITY_OPERATOR: CityOperator = CityOperator {
    name: "城市維運人員",
    username: "demo-city-operator",
    email: "operator@example.test",
};

/// The titles are those of the real documents; the addresses lead nowhere.
const DOCUMENTS: [(Section, &str, &str, &str); 8] = [
    (
        Section::Basis,
        "教育部國民及學前教育署建置高級中等教育階段學生學習歷程檔案作業要點（106.7.26）",
        "Guidelines of the K-12 Education Administration on learning portfolios (2017-07-26)",
        "k12ea-guidelines-106.pdf",
    ),
    (
        Section::Basis,
        "高級中等學校學生學習歷程檔案作業要點（108.7.15）",
        "Guidelines on the learning portfolios of senior high schools (2019-07-15)",
        "guidelines-108.pdf",
    ),
    (
        Section::Basis,
        "高級中等學校課程諮詢教師設置要點",
        "Guidelines on course advisors in senior high schools",
        "course-advisors.pdf",
    ),
    (
        Section::Formats,
        "學業表現上傳資料欄位說明文件",
        "Fields of the academic records to be uploaded",
        "academic-fields.pdf",
    ),
    (
        Section::Formats,
        "非學業表現上傳資料欄位說明文件",
        "Fields of the non-academic records to be uploaded",
        "non-academic-fields.pdf",
    ),
    (
        Section::Guidance,
        "臺北市高中職學生學習歷程檔案系統介紹",
        "Introduction to the Taipei learning portfolio",
        "introduction.pdf",
    ),
    (
        Section::Guidance,
        "高級中等學校建置學生學習歷程檔案作業補充規定（範例）",
        "Supplementary rules of a school (a model)",
        "supplementary-rules.pdf",
    ),
    (Section::Guidance, "系統操作手冊", "Manual", "manual.pdf"),
];

/// The page of documents that the demonstration begins with.
pub fn public_documents() -> Vec<PublicDocument> {
    let document = |(section, title, title_en, file): (Section, &str, &str, &str)| PublicDocument {
        section,
        title: title.to_owned(),
        title_en: Some(title_en.to_owned()),
        url: format!("https://documents.example.test/{file}"),
    };
    DOCUMENTS.map(document).into()
}
