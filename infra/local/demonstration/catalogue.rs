//! Which courses there are, and which of them a class takes in which semester.

/// A course of the catalogue, whoever teaches it and whenever.
pub(super) struct Subject {
    pub(super) name: &'static str,
    /// The field that the themes of outcomes belong to.
    pub(super) field: &'static str,
    /// What its teachers are teachers of: two for a course taught together (合開課程).
    pub(super) taught_by: &'static [&'static str],
    /// 課程類別, 科目屬性, 領域 and 科目 of the course code, as `1`, `1`, `01`, `01`.
    pub(super) code: (char, char, &'static str, &'static str),
}

const fn subject(
    name: &'static str,
    field: &'static str,
    taught_by: &'static [&'static str],
    code: (char, char, &'static str, &'static str),
) -> Subject {
    Subject { name, field, taught_by, code }
}

const CATALOGUE: &[Subject] = &[
    subject("國語文", "國語文", &["國語文"], ('1', '1', "01", "01")),
    subject("語文表達與傳播應用", "國語文", &["國語文"], ('3', '1', "01", "21")),
    subject("英語文", "英語文", &["英語文"], ('1', '1', "01", "03")),
    subject("數學", "數學", &["數學"], ('1', '1', "02", "01")),
    subject("數學A", "數學", &["數學"], ('1', '1', "02", "02")),
    subject("數學甲", "數學", &["數學"], ('3', '1', "02", "11")),
    subject("歷史", "歷史", &["歷史"], ('1', '1', "03", "01")),
    subject("地理", "地理", &["地理"], ('1', '1', "03", "02")),
    subject("公民與社會", "公民與社會", &["公民與社會"], ('1', '1', "03", "03")),
    subject("物理", "物理", &["物理"], ('1', '1', "04", "01")),
    subject("化學", "化學", &["化學"], ('1', '1', "04", "02")),
    subject("生物", "生物", &["生物"], ('1', '1', "04", "03")),
    subject("地球科學", "地球科學", &["地球科學"], ('1', '1', "04", "04")),
    subject("選修物理", "物理", &["物理"], ('3', '1', "04", "11")),
    subject("選修化學", "化學", &["化學"], ('3', '1', "04", "12")),
    subject("選修生物", "生物", &["生物"], ('3', '1', "04", "13")),
    subject("自然科學探究與實作", "探究與實作", &["物理", "生物"], ('1', '1', "04", "08")),
    subject("美術", "美術", &["美術"], ('1', '1', "05", "02")),
    subject("音樂", "音樂", &["音樂"], ('1', '1', "05", "01")),
    subject("資訊科技", "資訊科技", &["資訊科技"], ('1', '1', "07", "02")),
    subject("進階程式設計", "資訊科技", &["資訊科技"], ('3', '1', "07", "12")),
    subject("體育", "體育", &["體育"], ('1', '1', "08", "02")),
    subject("多元選修：城市走讀", "城市走讀", &["地理", "歷史"], ('6', '1', "03", "61")),
    subject("多元選修：議題論壇", "議題論壇", &["公民與社會"], ('6', '1', "03", "62")),
    subject("多元選修：資料視覺化", "資料視覺化", &["資訊科技"], ('6', '1', "07", "61")),
    subject("機械製圖", "機械", &["機械"], ('1', '2', "21", "01")),
    subject("機械製造", "機械", &["機械"], ('1', '2', "21", "02")),
    subject("機械加工實習", "機械", &["機械"], ('1', '3', "21", "31")),
    subject("電腦輔助製圖實習", "機械", &["機械"], ('2', '3', "21", "32")),
    subject("機件原理", "機械", &["機械"], ('1', '2', "21", "03")),
    subject("基本電學", "電機", &["電機"], ('1', '2', "22", "01")),
    subject("電工實習", "電機", &["電機"], ('1', '3', "22", "31")),
    subject("電子學", "電機", &["電機"], ('1', '2', "22", "02")),
    subject("可程式控制實習", "電機", &["電機"], ('2', '3', "22", "32")),
    subject("電工機械", "電機", &["電機"], ('1', '2', "22", "03")),
    subject("專題實作", "電機", &["電機"], ('2', '3', "22", "41")),
];

/// The subject of this name; plans name only subjects of the catalogue.
pub(super) fn by_name(name: &str) -> Option<&'static Subject> {
    CATALOGUE.iter().find(|subject| subject.name == name)
}

/// Names and credits of what a class takes in one semester.
pub(super) type Plan = &'static [(&'static str, u8)];

