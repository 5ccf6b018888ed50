use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A part of one night's comparison.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    pub date: Date,
    pub step: Step,
}

/// Which part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The owners of one shard of the table.
    Shard(u32),
    /// Owners of whom only the buckets know, and objects of nobody's.
    Strays,
    /// How buckets and table are set.
    Protection,
    /// The report, once every part is done.
    Close,
}

impl Step {
    /// Every part that must be done before the report, where the table has so many shards.
    pub fn parts(shards: u32) -> impl Iterator<Item = Self> {
        (0..shards).map(Self::Shard).chain([Self::Strays, Self::Protection])
    }

    /// The name under which what was found is kept.
    pub fn name(self) -> String {
        match self {
            Self::Shard(number) => format!("shard-{number:04}"),
            Self::Strays => "strays".to_owned(),
            Self::Protection => "protection".to_owned(),
            Self::Close => "close".to_owned(),
        }
    }
}
