use serde::{Deserialize, Serialize};

use crate::{SchoolCode, SchoolYear, selections::Roster};

/// What a batch is about: one roster of one school for one school year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Scope {
    /// The school.
    pub school: SchoolCode,
    /// The school year.
    pub year: SchoolYear,
    /// The roster.
    pub roster: Roster,
}

impl Scope {
    /// The number of the roster (名冊別): 26 for 學生課程學習成果名冊, 25 for 學生自填多元表現名冊.
    pub fn roster_number(&self) -> &'static str {
        match self.roster {
            Roster::LearningOutcomes => "26",
            Roster::DiversePerformances => "25",
        }
    }

    /// The name of the roster's workbook.
    ///
    /// ```
    /// use portfolio::{SchoolYear, central_submissions::Scope, selections::Roster};
    /// let scope = Scope {
    ///     school: "353301".parse().unwrap(),
    ///     year: SchoolYear::new(115).unwrap(),
    ///     roster: Roster::LearningOutcomes,
    /// };
    /// assert_eq!(scope.workbook_name(), "353301_115_26.xlsx");
    /// assert_eq!(scope.shard_name(1), "353301_115_26_files_001.zip");
    /// assert_eq!(scope.manifest_name(), "353301_115_26_manifest.jsonl");
    /// assert_eq!(scope.signature_name(), "353301_115_26_signature.json");
    /// ```
    pub fn workbook_name(&self) -> String {
        format!("{}.xlsx", self.stem())
    }

    /// The name of an archive with files; the first has the number 1.
    pub fn shard_name(&self, number: u32) -> String {
        format!("{}_files_{number:03}.zip", self.stem())
    }

    /// The name of the manifest.
    pub fn manifest_name(&self) -> String {
        format!("{}_manifest.jsonl", self.stem())
    }

    /// The name of the signature over the manifest's root.
    pub fn signature_name(&self) -> String {
        format!("{}_signature.json", self.stem())
    }

    /// The scope as part of something that is hashed: a text that no other scope has.
    pub(super) fn label(&self) -> String {
        format!("{}\n{}\n{}", self.school, self.year, self.roster)
    }

    fn stem(&self) -> String {
        format!("{}_{}_{}", self.school, self.year, self.roster_number())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::strategies::{school, year};

    fn scope() -> impl Strategy<Value = Scope> {
        (school(), year(), 0..Roster::ALL.len()).prop_map(|(school, year, roster)| Scope {
            school,
            year,
            roster: Roster::ALL[roster],
        })
    }

    proptest! {
        #[test]
        fn no_two_scopes_share_a_file_or_a_label(
            one in scope(), other in scope(), shards in [1_u32..1000, 1_u32..1000],
        ) {
            let same = one == other;
            prop_assert_eq!(one.workbook_name() == other.workbook_name(), same);
            prop_assert_eq!(one.manifest_name() == other.manifest_name(), same);
            prop_assert_eq!(one.signature_name() == other.signature_name(), same);
            prop_assert_eq!(one.label() == other.label(), same);
            let names = [one.shard_name(shards[0]), other.shard_name(shards[1])];
            prop_assert_eq!(names[0] == names[1], same && shards[0] == shards[1]);
            // In a folder the archives stand in their order.
            let after = one.shard_name(shards[1]);
            prop_assert_eq!(names[0].cmp(&after), shards[0].cmp(&shards[1]));
            prop_assert!(
                names.iter().all(|name| name
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"_.".contains(&b)))
            );
        }
    }
}
