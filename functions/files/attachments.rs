//! The files that an item of a student's portfolio names: how they come to it, and how they go.

use jiff::Timestamp;
use portfolio::{
    AccountId, FileId,
    files::{FileState, Purpose, Slot, UsageRefusal, check_usage},
    mutant,
};
use runtime::Problem;
use store::{
    Condition, Conflict, Found, Key, Write,
    items::{NamedFile, QuotaItem, StoredFile},
};

/// The files that a request names, by their places.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// `document_file_id`
    pub document: Option<FileId>,
    /// `media_file_id`
    pub media: Option<FileId>,
}

impl Asked {
    /// Whether no file is named.
    pub fn is_empty(&self) -> bool {
        self.document.is_none() && self.media.is_none()
    }

    /// Where the rows of the student's own files lie. Nobody else's are read.
    pub fn keys(&self, student: AccountId) -> impl Iterator<Item = Key> {
        let named = [self.document, self.media].into_iter().flatten();
        named.filter(move |file| file.owner == student).map(StoredFile::at)
    }

    fn at(&self, slot: Slot) -> Option<FileId> {
        match slot {
            Slot::Document => self.document,
            Slot::Media => self.media,
        }
    }
}

/// The files that an item names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attachments {
    /// The document or picture.
    pub document: Option<NamedFile>,
    /// The sound or video.
    pub media: Option<NamedFile>,
}

impl Attachments {
    /// Whether it names just the files that are asked for.
    pub fn are(&self, asked: &Asked) -> bool {
        Slot::ALL.into_iter().all(|slot| self.at(slot).map(|named| named.file) == asked.at(slot))
    }

    fn at(&self, slot: Slot) -> Option<&NamedFile> {
        match slot {
            Slot::Document => self.document.as_ref(),
            Slot::Media => self.media.as_ref(),
        }
    }
}

/// What happens to an item's files when it is made, changed or removed.
#[derive(Debug)]
pub struct AttachmentsChange {
    /// What the item names from now on.
    pub next: Attachments,
    before: Attachments,
    /// Newly named ones that another item already names.
    taken: Vec<(Slot, String)>,
}

impl AttachmentsChange {
    /// From what the item names to what is asked for. What is newly named must be the student's
    /// own, stored, and of the right purpose and kind.
    pub fn new(
        before: Attachments,
        asked: &Asked,
        student: AccountId,
        purpose: Purpose,
        found: &Found,
    ) -> Result<Self, Problem> {
        let mut change = Self { next: Attachments::default(), before, taken: Vec::new() };
        for slot in Slot::ALL {
            let named = change.resolve(slot, asked, student, purpose, found)?;
            match slot {
                Slot::Document => change.next.document = named,
                Slot::Media => change.next.media = named,
            }
        }
        Ok(change)
    }

    /// The item goes, and its files with it.
    pub fn removal(before: Attachments) -> Self {
        Self { next: Attachments::default(), before, taken: Vec::new() }
    }

    fn resolve(
        &mut self,
        slot: Slot,
        asked: &Asked,
        student: AccountId,
        purpose: Purpose,
        found: &Found,
    ) -> Result<Option<NamedFile>, Problem> {
        let Some(file) = asked.at(slot) else { return Ok(None) };
        if let Some(kept) = self.before.at(slot).filter(|named| named.file == file) {
            return Ok(Some(kept.clone()));
        }
        let unusable = || Problem::from(UsageRefusal::Unusable(slot));
        let own = file.owner == student;
        let row: Option<StoredFile> = if own { found.take(&StoredFile::at(file))? } else { None };
        let row = row.ok_or_else(unusable)?;
        check_usage(slot, purpose, row.state, row.purpose, &row.media_type)?;
        let accepted_at = row.accepted_at.ok_or_else(unusable)?;
        if let Some(user) = row.used_by {
            self.taken.push((slot, user));
        }
        Ok(Some(NamedFile {
            file,
            name: row.name,
            size: row.size,
            sha256: row.sha256,
            media_type: row.media_type,
            reserved_at: row.reserved_at,
            accepted_at,
        }))
    }

