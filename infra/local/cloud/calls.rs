use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use bytes::Bytes;
use http::{Request, Response};

use super::{CallInfo, Service};

/// How often each operation of each service was called, and the capacity units that it consumed.
type Operations = BTreeMap<(Service, String), (u64, f64)>;

/// Sees a call with its answer; none where the answer was lost.
type Witness = Box<dyn Fn(&CallInfo, &Request<Bytes>, Option<&Response<Bytes>>) + Send + Sync>;

/// How often which function called which service. The operator's calls are counted under "".
#[derive(Default)]
pub struct Calls {
    total: AtomicU64,
    counts: Mutex<BTreeMap<&'static str, Operations>>,
    witness: OnceLock<Witness>,
}

impl fmt::Debug for Calls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Calls").field("total", &self.total).finish_non_exhaustive()
    }
}

/// What one function called, since the counts were last cleared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Count {
    /// Calls that read the table: one for a BatchGetItem or a Query, however much it reads.
    pub table_reads: u64,
    /// Calls that write the table: one for a transaction, however much it writes.
    pub table_writes: u64,
    /// Read capacity units of the table: 1 for 4 KB read consistently, half of it eventually. As the
    /// embedded engine counts them; what was refused counts nothing.
    pub read_units: f64,
    /// Write capacity units of the table: 1 for 1 KB, 2 in a transaction.
    pub write_units: f64,
    /// Each operation, for example `DynamoDb GetItem`, with its number.
    pub operations: BTreeMap<String, u64>,
}

impl Calls {
    /// The number of the next call.
    pub(super) fn next(&self) -> u64 {
        self.total.fetch_add(1, Ordering::Relaxed)
    }

    /// One more. Attempts that the SDK makes again count too.
    pub(super) fn add(&self, call: &CallInfo) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let of_function = counts.entry(call.function.unwrap_or_default()).or_default();
        of_function.entry((call.service, call.operation.clone())).or_default().0 += 1;
    }

    /// What a call of the table consumed.
    pub(super) fn consumed(&self, call: &CallInfo, units: f64) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let of_function = counts.entry(call.function.unwrap_or_default()).or_default();
        of_function.entry((call.service, call.operation.clone())).or_default().1 += units;
    }

    /// What the function of that name called.
    pub fn of(&self, function: &str) -> Count {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let mut count = Count::default();
        for ((service, operation), (times, units)) in counts.get(function).into_iter().flatten() {
            match (service, operation.as_str()) {
                (Service::DynamoDb, "GetItem" | "BatchGetItem" | "Query" | "TransactGetItems") => {
                    count.table_reads += times;
                    count.read_units += units;
                }
                (Service::DynamoDb, _) => {
                    count.table_writes += times;
                    count.write_units += units;
                }
                _ => {}
            }
            count.operations.insert(format!("{service:?} {operation}"), *times);
        }
        count
    }

    /// From now on the first witness sees every call with its answer.
    pub fn show_to(
        &self,
        witness: impl Fn(&CallInfo, &Request<Bytes>, Option<&Response<Bytes>>) + Send + Sync + 'static,
    ) {
        drop(self.witness.set(Box::new(witness)));
    }

    pub(super) fn witness(
        &self,
        call: &CallInfo,
        request: &Request<Bytes>,
        answer: Option<&Response<Bytes>>,
    ) {
        if let Some(witness) = self.witness.get() {
            witness(call, request, answer);
        }
    }

    /// Begins to count anew.
    pub fn clear(&self) {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
