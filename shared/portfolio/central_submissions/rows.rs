use std::{collections::BTreeSet, fmt};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    DataKey, Digest, FileRole, ItemId, OutcomeSheet, PackagePath, PackageRefusal, canonical_json,
};
use crate::{AccountId, Semester, diverse_performances::PerformanceKind};

/// One row of a roster, as it was when the batch was frozen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenRow {
    /// The row's own name, to which the receipt refers.
    pub data_key: DataKey,
    /// What it was made from.
    pub item: ItemId,
    /// Whose it is.
    pub student: FrozenStudent,
    /// What it says.
    pub content: FrozenContent,
    /// The document (證明文件, 文件檔案).
    pub document: Option<FrozenFile>,
    /// The sound or video (影音檔案).
    pub media: Option<FrozenFile>,
}

/// A student as the roster names them. Whoever keeps it encrypts it; `Debug` shows nothing that
/// identifies a person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenStudent {
    /// The student's account.
    pub account: AccountId,
    /// 身分證號, or the number of the residence permit.
    pub id_number: String,
    /// 出生日期
    pub birth_date: Date,
    /// 學生姓名
    pub name: String,
    /// 班級, of the semester in which the batch was frozen.
    pub class_name: Option<String>,
    /// 座號
    pub seat: Option<u32>,
    /// 學號
    pub number: String,
}

impl fmt::Debug for FrozenStudent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrozenStudent").field("account", &self.account).finish_non_exhaustive()
    }
}

/// What a row says of an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FrozenContent {
    /// A certified learning outcome.
    Outcome(FrozenOutcome),
    /// A diverse performance.
    Performance(FrozenPerformance),
}

/// A learning outcome (課程學習成果).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenOutcome {
    /// The sheet it stands on, with what only that sheet says.
    pub sheet: OutcomeSheet,
    /// The semester in which the course was really taken (實際修課學期).
    pub semester: Semester,
    /// 課程代碼, 23 characters.
    pub course_code: String,
    /// 科目名稱
    pub course_name: String,
    /// 開課年級, 1 to 3.
    pub grade: u8,
    /// 修課學分
    pub credits: f64,
    /// 成果簡述
    pub description: String,
}

/// A diverse performance (多元表現).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenPerformance {
    /// The kind, which is the sheet.
    pub kind: PerformanceKind,
    /// Its fields, by their names on the wire.
    pub fields: Map<String, Value>,
    /// 外部影音連結
    pub external_url: Option<String>,
}

/// A stored file of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenFile {
    /// The name under which the student uploaded it.
    pub file_name: String,
    /// Bytes.
    pub size: u64,
    /// Of the bytes as the student uploaded them.
    pub sha256: Digest,
    /// IANA name.
    pub media_type: String,
    /// Where the bytes lie.
    pub object_key: String,
}

impl FrozenRow {
    /// The files of the row: the document first.
    pub fn files(&self) -> impl Iterator<Item = (FileRole, &FrozenFile)> {
        let document = self.document.iter().map(|file| (FileRole::Document, file));
        document.chain(self.media.iter().map(|file| (FileRole::Media, file)))
    }

    /// The path of the file in this role within the archives.
    pub fn path(&self, role: FileRole) -> Option<PackagePath> {
        let file = match role {
            FileRole::Document => self.document.as_ref(),
            FileRole::Media => self.media.as_ref(),
        };
        file.map(|file| PackagePath::new(self.data_key, role, &file.file_name))
    }

    /// The digest of all that the row hands over, written as canonical JSON. Where the bytes of its
    /// files happen to lie, and the account, are no part of that.
    pub fn digest(&self) -> Digest {
        Digest::of(canonical_json(&self.handed_over()).as_bytes())
    }

    fn handed_over(&self) -> Value {
        let student = &self.student;
        let file = |(role, file): (FileRole, &FrozenFile)| {
            json!({
                "role": role,
                "file_name": file.file_name,
                "size": file.size,
                "sha256": file.sha256,
                "media_type": file.media_type,
            })
        };
        json!({
            "data_key": self.data_key,
            "item": self.item,
            "student": {
                "id_number": student.id_number,
                "birth_date": student.birth_date,
                "name": student.name,
                "class_name": student.class_name,
                "seat": student.seat,
                "number": student.number,
            },
            "content": self.content,
            "files": self.files().map(file).collect::<Vec<_>>(),
        })
    }
}

