//! Public documents (法規與文件): what the city publishes about the portfolio for everybody.

use serde::{Deserialize, Serialize};

use crate::{FieldCode, FieldProblem, Invalid, text::one_line, web_address};

/// The longest title, in characters. Ours.
pub const TITLE_CHARACTERS: usize = 150;

/// The most documents. Ours: the page is read as a whole.
pub const MOST_DOCUMENTS: usize = 200;

/// The part of the page that a document stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// 建置依據
    Basis,
    /// 上傳格式
    Formats,
    /// 宣導資料
    Guidance,
}

/// One document: what it is called, and where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicDocument {
    /// Where it stands.
    pub section: Section,
    /// Its title in Chinese.
    pub title: String,
    /// Its title in English; none where the Chinese one serves.
    #[serde(default)]
    pub title_en: Option<String>,
    /// The address of the document itself.
    pub url: String,
}

/// Checks a whole page of documents, in the order in which they are to stand. None stands twice.
///
/// ```
/// use portfolio::documents::{PublicDocument, Section, check_documents};
/// let document = |url: &str| PublicDocument {
///     section: Section::Basis,
///     title: "作業要點".to_owned(),
///     title_en: None,
///     url: url.to_owned(),
/// };
/// assert!(check_documents(&[document("https://example.test/a.pdf")]).is_ok());
/// assert!(check_documents(&[document("javascript:alert(1)")]).is_err());
/// ```
pub fn check_documents(documents: &[PublicDocument]) -> Result<Vec<PublicDocument>, Invalid> {
    if documents.len() > MOST_DOCUMENTS {
        let limit = i64::try_from(MOST_DOCUMENTS).unwrap_or(i64::MAX);
        return Err(Invalid(vec![FieldProblem::over("documents", FieldCode::OutOfRange, limit)]));
    }
    let mut problems = Vec::new();
    let mut kept = Vec::new();
    for (place, document) in documents.iter().enumerate() {
        match checked(place, document) {
            Ok(document) if kept.contains(&document) => {
                let field = format!("documents[{place}].url");
                problems.push(FieldProblem::new(field, FieldCode::Duplicate));
            }
            Ok(document) => kept.push(document),
            Err(wrong) => problems.extend(wrong),
        }
    }
    Invalid::unless_empty(problems)?;
    Ok(kept)
}

fn checked(place: usize, document: &PublicDocument) -> Result<PublicDocument, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut line = |field: &str, text: &str, limit: usize| {
        one_line(&format!("documents[{place}].{field}"), text, limit)
            .map_err(|problem| problems.push(problem))
            .unwrap_or_default()
    };
    let title = line("title", &document.title, TITLE_CHARACTERS);
    let english = document.title_en.as_deref().filter(|text| !text.trim().is_empty());
    let title_en = english.map(|text| line("title_en", text, TITLE_CHARACTERS));
    let url = web_address(&format!("documents[{place}].url"), &document.url)
        .map_err(|problem| problems.push(problem))
        .unwrap_or_default();
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(PublicDocument { section: document.section, title, title_en, url })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::typed_line;
    use proptest::sample::select;

    fn document(title: &str, url: &str) -> PublicDocument {
        PublicDocument {
            section: Section::Formats,
            title: title.to_owned(),
            title_en: Some(" ".to_owned()),
            url: url.to_owned(),
        }
    }

    #[test]
    fn every_wrong_field_is_named_by_its_place() {
        let documents = [document("格式", "https://example.test"), document(" ", "ftp://a")];
        let Invalid(problems) = check_documents(&documents).unwrap_err();
        assert_eq!(
            problems,
            [
                FieldProblem::new("documents[1].title", FieldCode::Missing),
                FieldProblem::new("documents[1].url", FieldCode::NotAUrl),
            ]
        );
    }

    #[test]
    fn a_blank_english_title_is_none_and_the_number_is_bounded() {
        let one = document("格式", "https://example.test");
        assert_eq!(check_documents(std::slice::from_ref(&one)).unwrap()[0].title_en, None);
        let named = |number| PublicDocument { title: format!("{number}"), ..one.clone() };
        let many: Vec<PublicDocument> = (0..=MOST_DOCUMENTS).map(named).collect();
        assert!(check_documents(&many).is_err());
        assert_eq!(check_documents(&many[1..]).unwrap().len(), MOST_DOCUMENTS);
    }

    #[test]
    fn a_document_that_stands_twice_is_named() {
        let one = document("格式", "https://example.test");
        let Invalid(problems) = check_documents(&[one.clone(), one]).unwrap_err();
        assert_eq!(problems, [FieldProblem::new("documents[1].url", FieldCode::Duplicate)]);
    }

    fn typed_document() -> impl Strategy<Value = (PublicDocument, Vec<(&'static str, FieldCode)>)> {
        let address = select(vec![
            ("https://example.test/a.pdf", None),
            ("http://example.test/b", None),
            ("https://example.test/c", None),
            ("ftp://example.test", Some(FieldCode::NotAUrl)),
            (" ", Some(FieldCode::Missing)),
        ]);
        let section = select(vec![Section::Basis, Section::Formats, Section::Guidance]);
        let title_en = prop::option::of(typed_line(TITLE_CHARACTERS));
        (section, typed_line(TITLE_CHARACTERS), title_en, address).prop_map(
            |(section, title, title_en, (url, unlike))| {
                // A blank English title is none at all.
                let english = title_en
                    .as_ref()
                    .and_then(|it| it.wrong)
                    .filter(|it| *it != FieldCode::Missing);
                let wrong = [("title", title.wrong), ("title_en", english), ("url", unlike)];
                let named = wrong.into_iter().filter_map(|(field, code)| Some((field, code?)));
                let title_en = title_en.map(|title| title.text);
                let document =
                    PublicDocument { section, title: title.text, title_en, url: url.to_owned() };
                (document, named.collect())
            },
        )
    }

    proptest! {
        #[test]
        fn a_page_is_taken_where_every_document_is_right_and_stands_once(
            typed in prop::collection::vec(typed_document(), 0..4),
            again: Option<prop::sample::Index>,
        ) {
            let mut documents: Vec<_> =
                typed.iter().map(|(document, _)| document.clone()).collect();
            let mut wrong: Vec<_> = typed.iter().map(|(_, wrong)| wrong.clone()).collect();
            if let Some(again) = again.filter(|_| !typed.is_empty()) {
                let (mut document, mut named) = again.get(&typed).clone();
                document.title.push(' ');
                if named.is_empty() {
                    named.push(("url", FieldCode::Duplicate));
                }
                documents.push(document);
                wrong.push(named);
            }
            let expected: Vec<_> = wrong
                .iter()
                .enumerate()
                .flat_map(|(at, named)| {
                    named
                        .iter()
                        .map(move |(field, code)| (format!("documents[{at}].{field}"), *code))
                })
                .collect();
            match check_documents(&documents) {
                Ok(kept) => {
                    prop_assert_eq!(expected, []);
                    prop_assert_eq!(kept.len(), documents.len());
                    let kept_again = check_documents(&kept);
                    prop_assert_eq!(kept_again.as_ref(), Ok(&kept));
                    let json = serde_json::to_string(&kept).unwrap();
                    prop_assert_eq!(
                        serde_json::from_str::<Vec<PublicDocument>>(&json).unwrap(),
                        kept
                    );
                }
                Err(Invalid(problems)) => {
                    let named: Vec<_> = problems.into_iter().map(|p| (p.field, p.code)).collect();
                    prop_assert_eq!(named, expected);
                }
            }
        }
    }
}
