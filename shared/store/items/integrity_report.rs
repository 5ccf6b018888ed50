use jiff::{Timestamp, civil::Date};
use portfolio::{
    AccountId, FileId, SchoolCode,
    central_submissions::Digest,
    integrity::{Difference, OwnerTally, Place, Report, Roots, Weakness},
};
use serde::{Deserialize, Serialize};

use super::Receipt;
use crate::{Item, Key};

/// The comparison of one night and its report (完整性報告). `INTEGRITY` / `RPT#<date>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IntegrityReport {
    /// The day in Taipei.
    pub date: Date,
    /// When the comparison began.
    pub begun_at: Timestamp,
    /// The latest signed one of an earlier day when it began: what was there then must be there now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
    /// Into how many shards the table was divided.
    pub shards: u32,
    /// What was found; none while it is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<SignedReport>,
    /// Who acknowledged it, in their order.
    #[serde(default)]
    pub acknowledgements: Vec<Acknowledgement>,
    /// In how many items its memory is kept, from which the next night knows what there was; none while
    /// it is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<usize>,
    /// Grows with every change.
    pub version: u64,
}

/// The night that another one is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// Its day.
    pub date: Date,
    /// When it began.
    pub begun_at: Timestamp,
}

/// What was found, with the signature.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignedReport {
    /// What was found.
    pub report: Report,
    /// Over its bytes to sign.
    pub signature: Receipt,
    /// When it was signed.
    pub signed_at: Timestamp,
}

/// Somebody has seen a report.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// Who.
    pub account: AccountId,
    /// When.
    pub at: Timestamp,
}

impl IntegrityReport {
    /// The partition of all reports.
    pub const PARTITION: &'static str = "INTEGRITY";
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "RPT#";

    /// Where it lies.
    pub fn at(date: Date) -> Key {
        Key::new(Self::PARTITION, Self::sort(date))
    }

    /// Its sort key: those of earlier days come before it.
    pub fn sort(date: Date) -> String {
        format!("{}{date}", Self::PREFIX)
    }

    /// Who acknowledged it.
    pub fn acknowledged_by(&self) -> Vec<AccountId> {
        self.acknowledgements.iter().map(|one| one.account).collect()
    }
}

impl Item for IntegrityReport {
    fn key(&self) -> Key {
        Self::at(self.date)
    }
}

/// The partition of what one night's workers found.
pub(super) fn night(date: Date) -> String {
    format!("INT#{date}")
}

/// How long what was counted is kept: longer than it takes to read everything again.
const COUNTS_LIVE: jiff::SignedDuration = jiff::SignedDuration::from_hours(24 * 60);

pub(super) fn forgotten(date: Date) -> Option<i64> {
    let begins = date.to_zoned(portfolio::taipei()).ok()?.timestamp();
    Some((begins + COUNTS_LIVE).as_second())
}

/// A part of the night's work that is done. `INT#<date>` / `PART#<name>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IntegrityPart {
    /// The day.
    pub date: Date,
    /// Which part.
    pub name: String,
    /// Files whose bytes were read again.
    pub reread_files: u64,
    /// Bytes that were read again.
    pub reread_bytes: u64,
    /// Settings that protect less than they should.
    #[serde(default)]
    pub weaknesses: Vec<(Place, Weakness)>,
}

impl IntegrityPart {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "PART#";

    /// The partition of the day's parts.
    pub fn partition(date: Date) -> String {
        night(date)
    }

    /// Where it lies.
    pub fn at(date: Date, name: &str) -> Key {
        Key::new(night(date), format!("{}{name}", Self::PREFIX))
    }
}

impl Item for IntegrityPart {
    fn key(&self) -> Key {
        Self::at(self.date, &self.name)
    }

    fn expires(&self) -> Option<i64> {
        forgotten(self.date)
    }
}