/// The rows in the order of their keys, whatever order they come in. Two rows with one key are
/// refused: a receipt could not tell them apart.
pub(super) fn in_order(rows: &[FrozenRow]) -> Result<Vec<&FrozenRow>, PackageRefusal> {
    let mut seen = BTreeSet::new();
    if let Some(twice) = rows.iter().find(|row| !seen.insert(row.data_key)) {
        return Err(PackageRefusal::DuplicateRow(twice.data_key));
    }
    let mut ordered: Vec<_> = rows.iter().collect();
    ordered.sort_unstable_by_key(|row| row.data_key);
    Ok(ordered)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::samples, *};

    #[test]
    fn a_row_is_kept_and_read_back() {
        for row in [samples::outcome(1), samples::performance(2)] {
            let text = serde_json::to_string(&row).unwrap();
            let back: FrozenRow = serde_json::from_str(&text).unwrap();
            assert_eq!(back, row);
            assert_eq!(back.digest(), row.digest());
        }
    }

    #[test]
    fn what_a_person_reads_in_a_log_names_nobody() {
        let row = samples::outcome(1);
        let shown = format!("{row:?}");
        assert!(!shown.contains(&row.student.id_number));
        assert!(!shown.contains(&row.student.name));
        assert!(!shown.contains("2009"));
    }

    #[test]
    fn the_digest_follows_what_is_handed_over_and_nothing_else() {
        let row = samples::outcome(1);
        let mut moved = row.clone();
        moved.student.account = AccountId::new(uuid::Uuid::from_u128(99));
        moved.document.as_mut().unwrap().object_key = "elsewhere".to_owned();
        assert_eq!(moved.digest(), row.digest());

        let mut corrected = row.clone();
        corrected.student.name.push('華');
        assert_ne!(corrected.digest(), row.digest());
        let mut replaced = row.clone();
        replaced.document.as_mut().unwrap().sha256 = Digest::of(b"other");
        assert_ne!(replaced.digest(), row.digest());
    }

    #[test]
    fn two_rows_with_one_key_are_refused() {
        let rows = [samples::outcome(1), samples::outcome(2), samples::outcome(1)];
        assert_eq!(in_order(&rows), Err(PackageRefusal::DuplicateRow(rows[0].data_key)));
    }

    fn any_row() -> impl Strategy<Value = FrozenRow> {
        (1_u128..5, any::<bool>()).prop_map(|(n, is_outcome)| {
            if is_outcome { samples::outcome(n) } else { samples::performance(n) }
        })
    }

    proptest! {
        #[test]
        fn rows_stand_in_the_order_of_their_keys_or_one_that_stands_twice_is_named(
            rows in prop::collection::vec(any_row(), 0..7),
        ) {
            let keys: BTreeSet<_> = rows.iter().map(|row| row.data_key).collect();
            let times = |key| rows.iter().filter(|row| row.data_key == key).count();
            match in_order(&rows) {
                Ok(ordered) => {
                    let ordered: Vec<_> = ordered.into_iter().map(|row| row.data_key).collect();
                    prop_assert_eq!(ordered.len(), rows.len());
                    prop_assert_eq!(ordered, keys.into_iter().collect::<Vec<_>>());
                }
                Err(PackageRefusal::DuplicateRow(key)) => prop_assert!(times(key) > 1),
                Err(other) => prop_assert!(false, "{other:?}"),
            }
        }

        #[test]
        fn a_row_has_the_digest_of_another_only_where_both_hand_the_same_over(
            row in any_row(), other in any_row(), part in 0_usize..8,
        ) {
            let mut mixed = row.clone();
            match part {
                0 => mixed.data_key = other.data_key,
                1 => mixed.item = other.item,
                2 => mixed.student.id_number = other.student.id_number,
                3 => mixed.student.class_name = other.student.class_name,
                4 => mixed.content = other.content,
                5 => mixed.document = other.document,
                6 => mixed.media = other.media,
                // Whose account it is, and where bytes lie, is handed over to nobody.
                _ => mixed.student.account = other.student.account,
            }
            let same = part == 7 || mixed == row;
            prop_assert_eq!(mixed.digest() == row.digest(), same);
            let roles: Vec<_> = mixed.files().map(|(role, _)| role).collect();
            let named =
                [FileRole::Document, FileRole::Media].map(|role| mixed.path(role).map(|_| role));
            prop_assert_eq!(roles, named.into_iter().flatten().collect::<Vec<_>>());
        }
    }
}
