use std::fmt;

use serde::{Deserialize, Serialize};

/// Days to any moment of which the table can be restored: the most that there are.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html>
pub const RECOVERY_DAYS: u32 = 35;

/// Where something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The vault of files.
    Vault,
    /// Its second copy.
    Replica,
    /// What was delivered to the central database, and these reports.
    Outbox,
    /// The table.
    Table,
}

impl Place {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vault => "vault",
            Self::Replica => "replica",
            Self::Outbox => "outbox",
            Self::Table => "table",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A setting that protects less than the template says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weakness {
    /// What is overwritten or deleted is not kept.
    VersioningOff,
    /// No version can be put under legal hold.
    ObjectLockOff,
    /// New versions do not reach the second copy.
    ReplicationOff,
    /// What hides a version here hides its second copy too.
    CopiesDeletions,
    /// A rule of the bucket's life cycle removes objects or versions.
    Expires,
    /// It could be opened to the public.
    PublicAccess,
    /// The table cannot be restored to a moment of the past.
    NoPointInTimeRecovery,
    /// It can be restored to a moment of fewer days than there could be.
    ShortRecovery,
    /// Items end by something else than their time to live.
    ExpiresOtherwise,
    /// The table can be deleted by one command.
    NoDeletionProtection,
}

impl Weakness {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::VersioningOff => "versioning_off",
            Self::ObjectLockOff => "object_lock_off",
            Self::ReplicationOff => "replication_off",
            Self::CopiesDeletions => "copies_deletions",
            Self::Expires => "expires",
            Self::PublicAccess => "public_access",
            Self::NoPointInTimeRecovery => "no_point_in_time_recovery",
            Self::ShortRecovery => "short_recovery",
            Self::ExpiresOtherwise => "expires_otherwise",
            Self::NoDeletionProtection => "no_deletion_protection",
        }
    }
}

impl fmt::Display for Weakness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How a bucket is set now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BucketProtection {
    /// Whether it keeps every version.
    pub versioned: bool,
    /// Whether versions can be put under legal hold.
    pub object_lock: bool,
    /// Whether an enabled rule copies everything.
    pub replicates: bool,
    /// Whether an enabled rule copies delete markers too.
    pub copies_deletions: bool,
    /// Whether an enabled rule removes objects or versions.
    pub expires: bool,
    /// Whether all four blocks of public access are on.
    pub closed: bool,
}

/// How the table is set now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableProtection {
    /// To a moment of how many days it can be restored; none where to no moment.
    pub recovery_days: Option<u32>,
    /// Whether items end by another attribute than their time to live.
    pub expires_otherwise: bool,
    /// Whether it is protected from deletion.
    pub deletion_protection: bool,
}

/// What is weaker in a bucket than the template says.
pub fn bucket_weaknesses(place: Place, seen: BucketProtection) -> Vec<Weakness> {
    // Nothing in the outbox is held or copied: the central database and the reports' readers have
    // it too.
    let locks = matches!(place, Place::Vault | Place::Replica);
    let copies = place == Place::Vault;
    let checks = [
        (!seen.versioned, Weakness::VersioningOff),
        (locks && !seen.object_lock, Weakness::ObjectLockOff),
        (copies && !seen.replicates, Weakness::ReplicationOff),
        (seen.copies_deletions, Weakness::CopiesDeletions),
        (seen.expires, Weakness::Expires),
        (!seen.closed, Weakness::PublicAccess),
    ];
    checks.into_iter().filter(|(weak, _)| *weak).map(|(_, weakness)| weakness).collect()
}

