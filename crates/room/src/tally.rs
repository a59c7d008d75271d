//! How many alarms there have been: what nobody can heed is noise.

use std::collections::VecDeque;

use dispatch::At;
use dispatch::alarm::Alarm;

const HOUR_S: u32 = 3_600;

/// When alarms came, the last hour's.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally(VecDeque<At>);

impl Tally {
    /// Counts the alarms that stand now and did not before. One that was acknowledged and comes back asks again, and
    /// counts again; a further cause of one that stands does not.
    pub(crate) fn count(&mut self, before: &[Alarm], now_stand: &[Alarm], now: At) {
        let came = now_stand.iter().filter(|alarm| before.iter().all(|own| own.key != alarm.key));
        self.0.extend(came.map(|_| now));
    }

    /// Forgets those that came more than an hour ago; whether there were any.
    pub(crate) fn forget(&mut self, now: At) -> bool {
        let held = self.0.len();
        while self.0.front().is_some_and(|came| now.seconds_since(*came) >= HOUR_S) {
            self.0.pop_front();
        }
        self.0.len() != held
    }

    /// How many came in the last hour.
    pub(crate) fn last_hour(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use dispatch::alarm::Urgency;

    use super::*;

    fn alarm(key: &str) -> Alarm {
        Alarm { key: key.to_owned(), urgency: Urgency::Action, since: At(0), causes: Vec::new() }
    }

    /// Each row: at which second what stands, and how many have come within the hour.
    #[test]
    fn an_alarm_counts_each_time_it_comes() {
        let rows: [(i64, &[&str], u32); 6] = [
            (0, &["ring"], 1),
            (10, &["ring", "notice/1"], 2),
            (20, &["notice/1"], 2),            // one resolved itself
            (30, &["notice/1", "ring"], 3),    // and came back
            (3_605, &["notice/1", "ring"], 2), // the first was more than an hour ago
            (3_700, &[], 0),
        ];
        let (mut tally, mut before) = (Tally::default(), Vec::new());
        for (second, keys, expected) in rows {
            let now = At(second * 1000);
            let stand: Vec<Alarm> = keys.iter().map(|key| alarm(key)).collect();
            tally.count(&before, &stand, now);
            tally.forget(now);
            assert_eq!(tally.last_hour(), expected, "at {second} s");
            before = stand;
        }
    }
}
