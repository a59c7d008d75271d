//! When causes become alarms: the room's to set.

use serde::{Deserialize, Serialize};

use super::AlarmSubject;

/// Shorter than this, an acknowledgement would be worth nothing, seconds.
const LEAST_REPEAT_S: u32 = 30;

/// When causes become alarms. All times in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AlarmLimits {
    /// A ring unanswered this long.
    pub ring_s: u32,
    /// A call talked on this long without a type.
    pub unclassified_s: u32,
    /// A caller on hold this long.
    pub hold_s: u32,
    /// A call open this long of which nothing has come, though its type is known.
    pub undecided_s: u32,
    /// An incident without units this long.
    pub without_units_s: u32,
    /// A notice not acknowledged this long.
    pub notice_s: u32,
    /// A unit that stands this long after it should have rolled.
    pub not_moving_s: u32,
    /// This much later than reckoned when the unit was sent.
    pub late_s: u32,
    /// A unit under way not heard of this long.
    pub stale_s: u32,
    /// A crew on scene this long.
    pub on_scene_s: u32,
    /// A dropped call not called back this long.
    pub call_back_s: u32,
    /// A zone uncovered this long.
    pub uncovered_s: u32,
    /// A zone is uncovered where less than this share of its roads is reached, percent, and all of its target would be if
    /// everybody were at home.
    pub uncovered_percent: u8,
    /// An acknowledged alarm comes back after this long.
    pub repeat_s: u32,
    /// So do those that press less: crews long on scene, zones uncovered.
    pub slow_repeat_s: u32,
    /// More alarms than this for a desk in an hour are too many to be heeded.
    pub budget_per_hour: u32,
}

/// Limits that can't be used, in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnsoundLimits {
    /// An acknowledgement would be worth nothing.
    #[error(
        "alarms.{0} must be at least {LEAST_REPEAT_S} seconds, or acknowledging an alarm would not silence it"
    )]
    Repeat(&'static str),
    /// A share above the whole.
    #[error("alarms.uncovered_percent is a share of a zone's roads and can't be more than 100")]
    Percent,
}

impl AlarmLimits {
    /// Every cause is an alarm as soon as it is there.
    pub(super) const AT_ONCE: Self = Self {
        ring_s: 0,
        unclassified_s: 0,
        hold_s: 0,
        undecided_s: 0,
        without_units_s: 0,
        notice_s: 0,
        not_moving_s: 0,
        late_s: 0,
        stale_s: 0,
        on_scene_s: 0,
        call_back_s: 0,
        uncovered_s: 0,
        uncovered_percent: 100,
        repeat_s: 0,
        slow_repeat_s: 0,
        budget_per_hour: 0,
    };

    /// Whether they can be used.
    ///
    /// # Errors
    /// The first that can't.
    pub fn check(&self) -> Result<(), UnsoundLimits> {
        for (name, seconds) in [("repeat_s", self.repeat_s), ("slow_repeat_s", self.slow_repeat_s)] {
            if seconds < LEAST_REPEAT_S {
                return Err(UnsoundLimits::Repeat(name));
            }
        }
        if self.uncovered_percent > 100 { Err(UnsoundLimits::Percent) } else { Ok(()) }
    }

    /// How long an acknowledged cause of this kind is silent, seconds.
    pub(super) fn repeats_after_s(&self, subject: &AlarmSubject) -> u32 {
        match subject {
            AlarmSubject::OnSceneTooLong { .. } | AlarmSubject::ZoneUncovered { .. } => self.slow_repeat_s,
            _ => self.repeat_s,
        }
    }
}

impl Default for AlarmLimits {
    /// Answering within 10 s is NFPA 1225's figure. A call is talked on for 30 to 60 s and written down in as much, by a
    /// city's decree (Cilegon): twice 60 s without a type is odd. The others are our own, and the room's to set.
    fn default() -> Self {
        Self {
            ring_s: 10,
            unclassified_s: 120,
            hold_s: 60,
            undecided_s: 300,
            without_units_s: 90,
            notice_s: 60,
            not_moving_s: 120,
            late_s: 180,
            stale_s: 300,
            on_scene_s: 1800,
            call_back_s: 120,
            uncovered_s: 300,
            uncovered_percent: 25,
            repeat_s: 180,
            slow_repeat_s: 1800,
            budget_per_hour: 12,
        }
    }
}
