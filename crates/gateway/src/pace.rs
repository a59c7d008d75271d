//! How often callers' phones are heard, and how many strangers are looked at.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use room::dispatch::CallId;

/// No phone is heard more often than this.
const EVERY: Duration = Duration::from_secs(2);
/// So many unknown tokens a minute are looked at; nobody guesses one of 128 bits, and nobody keeps the room busy with it.
const STRANGERS_A_MINUTE: u32 = 60;
/// How many calls' paces are remembered.
const REMEMBERED: usize = 1_024;

/// How often each is heard.
#[derive(Debug, Default)]
pub(crate) struct Pace(Mutex<Heard>);

#[derive(Debug, Default)]
struct Heard {
    calls: HashMap<CallId, Instant>,
    /// Unknown tokens since this began.
    strangers: Option<(Instant, u32)>,
}

impl Pace {
    /// Whether a call's phone is heard now.
    pub(crate) fn hears(&self, call: CallId, now: Instant) -> bool {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if heard.calls.get(&call).is_some_and(|last| now.duration_since(*last) < EVERY) {
            return false;
        }
        if heard.calls.len() >= REMEMBERED {
            heard.calls.retain(|_, last| now.duration_since(*last) < EVERY);
        }
        heard.calls.insert(call, now);
        true
    }

    /// Whether one more unknown token is looked at.
    pub(crate) fn looks_at_a_stranger(&self, now: Instant) -> bool {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = |(since, _): &(Instant, u32)| now.duration_since(*since) < Duration::from_mins(1);
        let (since, count) = heard.strangers.filter(fresh).unwrap_or((now, 0));
        heard.strangers = Some((since, count.saturating_add(1)));
        count < STRANGERS_A_MINUTE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::id_of;

    #[test]
    fn a_phone_is_heard_every_two_seconds_and_strangers_not_without_end() {
        let (pace, begin) = (Pace::default(), Instant::now());
        let (one, other) = (CallId(id_of(&["1"])), CallId(id_of(&["2"])));
        let after = |ms| begin + Duration::from_millis(ms);
        let rows = [(one, 0, true), (other, 10, true), (one, 1_999, false), (one, 2_000, true)];
        for (call, ms, expected) in rows {
            assert_eq!(pace.hears(call, after(ms)), expected, "{ms} ms");
        }
        let looked = (0..100).filter(|_| pace.looks_at_a_stranger(begin)).count();
        assert_eq!(looked, 60);
        assert!(pace.looks_at_a_stranger(after(60_000)), "a minute later");
    }
}