    /// Refuses a file that another item names.
    pub fn check_unused(&self) -> Result<(), UsageRefusal> {
        match self.taken.first() {
            _ if mutant("use-what-is-used") => Ok(()),
            Some((slot, _)) => Err(UsageRefusal::InUse(*slot)),
            None => Ok(()),
        }
    }

    /// Whether a place holds other bytes than before, by their SHA-256.
    pub fn other_bytes(&self) -> bool {
        Slot::ALL.into_iter().any(|slot| self.has_other_bytes(slot))
    }

    fn has_other_bytes(&self, slot: Slot) -> bool {
        let sha256 = |files: &Attachments| files.at(slot).map(|named| named.sha256.clone());
        sha256(&self.before) != sha256(&self.next)
    }

    /// When the files that bring other bytes were reserved.
    pub fn reserved(&self) -> Vec<Timestamp> {
        let fresh = Slot::ALL.into_iter().filter(|slot| self.has_other_bytes(*slot));
        fresh.filter_map(|slot| self.next.at(slot)).map(|named| named.reserved_at).collect()
    }

    /// The writes that go into the item's own transaction: what is newly named is now used by the
    /// item; what is no longer named becomes a tombstone, and its space is free again.
    pub fn writes(&self, item: &str, now: Timestamp) -> Vec<Write> {
        let mut writes = Vec::new();
        let mut freed = 0;
        let mut owner = None;
        for slot in Slot::ALL {
            let (before, next) = (self.before.at(slot), self.next.at(slot));
            if before.map(|named| named.file) == next.map(|named| named.file) {
                continue;
            }
            if let Some(named) = next {
                writes.push(claim(slot, named.file, item));
            }
            if let Some(named) = before {
                writes.push(give_up(slot, named, item, now));
                freed += i64::try_from(named.size).unwrap_or_default();
                owner = Some(named.file.owner);
            }
        }
        // One item can be written only once in a transaction, so both files share the refund.
        let owner = owner.filter(|_| !mutant("replace-without-refund"));
        writes.extend(owner.map(|owner| {
            Write::update("quota", QuotaItem::at(owner))
                .increase("free", freed)
                .when(Condition::item_exists())
        }));
        writes
    }

    /// Why a transaction with these writes was refused, where it was because of a file.
    pub fn refusal(conflict: &Conflict) -> Option<Problem> {
        if conflict.at("quota") {
            return Some(Problem::unavailable("an owner of files has no quota"));
        }
        for slot in Slot::ALL {
            if conflict.at(claimed(slot)) {
                let stands: Option<StoredFile> = conflict.found(claimed(slot));
                let used = stands.is_some_and(|row| row.used_by.is_some());
                let unusable = UsageRefusal::Unusable(slot);
                return Some(if used { UsageRefusal::InUse(slot) } else { unusable }.into());
            }
            let held =
                conflict.found(given_up(slot)).is_some_and(|row: StoredFile| row.held_by.is_some());
            if held {
                return Some(UsageRefusal::Locked.into());
            }
        }
        None
    }
}

fn claim(slot: Slot, file: FileId, item: &str) -> Write {
    Write::update(claimed(slot), StoredFile::at(file))
        .set("used_by", item)
        .when(Condition::equals("state", FileState::Stored).unless(mutant("use-what-is-gone")))
        .when(Condition::absent("used_by").unless(mutant("use-what-is-used")))
}

/// Files of items count against the quota with their size; the condition on `charged` says so.
fn give_up(slot: Slot, named: &NamedFile, item: &str, now: Timestamp) -> Write {
    Write::update(given_up(slot), StoredFile::at(named.file))
        .set("state", FileState::Deleted)
        .set("ended_at", now)
        .remove("used_by")
        .due(Some(StoredFile::collection(now)))
        .when(Condition::equals("state", FileState::Stored))
        .when(Condition::equals("used_by", item))
        .when(Condition::equals("charged", named.size))
        .when(Condition::absent("held_by").unless(mutant("give-up-what-is-held")))
}

fn claimed(slot: Slot) -> &'static str {
    match slot {
        Slot::Document => "document",
        Slot::Media => "media",
    }
}

fn given_up(slot: Slot) -> &'static str {
    match slot {
        Slot::Document => "old document",
        Slot::Media => "old media",
    }
}
