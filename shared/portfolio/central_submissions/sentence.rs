use super::{FileRole, ProblemKind};
use crate::diverse_performances::PerformanceKind;

impl ProblemKind {
    /// What a clerk of the school is told, in 中文: what is wrong, and who does what about it.
    ///
    /// ```
    /// use portfolio::central_submissions::ProblemKind;
    /// let problem = ProblemKind::OverLimit { selected: 7, limit: 6 };
    /// assert_eq!(problem.sentence(), "此學生勾選了 7 件，超過本學年上限 6 件，請學生取消多餘的勾選。");
    /// ```
    pub fn sentence(&self) -> String {
        match self {
            Self::NothingSelected => "沒有任何學生勾選資料，無可提交。".to_owned(),
            Self::IdNumberMissing => {
                "此學生沒有身分證號，請在校務行政系統補上後重新匯入。".to_owned()
            }
            Self::IdNumberDuplicate { students } => format!(
                "此學生的身分證號與他人相同（共 {students} 人），請在校務行政系統查明更正後重新匯入。"
            ),
            Self::BirthDateMissing => {
                "此學生沒有出生日期，請在校務行政系統補上後重新匯入。".to_owned()
            }
            Self::ClassMissing => {
                "此學生沒有班級，名冊的備註欄將留白；不影響提交，可在校務行政系統補上後重新匯入。"
                    .to_owned()
            }
            Self::SeatMissing => {
                "此學生沒有座號，名冊的備註欄將留白；不影響提交，可在校務行政系統補上後重新匯入。"
                    .to_owned()
            }
            Self::OverLimit { selected, limit } => format!(
                "此學生勾選了 {selected} 件，超過本學年上限 {limit} 件，請學生取消多餘的勾選。"
            ),
            Self::NotCertified => {
                "此學習成果的認證已不存在，請任課教師重新認證，或請學生取消勾選。".to_owned()
            }
            Self::CourseCodeMissing => {
                "此課程沒有課程代碼，請教務處在校務行政系統補上後重新匯入。".to_owned()
            }
            Self::CourseCodeLength { length } => format!(
                "此課程的課程代碼為 {length} 碼，應為 23 碼，請教務處核對課程計畫後重新匯入。"
            ),
            Self::DescriptionMissing => "此件沒有簡述，請學生補上，或取消勾選。".to_owned(),
            Self::DescriptionTooLong { length, limit } => {
                format!("此件的簡述有 {length} 字，上限為 {limit} 字，請學生縮短，或取消勾選。")
            }
            Self::DescriptionHasLineBreaks => {
                "此件的簡述有換行，名冊中將以空格代替；不影響提交。".to_owned()
            }
            Self::FieldsInvalid { kind, names } => {
                let titles: Vec<_> = names.iter().map(|name| title(*kind, name)).collect();
                format!(
                    "此件（{}）的「{}」不符合欄位規定，請學生更正，或取消勾選。",
                    kind.sheet_name(),
                    titles.join("」、「")
                )
            }
            Self::NoFile => "此學習成果沒有任何檔案，請學生補上，或取消勾選。".to_owned(),
            Self::FileNotStored { role } => {
                format!("此件的{}尚未上傳完成，請學生重新上傳，或取消勾選。", file(*role))
            }
            Self::FileWithoutDigest { role } => format!(
                "此件的{}沒有可核對的 SHA-256，請通知系統維運人員；也可請學生重新上傳。",
                file(*role)
            ),
        }
    }

