//! Durations measured many times, and how they are told.

use std::time::{Duration, Instant};

/// The same thing measured again and again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Samples(Vec<Duration>);

impl Samples {
    pub(crate) fn push(&mut self, took: Duration) {
        self.0.push(took);
    }

    pub(crate) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Measures once, and hands on what came of it.
    pub(crate) fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let made = std::hint::black_box(work());
        self.push(began.elapsed());
        made
    }

    /// The value that this share of the samples does not exceed (nearest rank); zero where nothing was measured.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent).div_ceil(100);
        sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
    }

    pub(crate) fn p50(&self) -> Duration {
        self.percentile(50)
    }

    pub(crate) fn mean(&self) -> Duration {
        self.0.iter().sum::<Duration>() / u32::try_from(self.0.len().max(1)).unwrap_or(u32::MAX)
    }

    /// What the least disturbed tenth took: the figure to trust on a busy machine.
    pub(crate) fn p10(&self) -> Duration {
        self.percentile(10)
    }

    /// The columns that every table of durations has: p10, p50, p90, p99.
    pub(crate) fn columns(&self) -> [String; 4] {
        [10, 50, 90, 99].map(|percent| told(self.percentile(percent)))
    }
}

/// A duration with three digits and the unit that suits it.
pub(crate) fn told(duration: Duration) -> String {
    let ns = duration.as_secs_f64() * 1e9;
    let (value, unit) = match ns {
        ns if ns < 1e3 => (ns, "ns"),
        ns if ns < 1e6 => (ns / 1e3, "µs"),
        ns if ns < 1e9 => (ns / 1e6, "ms"),
        ns => (ns / 1e9, "s"),
    };
    let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$} {unit}")
}

/// How many times as long one takes as another.
pub(crate) fn times(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64().max(1e-9)
}

/// A ratio with as many digits as it deserves.
pub(crate) fn ratio(value: f64) -> String {
    let digits = if value < 0.1 { 3 } else { usize::from(value < 10.0) * 2 };
    format!("{value:.digits$}x")
}
