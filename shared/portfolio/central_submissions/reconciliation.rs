use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DataKey, Receipt, Step, Verdict};

/// What became of a row that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum RowResult {
    /// No receipt has come yet.
    Waiting,
    /// Taken.
    Received,
    /// Not taken.
    Rejected {
        /// In the words of whoever rejected it; may be empty.
        reason: String,
    },
    /// A receipt has come that does not name it.
    Missing,
}

impl RowResult {
    /// The name on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Received => "received",
            Self::Rejected { .. } => "rejected",
            Self::Missing => "missing",
        }
    }
}

/// A line of a receipt that names no row of the batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownKey {
    /// The line of the file.
    pub line: u64,
    /// The key on it.
    pub data_key: DataKey,
}

/// A receipt compared with the rows: every row is in exactly one of received, rejected and missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciliation {
    /// What became of each row.
    pub results: BTreeMap<DataKey, RowResult>,
    /// What the receipt says of rows that were never sent, in the order of its lines.
    pub unknown: Vec<UnknownKey>,
}

impl Reconciliation {
    /// Rows that were taken.
    pub fn received(&self) -> usize {
        self.count(|result| *result == RowResult::Received)
    }

    /// Rows that were not taken.
    pub fn rejected(&self) -> usize {
        self.count(|result| matches!(result, RowResult::Rejected { .. }))
    }

    /// Rows of which no receipt says anything.
    pub fn missing(&self) -> usize {
        self.count(|result| *result == RowResult::Missing)
    }

    /// What this means for the batch.
    pub fn step(&self) -> Step {
        Step::Reconcile { missing: self.missing(), rejected: self.rejected() }
    }

    fn count(&self, wanted: impl Fn(&RowResult) -> bool) -> usize {
        self.results.values().filter(|result| wanted(result)).count()
    }
}

/// Compares a receipt with the rows as they stand: [`RowResult::Waiting`] before the first receipt,
/// the results of the last one before a further one. What a receipt says of a row replaces what was
/// known of it. A row of which it says nothing keeps what an earlier receipt said, and is missing
/// where none did. So receipts can come in parts, and the same one twice changes nothing.
///
/// ```
/// use std::collections::BTreeMap;
/// use portfolio::central_submissions::{RowResult, parse_receipt, reconcile};
/// let [a, b] = ["0123456789ABCDEFGHJKMNPQRSTVWXY0", "0123456789ABCDEFGHJKMNPQRSTVWXY1"];
/// let sent = BTreeMap::from([a, b].map(|key| (key.parse().unwrap(), RowResult::Waiting)));
/// let receipt = parse_receipt(format!("data_key,status,reason\n{a},received,\n").as_bytes());
/// let first = reconcile(&sent, &receipt.unwrap());
/// assert_eq!((first.received(), first.rejected(), first.missing()), (1, 0, 1));
/// ```
pub fn reconcile(rows: &BTreeMap<DataKey, RowResult>, receipt: &Receipt) -> Reconciliation {
    let result = |(key, known): (&DataKey, &RowResult)| {
        let result = match receipt.verdicts.get(key) {
            Some((_, Verdict::Received)) => RowResult::Received,
            Some((_, Verdict::Rejected { reason })) => {
                RowResult::Rejected { reason: reason.clone() }
            }
            None if *known == RowResult::Waiting => RowResult::Missing,
            None => known.clone(),
        };
        (*key, result)
    };
    let unknown = receipt.verdicts.iter().filter(|(key, _)| !rows.contains_key(key));
    let mut unknown: Vec<_> =
        unknown.map(|(key, (line, _))| UnknownKey { line: *line, data_key: *key }).collect();
    unknown.sort_unstable_by_key(|unknown| unknown.line);
    Reconciliation { results: rows.iter().map(result).collect(), unknown }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{parse_receipt, samples},
        *,
    };

    fn sent(count: u128) -> BTreeMap<DataKey, RowResult> {
        samples::outcomes(count).iter().map(|row| (row.data_key, RowResult::Waiting)).collect()
    }

    fn key(n: u128) -> DataKey {
        samples::outcome(n).data_key
    }

    fn receipt(lines: &[(u128, &str)]) -> Receipt {
        let lines: String =
            lines.iter().map(|(n, status)| format!("{},{status},缺漏\n", key(*n))).collect();
        parse_receipt(format!("data_key,status,reason\n{lines}").as_bytes()).unwrap()
    }

    fn counts(of: &Reconciliation) -> [usize; 3] {
        [of.received(), of.rejected(), of.missing()]
    }

    #[test]
    fn every_row_ends_in_exactly_one_place() {
        let first =
            reconcile(&sent(4), &receipt(&[(1, "received"), (2, "rejected"), (9, "received")]));
        assert_eq!(counts(&first), [1, 1, 2]);
        assert_eq!(first.results[&key(2)], RowResult::Rejected { reason: "缺漏".to_owned() });
        assert_eq!(first.unknown, [UnknownKey { line: 4, data_key: key(9) }]);
        assert_eq!(first.step(), Step::Reconcile { missing: 2, rejected: 1 });
    }

    #[test]
    fn a_later_receipt_adds_and_replaces_but_takes_nothing_away() {
        let first = reconcile(&sent(4), &receipt(&[(1, "received"), (2, "rejected")]));
        let second = reconcile(&first.results, &receipt(&[(2, "received"), (3, "received")]));
        assert_eq!(counts(&second), [3, 0, 1]);
        let third = reconcile(&second.results, &receipt(&[(1, "rejected")]));
        assert_eq!(counts(&third), [2, 1, 1]);
    }

    #[test]
    fn the_name_is_the_name_in_json() {
        let rejected = RowResult::Rejected { reason: "缺漏".to_owned() };
        for result in [RowResult::Waiting, RowResult::Received, RowResult::Missing, rejected] {
            let value = serde_json::to_value(&result).unwrap();
            assert_eq!(value["result"], result.name());
            assert_eq!(serde_json::from_value::<RowResult>(value).unwrap(), result);
        }
    }

    proptest! {
        #[test]
        fn the_counts_add_up_and_the_same_receipt_twice_changes_nothing(
            lines in prop::collection::vec((1_u128..9, prop::sample::select(vec!["received", "rejected", "x"])), 0..12),
        ) {
            let receipt = receipt(&lines);
            let once = reconcile(&sent(6), &receipt);
            prop_assert_eq!(counts(&once).iter().sum::<usize>(), 6);
            prop_assert_eq!(reconcile(&once.results, &receipt), once);
        }
    }
}
