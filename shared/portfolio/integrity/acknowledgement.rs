use jiff::{SignedDuration, Timestamp};

use crate::{AccountId, Refusal, central_submissions::Digest};

/// How many different people acknowledge a report. From the lesson of 2021: what one person alone
/// sees, nobody sees.
pub const ACKNOWLEDGED_BY: usize = 2;
/// Within which time: the next night asks. Ours.
pub const ACKNOWLEDGED_WITHIN: SignedDuration = SignedDuration::from_hours(20);

/// What an acknowledgement comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acknowledged {
    /// It counts, and is to be written down.
    Counts,
    /// The same person did so before, or there are enough: it stands as it is.
    Stands,
}

/// Why somebody cannot acknowledge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportRefusal {
    /// What was read is not this report.
    Another,
}

impl Refusal for ReportRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Another => "conflict",
        }
    }
}

/// Somebody acknowledges the report of that digest. The same person never counts twice.
pub fn acknowledge(
    report: Digest,
    read: Digest,
    by: &[AccountId],
    who: AccountId,
) -> Result<Acknowledged, ReportRefusal> {
    if read != report {
        return Err(ReportRefusal::Another);
    }
    let stands = by.contains(&who) || by.len() >= ACKNOWLEDGED_BY;
    Ok(if stands { Acknowledged::Stands } else { Acknowledged::Counts })
}

/// Whether a report has waited too long for its two people.
pub fn is_overdue(signed_at: Timestamp, by: &[AccountId], now: Timestamp) -> bool {
    by.len() < ACKNOWLEDGED_BY && now.duration_since(signed_at) >= ACKNOWLEDGED_WITHIN
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn who(n: u8) -> AccountId {
        AccountId::new(Uuid::from_u128(u128::from(n)))
    }

    #[test]
    fn two_people_are_needed_and_nobody_is_two() {
        let report = Digest::of(b"report");
        let by = |by: &[AccountId], n| acknowledge(report, report, by, who(n));
        assert_eq!(by(&[], 1), Ok(Acknowledged::Counts));
        assert_eq!(by(&[who(1)], 1), Ok(Acknowledged::Stands));
        assert_eq!(by(&[who(1)], 2), Ok(Acknowledged::Counts));
        assert_eq!(by(&[who(1), who(2)], 3), Ok(Acknowledged::Stands));
        let another = acknowledge(report, Digest::of(b"other"), &[], who(1));
        assert_eq!(another, Err(ReportRefusal::Another));
    }

    #[test]
    fn by_the_next_night_one_name_is_too_few() {
        let signed: Timestamp = "2026-11-24T02:10:00+08:00".parse().unwrap();
        let before = signed + SignedDuration::from_hours(20) - SignedDuration::from_secs(1);
        assert!(!is_overdue(signed, &[], before));
        let after = signed + SignedDuration::from_hours(20);
        assert!(is_overdue(signed, &[who(1)], after));
        assert!(!is_overdue(signed, &[who(1), who(2)], after));
    }

    proptest! {
        #[test]
        fn whoever_calls_how_often_there_are_two_different_names_at_most(calls in prop::collection::vec(0_u8..4, 0..12)) {
            let report = Digest::of(b"report");
            let mut by: Vec<AccountId> = Vec::new();
            for call in &calls {
                if acknowledge(report, report, &by, who(*call)) == Ok(Acknowledged::Counts) {
                    by.push(who(*call));
                }
            }
            let distinct: std::collections::BTreeSet<_> = calls.iter().collect();
            prop_assert_eq!(by.len(), distinct.len().min(ACKNOWLEDGED_BY));
        }
    }
}
