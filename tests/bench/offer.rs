use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// What became of an offered request.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    /// The status.
    pub status: u16,
    /// Whether the answer said when to come again.
    pub retry_after: bool,
    /// From the moment at which it was due, so that whoever has to wait for a free thread is counted
    /// as waiting.
    pub answered_in: Duration,
}

/// Offers so many requests at a steady rate a second, whatever becomes of those before (an open loop):
/// people do not wait for each other. Answers what became of each, and how long all took.
///
/// Where this machine cannot offer as many, it takes longer, and the rate is what came of it.
pub fn offer(
    rate: f64,
    number: usize,
    threads: usize,
    request: impl Fn(usize) -> (u16, bool) + Send + Sync + 'static,
) -> (Vec<Outcome>, Duration) {
    let (next, request) = (Arc::new(AtomicUsize::new(0)), Arc::new(request));
    let begun = Instant::now();
    let threads: Vec<_> = (0..threads)
        .map(|_| {
            let (next, request) = (next.clone(), request.clone());
            thread::spawn(move || {
                let mut outcomes = Vec::new();
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= number {
                        return outcomes;
                    }
                    let due = begun + Duration::from_secs_f64(n as f64 / rate);
                    thread::sleep(due.saturating_duration_since(Instant::now()));
                    let (status, retry_after) = request(n);
                    outcomes.push(Outcome { status, retry_after, answered_in: due.elapsed() });
                }
            })
        })
        .collect();
    let outcomes = threads.into_iter().flat_map(|thread| thread.join().expect("it ends"));
    (outcomes.collect(), begun.elapsed())
}
