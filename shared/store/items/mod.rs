//! What the table holds: one file per item type, which alone knows the item's key.
//!
//! | partition | holds |
//! |---|---|
//! | `ACC#<username>` | the account, by the name that is typed at the sign-in |
//! | `USR#<account>` | everything of one person: profile, quota, sessions, outcomes, selections, records |
//! | `FIL#<account>` | the person's files, tombstones included: they are never removed |
//! | `GONE#<account>` | what the person removed lately, so that a repeated removal is recognised |
//! | `SCH#<school>` | the school: settings, windows, classes, staff, batches, problem reports |
//! | `SEL#<school>#<year>#<roster>` | every student's selection, as the freezing reads it |
//! | `SUB#<batch>` | the frozen rows of a central submission |
//! | `CITY` | what the city publishes for everybody |
//! | `INTEGRITY` | the reports of the nightly comparison |
//! | `INT#<date>` | what one night's comparison counted and found |
//! | `HOUR#<hour>` | which schools send which reminders at this hour |

mod account;
mod attendance_record;
mod author;
mod calendar;
mod certification;
mod conduct_record;
mod course_record;
mod delegation;
mod diverse_performance;
mod frozen_row;
mod integrity_inventory;
mod integrity_owed;
mod integrity_report;
mod lasting;
mod learning_outcome;
mod mail_claim;
mod mail_suppression;
mod mail_wish;
mod outcome_count;
mod problem_report;
mod profile;
mod public_documents;
mod reminder_hour;
mod removed_item;
mod repeated_call;
mod return_phrases;
mod roster_row;
mod school;
mod school_settings;
mod selection;
mod session_family;
mod sign_in_lock;
mod staff_row;
mod storage_quota;
mod stored_file;
mod submission_batch;
mod submission_shard;
mod window;

pub use account::{Account, Credential};
pub use attendance_record::AttendanceRecord;
pub use author::Author;
pub use calendar::Calendar;
pub use certification::PendingCertification;
pub use conduct_record::ConductRecord;
pub use course_record::{CourseRecord, CourseTeacher};
pub use delegation::Delegation;
pub use diverse_performance::DiversePerformance;
pub use frozen_row::{FrozenItem, RowResult};
pub use integrity_inventory::IntegrityInventory;
pub use integrity_owed::IntegrityOwed;
pub use integrity_report::{
    Acknowledgement, IntegrityDifference, IntegrityOwners, IntegrityPart, IntegrityReport,
    SignedReport, Since,
};
pub use lasting::{Lasting, is_removable, lasting};
pub use learning_outcome::{Attempt, LearningOutcome, NamedFile};
pub use mail_claim::MailClaim;
pub use mail_suppression::{MailSuppression, SuppressionCause};
pub use mail_wish::MailWish;
pub use outcome_count::SemesterOutcomes;
pub use problem_report::ProblemReport;
pub use profile::Profile;
pub use public_documents::PublicDocuments;
pub use reminder_hour::ReminderHour;
pub use removed_item::RemovedItem;
pub use repeated_call::RepeatedCall;
pub use return_phrases::ReturnPhrases;
pub use roster_row::{RosterRow, SchoolClass};
pub use school::School;
pub use school_settings::{SettingsItem, SettingsPast};
pub use selection::{SchoolSelection, Selection};
pub use session_family::SessionFamily;
pub use sign_in_lock::{SIGN_IN_LOCK_LIVES, SignInLock};
pub use staff_row::StaffRow;
pub use storage_quota::{PendingUpload, QuotaItem};
pub use stored_file::{COLLECTED_AFTER, Receipt, StoredFile};
pub use submission_batch::{BatchFile, SubmissionBatch, SubmissionChain, SubmissionHead};
pub use submission_shard::SubmissionShard;
pub use window::{WindowItem, WindowPast};

use portfolio::{AccountId, SchoolCode};

/// The partition of everything of one person.
pub fn person(account: AccountId) -> String {
    format!("USR#{account}")
}

/// Whose item lies at this key, where it is in a person's partition.
pub fn owner_of_items(key: &crate::Key) -> Option<AccountId> {
    key.pk.strip_prefix("USR#")?.parse().ok()
}

/// Whose item lies at this key, where it is in a school's partition.
pub fn school_of(key: &crate::Key) -> Option<SchoolCode> {
    key.pk.strip_prefix("SCH#")?.parse().ok()
}

/// The partition of a school.
pub fn school_partition(school: &SchoolCode) -> String {
    format!("SCH#{school}")
}