/// Some owners as one night counted them. `INT#<date>` / `OWN#<part>#<number>`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IntegrityOwners {
    /// The day.
    pub date: Date,
    /// Which part counted them.
    pub part: String,
    /// Which of the part's items this is.
    pub number: usize,
    /// Owner, rows, files, bytes and the three roots.
    owners: Vec<(AccountId, u32, u32, u64, Digest, Digest, Digest)>,
    /// Of each of them, the rows that the night before counted too.
    #[serde(default)]
    earlier: Vec<u32>,
    /// The same two numbers of the owner's outcomes and performances.
    #[serde(default)]
    items: Vec<(u32, u32)>,
}

impl IntegrityOwners {
    /// What the sort keys begin with.
    pub const PREFIX: &'static str = "OWN#";
    /// The most owners of one item: an item of the table has 400 KB at most, and each takes some
    /// 270 bytes.
    const MOST: usize = 1_000;

    /// The items that these owners make.
    pub fn of(date: Date, part: &str, tallies: &[OwnerTally]) -> Vec<Self> {
        let item = |(number, tallies): (usize, &[OwnerTally])| Self {
            date,
            part: part.to_owned(),
            number,
            owners: tallies.iter().map(written).collect(),
            earlier: tallies.iter().map(|tally| tally.earlier).collect(),
            items: tallies.iter().map(|tally| (tally.items, tally.earlier_items)).collect(),
        };
        tallies.chunks(Self::MOST).enumerate().map(item).collect()
    }

    /// The owners.
    pub fn tallies(&self) -> impl Iterator<Item = OwnerTally> {
        self.owners.iter().zip(&self.earlier).zip(&self.items).map(
            |(((owner, rows, files, bytes, said, vault, replica), earlier), items)| OwnerTally {
                owner: *owner,
                rows: *rows,
                earlier: *earlier,
                items: items.0,
                earlier_items: items.1,
                files: *files,
                bytes: *bytes,
                roots: Roots { rows: *said, vault: *vault, replica: *replica },
            },
        )
    }
}

fn written(tally: &OwnerTally) -> (AccountId, u32, u32, u64, Digest, Digest, Digest) {
    let Roots { rows, vault, replica } = tally.roots;
    (tally.owner, tally.rows, tally.files, tally.bytes, rows, vault, replica)
}

impl Item for IntegrityOwners {
    fn key(&self) -> Key {
        let sort = format!("{}{}#{:06}", Self::PREFIX, self.part, self.number);
        Key::new(night(self.date), sort)
    }

    fn expires(&self) -> Option<i64> {
        forgotten(self.date)
    }
}

/// A difference that a night found. `INT#<date>` / `DIF#<school>#<owner>#<name>#<kind>`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntegrityDifference {
    /// The day.
    pub date: Date,
    /// What differs.
    pub kind: Difference,
    /// The school of the owner; none where the owner has none, or is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<SchoolCode>,
    /// Whose; none for an object whose name no upload gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<AccountId>,
    /// Which file; none where all of the owner's are meant, or it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileId>,
    /// The object's name in vault and copy, or the key of an item that is no file; empty where all of
    /// the owner's are meant.
    pub object: String,
    /// The version that the row names, or that lies there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Whether the right bytes lie in the other bucket, from which they can be copied back.
    pub elsewhere: bool,
}

impl IntegrityDifference {
    /// What the sort keys of all of them begin with.
    pub const PREFIX: &'static str = "DIF#";

    /// What the sort keys of one school's begin with.
    pub fn of_school(school: &SchoolCode) -> String {
        format!("{}{school}#", Self::PREFIX)
    }

    /// The partition of the day's.
    pub fn partition(date: Date) -> String {
        night(date)
    }
}

impl Item for IntegrityDifference {
    fn key(&self) -> Key {
        let school = self.school.as_ref().map_or("-", SchoolCode::as_str);
        let owner = self.owner.map_or("-".to_owned(), |owner| owner.to_string());
        // An object's name can be as long as a key may be; its digest is not.
        let name = match self.file {
            Some(file) => file.to_string(),
            None => Digest::of(self.object.as_bytes()).to_string(),
        };
        let sort = format!("{}{school}#{owner}#{name}#{}", Self::PREFIX, self.kind);
        Key::new(night(self.date), sort)
    }
}