/// What a programme takes in a grade (1 to 3) and a half of the year (1 or 2).
pub(super) fn plan(programme: &str, grade: u8, half: u16) -> Plan {
    match (programme, grade, half) {
        ("普通科", 1, 1) => GENERAL_1_1,
        ("普通科", 1, _) => GENERAL_1_2,
        ("普通科", 2, 1) => GENERAL_2_1,
        ("普通科", 2, _) => GENERAL_2_2,
        ("普通科", _, _) => GENERAL_3,
        ("機械科", 1, _) => MECHANICS_1,
        ("機械科", _, _) => MECHANICS_2,
        (_, 1, _) => ELECTRICS_1,
        (_, 2, _) => ELECTRICS_2,
        (_, _, _) => ELECTRICS_3,
    }
}

const GENERAL_1_1: Plan = &[
    ("國語文", 4),
    ("英語文", 4),
    ("數學", 4),
    ("歷史", 2),
    ("地理", 2),
    ("公民與社會", 2),
    ("物理", 2),
    ("生物", 2),
    ("資訊科技", 2),
    ("美術", 1),
    ("音樂", 1),
    ("體育", 2),
];
const GENERAL_1_2: Plan = &[
    ("國語文", 4),
    ("英語文", 4),
    ("數學", 4),
    ("歷史", 2),
    ("地理", 2),
    ("公民與社會", 2),
    ("化學", 2),
    ("地球科學", 2),
    ("資訊科技", 2),
    ("美術", 1),
    ("音樂", 1),
    ("體育", 2),
];
const GENERAL_2_1: Plan = &[
    ("國語文", 4),
    ("英語文", 4),
    ("數學A", 4),
    ("歷史", 2),
    ("地理", 2),
    ("公民與社會", 2),
    ("物理", 2),
    ("化學", 2),
    ("自然科學探究與實作", 2),
    ("多元選修：城市走讀", 2),
    ("體育", 2),
];
const GENERAL_2_2: Plan = &[
    ("國語文", 4),
    ("英語文", 4),
    ("數學A", 4),
    ("歷史", 2),
    ("公民與社會", 2),
    ("生物", 2),
    ("選修化學", 2),
    ("自然科學探究與實作", 2),
    ("多元選修：資料視覺化", 2),
    ("美術", 1),
    ("體育", 2),
];
const GENERAL_3: Plan = &[
    ("國語文", 4),
    ("英語文", 2),
    ("數學甲", 4),
    ("選修物理", 3),
    ("選修化學", 3),
    ("選修生物", 2),
    ("進階程式設計", 2),
    ("語文表達與傳播應用", 2),
    ("多元選修：議題論壇", 2),
    ("體育", 2),
];
const MECHANICS_1: Plan = &[
    ("國語文", 3),
    ("英語文", 2),
    ("數學", 3),
    ("物理", 2),
    ("公民與社會", 2),
    ("機械製圖", 3),
    ("機械製造", 2),
    ("機械加工實習", 4),
    ("體育", 2),
];
const MECHANICS_2: Plan = &[
    ("國語文", 3),
    ("英語文", 2),
    ("數學", 3),
    ("機件原理", 2),
    ("機械製圖", 3),
    ("電腦輔助製圖實習", 3),
    ("機械加工實習", 4),
    ("體育", 2),
];
const ELECTRICS_1: Plan = &[
    ("國語文", 3),
    ("英語文", 2),
    ("數學", 3),
    ("物理", 2),
    ("公民與社會", 2),
    ("基本電學", 3),
    ("電工實習", 4),
    ("體育", 2),
];
const ELECTRICS_2: Plan = &[
    ("國語文", 3),
    ("英語文", 2),
    ("數學", 3),
    ("電子學", 3),
    ("電工實習", 4),
    ("可程式控制實習", 3),
    ("體育", 2),
];
const ELECTRICS_3: Plan = &[
    ("國語文", 2),
    ("英語文", 2),
    ("數學", 3),
    ("電工機械", 3),
    ("可程式控制實習", 3),
    ("專題實作", 3),
    ("體育", 2),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plan_names_subjects_of_the_catalogue_once() {
        for programme in ["普通科", "機械科", "電機科"] {
            for (grade, half) in [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)] {
                let plan = plan(programme, grade, half);
                for (place, (name, credits)) in plan.iter().enumerate() {
                    assert!(by_name(name).is_some(), "{name}");
                    assert!((1..=4).contains(credits));
                    assert!(plan[..place].iter().all(|(other, _)| other != name), "{name}");
                }
            }
        }
    }

    #[test]
    fn no_two_subjects_share_their_part_of_the_code() {
        for (place, subject) in CATALOGUE.iter().enumerate() {
            assert!(CATALOGUE[..place].iter().all(|other| other.code != subject.code));
        }
    }
}
