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
