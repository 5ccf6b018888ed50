use std::time::Duration;

/// How long something took, done many times.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    median: Duration,
    p95: Duration,
    per_second: f64,
}

impl Figures {
    /// The head of the table.
    pub const HEAD: &'static str = "\
what               at once   median ms     p95 ms   per second   p95 to one at a time";

    /// Of these durations, which took so long together.
    pub fn of(mut durations: Vec<Duration>, together: Duration) -> Self {
        durations.sort();
        let at = |part: usize| durations[(durations.len() - 1) * part / 100];
        let per_second = durations.len() as f64 / together.as_secs_f64();
        Self { median: at(50), p95: at(95), per_second }
    }

    /// How many were done in a second.
    pub fn per_second(&self) -> f64 {
        self.per_second
    }

    /// The time within which 95 of 100 were done.
    pub fn p95(&self) -> Duration {
        self.p95
    }

    /// A line of the table.
    pub fn line(&self, what: &str, at_once: usize, alone: Option<&Self>) -> String {
        let ms = |duration: Duration| duration.as_secs_f64() * 1000.0;
        let ratio = alone.map_or(1.0, |alone| ms(self.p95) / ms(alone.p95));
        let (median, p95, rate) = (ms(self.median), ms(self.p95), self.per_second);
        format!("{what:<18} {at_once:>7} {median:>11.1} {p95:>10.1} {rate:>12.0} {ratio:>22.1}")
    }
}
