//! What a room may set for itself.

use std::path::PathBuf;

use dispatch::alarm::AlarmLimits;

use crate::coverage::CoverageStandards;
use serde::{Deserialize, Serialize};

/// What a room may set for itself. Times in seconds, distances in metres.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// When causes become alarms.
    pub alarms: AlarmLimits,
    /// A position older than this is stale: drawn grey, not reckoned with.
    pub stale_after_s: u32,
    /// A unit this near its station is in quarters and needs its turnout time.
    pub in_quarters_m: u32,
    /// A place known this well is sure; where it is less so, who should go is reckoned over its whole circle.
    pub sure_within_m: u32,
    /// Positions are kept in the log at most this often; what is shown is always the latest.
    pub keep_positions_every_s: u32,
    /// Closed calls and incidents stay on the desks this long.
    pub recent_s: u32,
    /// What counts as covered; what is shipped if absent.
    pub coverage: Option<CoverageStandards>,
    /// When roads are reckoned with at the speeds of the night.
    pub night: Night,
    /// The IANA time zone people live by; taken from where the region lies if absent.
    pub time_zone: Option<String>,
    /// A PMTiles or MBTiles file in the Shortbread schema, drawn instead of the region's own tiles.
    pub basemap: Option<PathBuf>,
}

/// The night, in whole hours of the day where people live; it may pass midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Night {
    /// It begins at this hour, 0 to 23.
    pub from_h: i8,
    /// It ends at this hour; the same hour means that there is none.
    pub to_h: i8,
}

impl Night {
    /// Whether an hour of the day belongs to it.
    pub(crate) fn contains(self, hour: i8) -> bool {
        let Self { from_h, to_h } = self;
        if from_h <= to_h { (from_h..to_h).contains(&hour) } else { hour >= from_h || hour < to_h }
    }
}

impl Default for Night {
    /// Streets empty after ten and fill at five, with the first markets: our own assumption, the room's to set.
    fn default() -> Self {
        Self { from_h: 22, to_h: 5 }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            alarms: AlarmLimits::default(),
            stale_after_s: 300,
            in_quarters_m: 150,
            sure_within_m: 50,
            keep_positions_every_s: 10,
            recent_s: 3600,
            coverage: None,
            night: Night::default(),
            time_zone: None,
            basemap: None,
        }
    }
}
