//! Instants, given from outside.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An instant: milliseconds since 1970-01-01 UTC.
///
/// Order in the room is by sequence number, never by this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export, type = "number")]
pub struct At(pub i64);

impl At {
    /// Whole seconds from `earlier` to this instant; never negative, because device clocks disagree.
    pub fn seconds_since(self, earlier: Self) -> u32 {
        u32::try_from(self.0.saturating_sub(earlier.0).max(0) / 1000).unwrap_or(u32::MAX)
    }

    /// The instant `seconds` later.
    #[must_use]
    pub fn plus_seconds(self, seconds: u32) -> Self {
        Self(self.0.saturating_add(i64::from(seconds) * 1000))
    }
}

#[cfg(test)]
mod tests {
    use super::At;

    #[test]
    fn time_between_is_whole_seconds_never_negative_never_beyond_bounds() {
        for (earlier, later, seconds) in [
            (0, 0, 0),
            (0, 999, 0),
            (0, 1_000, 1),
            (-1_000, 1_500, 2),
            (5_000, 0, 0), // a clock that jumped back
            (i64::MIN, i64::MAX, u32::MAX),
            (i64::MAX, i64::MIN, 0),
        ] {
            assert_eq!(At(later).seconds_since(At(earlier)), seconds, "from {earlier} to {later}");
        }
        assert_eq!(At(500).plus_seconds(2), At(2_500));
        assert_eq!(At(i64::MAX).plus_seconds(1), At(i64::MAX));
    }
}