    /// The same in English.
    pub fn sentence_en(&self) -> String {
        match self {
            Self::NothingSelected => "No student selected anything: there is nothing to submit.".to_owned(),
            Self::IdNumberMissing => {
                "This student has no identity number: add it in the school's information system and import again.".to_owned()
            }
            Self::IdNumberDuplicate { students } => format!(
                "{students} students have this student's identity number: correct it in the school's information system and import again."
            ),
            Self::BirthDateMissing => {
                "This student has no birth date: add it in the school's information system and import again.".to_owned()
            }
            Self::ClassMissing => {
                "This student has no class: the remark in the roster stays empty. It can be submitted as it is.".to_owned()
            }
            Self::SeatMissing => {
                "This student has no seat: the remark in the roster stays empty. It can be submitted as it is.".to_owned()
            }
            Self::OverLimit { selected, limit } => format!(
                "This student selected {selected} items, more than the year's {limit}: ask the student to deselect some."
            ),
            Self::NotCertified => {
                "This outcome is no longer certified: ask the teacher to certify it again, or the student to deselect it.".to_owned()
            }
            Self::CourseCodeMissing => {
                "This course has no code: add it in the school's information system and import again.".to_owned()
            }
            Self::CourseCodeLength { length } => format!(
                "The code of this course has {length} characters and should have 23: compare it with the curriculum and import again."
            ),
            Self::DescriptionMissing => {
                "This item has no description: ask the student to write one, or to deselect it.".to_owned()
            }
            Self::DescriptionTooLong { length, limit } => format!(
                "The description has {length} characters, more than {limit}: ask the student to shorten it, or to deselect the item."
            ),
            Self::DescriptionHasLineBreaks => {
                "The description has line breaks: the roster will have spaces instead. It can be submitted as it is.".to_owned()
            }
            Self::FieldsInvalid { kind, names } => format!(
                "Fields of this item ({}) are wrong: {}. Ask the student to correct them, or to deselect it.",
                kind.title_en(),
                names.iter().map(|name| title_en(*kind, name)).collect::<Vec<_>>().join(", ")
            ),
            Self::NoFile => {
                "This outcome has no file: ask the student to add one, or to deselect it.".to_owned()
            }
            Self::FileNotStored { role } => format!(
                "The {} of this item is not uploaded: ask the student to upload it again, or to deselect the item.",
                file_en(*role)
            ),
            Self::FileWithoutDigest { role } => format!(
                "The {} of this item has no SHA-256 to compare it with: tell the operators, or ask the student to upload it again.",
                file_en(*role)
            ),
        }
    }
}

fn file(role: FileRole) -> &'static str {
    match role {
        FileRole::Document => "文件檔案",
        FileRole::Media => "影音檔案",
    }
}

fn file_en(role: FileRole) -> &'static str {
    match role {
        FileRole::Document => "document",
        FileRole::Media => "sound or video",
    }
}

// A field that the table no longer knows is called by the name under which it is kept.
fn title(kind: PerformanceKind, name: &str) -> &str {
    match kind.fields().iter().find(|field| field.name == name) {
        Some(field) => field.title,
        None if name == "external_url" => "外部影音連結",
        None => name,
    }
}

fn title_en(kind: PerformanceKind, name: &str) -> &str {
    match kind.fields().iter().find(|field| field.name == name) {
        Some(field) => field.title_en,
        None if name == "external_url" => "Link to sound or video elsewhere",
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn all() -> Vec<ProblemKind> {
        let names = ["name", "gone", "external_url"].map(str::to_owned).to_vec();
        let mut kinds = vec![
            ProblemKind::NothingSelected,
            ProblemKind::IdNumberMissing,
            ProblemKind::IdNumberDuplicate { students: 2 },
            ProblemKind::BirthDateMissing,
            ProblemKind::ClassMissing,
            ProblemKind::SeatMissing,
            ProblemKind::OverLimit { selected: 7, limit: 6 },
            ProblemKind::NotCertified,
            ProblemKind::CourseCodeMissing,
            ProblemKind::CourseCodeLength { length: 4 },
            ProblemKind::DescriptionMissing,
            ProblemKind::DescriptionTooLong { length: 101, limit: 100 },
            ProblemKind::DescriptionHasLineBreaks,
            ProblemKind::FieldsInvalid { kind: PerformanceKind::CreativeWork, names },
            ProblemKind::NoFile,
        ];
        for role in FileRole::ALL {
            kinds.push(ProblemKind::FileNotStored { role });
            kinds.push(ProblemKind::FileWithoutDigest { role });
        }
        kinds
    }

    #[test]
    fn every_problem_has_its_own_words_in_both_languages() {
        let chinese: BTreeSet<_> = all().iter().map(ProblemKind::sentence).collect();
        let english: BTreeSet<_> = all().iter().map(ProblemKind::sentence_en).collect();
        assert_eq!((chinese.len(), english.len()), (all().len(), all().len()));
        assert!(chinese.iter().all(|sentence| sentence.ends_with('。')));
        assert!(english.iter().all(|sentence| sentence.is_ascii() && sentence.ends_with('.')));
    }

    #[test]
    fn the_figures_stand_in_the_sentences() {
        for kind in all() {
            assert!(kind.code().starts_with("precheck."));
            for (name, figure) in kind.facts().into_iter().filter(|(name, _)| *name != "fields") {
                assert!(kind.sentence().contains(&figure.to_string()), "{name} of {kind:?}");
                assert!(kind.sentence_en().contains(&figure.to_string()), "{name} of {kind:?}");
            }
        }
    }

    #[test]
    fn fields_are_called_by_their_titles() {
        let sentence = all()[13].sentence();
        assert!(
            sentence.contains("（作品成果）的「名稱」、「gone」、「外部影音連結」"),
            "{sentence}"
        );
    }
}