/// What is weaker at the table than the template says.
pub fn table_weaknesses(seen: TableProtection) -> Vec<Weakness> {
    let checks = [
        (seen.recovery_days.is_none(), Weakness::NoPointInTimeRecovery),
        (seen.recovery_days.is_some_and(|days| days < RECOVERY_DAYS), Weakness::ShortRecovery),
        (seen.expires_otherwise, Weakness::ExpiresOtherwise),
        (!seen.deletion_protection, Weakness::NoDeletionProtection),
    ];
    checks.into_iter().filter(|(weak, _)| *weak).map(|(_, weakness)| weakness).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const STRONG: BucketProtection = BucketProtection {
        versioned: true,
        object_lock: true,
        replicates: true,
        copies_deletions: false,
        expires: false,
        closed: true,
    };

    #[test]
    fn a_bucket_as_the_template_says_has_no_weakness_and_each_setting_has_its_name() {
        for place in [Place::Vault, Place::Replica, Place::Outbox] {
            assert_eq!(bucket_weaknesses(place, STRONG), []);
        }
        for (seen, weakness) in [
            (BucketProtection { versioned: false, ..STRONG }, Weakness::VersioningOff),
            (BucketProtection { object_lock: false, ..STRONG }, Weakness::ObjectLockOff),
            (BucketProtection { replicates: false, ..STRONG }, Weakness::ReplicationOff),
            (BucketProtection { copies_deletions: true, ..STRONG }, Weakness::CopiesDeletions),
            (BucketProtection { expires: true, ..STRONG }, Weakness::Expires),
            (BucketProtection { closed: false, ..STRONG }, Weakness::PublicAccess),
        ] {
            assert_eq!(bucket_weaknesses(Place::Vault, seen), [weakness]);
        }
    }

    #[test]
    fn the_copy_copies_nothing_and_the_outbox_holds_nothing() {
        let plain = BucketProtection { object_lock: false, replicates: false, ..STRONG };
        assert_eq!(bucket_weaknesses(Place::Outbox, plain), []);
        assert_eq!(bucket_weaknesses(Place::Replica, plain), [Weakness::ObjectLockOff]);
    }

    #[test]
    fn a_table_needs_every_day_that_there_is_and_each_setting_has_its_name() {
        let strong = TableProtection {
            recovery_days: Some(35),
            expires_otherwise: false,
            deletion_protection: true,
        };
        for (seen, weaknesses) in [
            (strong, vec![]),
            (
                TableProtection { recovery_days: None, ..strong },
                vec![Weakness::NoPointInTimeRecovery],
            ),
            (TableProtection { recovery_days: Some(34), ..strong }, vec![Weakness::ShortRecovery]),
            (
                TableProtection { expires_otherwise: true, ..strong },
                vec![Weakness::ExpiresOtherwise],
            ),
            (
                TableProtection { deletion_protection: false, ..strong },
                vec![Weakness::NoDeletionProtection],
            ),
        ] {
            assert_eq!(table_weaknesses(seen), weaknesses);
        }
    }

    fn bucket() -> impl Strategy<Value = BucketProtection> {
        any::<[bool; 6]>().prop_map(
            |[versioned, object_lock, replicates, marks, expires, closed]| {
                let copies_deletions = marks;
                BucketProtection {
                    versioned,
                    object_lock,
                    replicates,
                    copies_deletions,
                    expires,
                    closed,
                }
            },
        )
    }

    proptest! {
        #[test]
        fn mending_what_is_named_leaves_nothing_and_a_stronger_bucket_is_in_no_way_weaker(
            pick in 0_usize..3, seen in bucket(), other in bucket(),
        ) {
            let place = [Place::Vault, Place::Replica, Place::Outbox][pick];
            let found = bucket_weaknesses(place, seen);
            let mut mended = seen;
            for weakness in &found {
                match weakness {
                    Weakness::VersioningOff => mended.versioned = true,
                    Weakness::ObjectLockOff => mended.object_lock = true,
                    Weakness::ReplicationOff => mended.replicates = true,
                    Weakness::CopiesDeletions => mended.copies_deletions = false,
                    Weakness::Expires => mended.expires = false,
                    Weakness::PublicAccess => mended.closed = true,
                    of_tables => prop_assert!(false, "{of_tables}"),
                }
            }
            prop_assert_eq!(bucket_weaknesses(place, mended), []);
            // Whatever is open or expires is found in every place.
            prop_assert_eq!(found.contains(&Weakness::PublicAccess), !seen.closed);
            prop_assert_eq!(found.contains(&Weakness::Expires), seen.expires);
            prop_assert_eq!(found.contains(&Weakness::VersioningOff), !seen.versioned);
            // The vault is the strictest.
            let in_vault = bucket_weaknesses(Place::Vault, seen);
            prop_assert!(found.iter().all(|weakness| in_vault.contains(weakness)));
            prop_assert_eq!(in_vault.is_empty(), seen == STRONG);
            let stronger = BucketProtection {
                versioned: seen.versioned || other.versioned,
                object_lock: seen.object_lock || other.object_lock,
                replicates: seen.replicates || other.replicates,
                copies_deletions: seen.copies_deletions && other.copies_deletions,
                expires: seen.expires && other.expires,
                closed: seen.closed || other.closed,
            };
            prop_assert!(
                bucket_weaknesses(place, stronger).iter().all(|weakness| found.contains(weakness))
            );
        }
    }
}
