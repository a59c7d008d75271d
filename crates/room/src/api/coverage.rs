//! Coverage as fronts show it.

use dispatch::assignment::Expected;
use dispatch::moveup::StandbyPlace;
use dispatch::unit::Service;
use dispatch::{At, UnitId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much of each zone the free units of a service reach in time, and what could be done about the worst gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CoverageView {
    /// The service.
    pub service: Service,
    /// Grows with every change; the map of the same version belongs to it.
    #[ts(type = "number")]
    pub version: u64,
    /// Which weights of the roads it was reckoned with: it grows with every closure.
    #[ts(type = "number")]
    pub epoch: u64,
    /// The standard, from the report to the arrival, minutes.
    pub within_min: u16,
    /// How much of it goes by before a crew is told, seconds.
    pub report_s: u32,
    /// A zone with a smaller share of its roads covered is a gap, percent.
    pub target_percent: u8,
    /// How many free units count.
    pub units: u32,
    /// The zones, the greatest gap first.
    pub zones: Vec<ZoneCover>,
    /// Units that stand by somewhere or are on their way there.
    pub standing_by: Vec<StandingBy>,
    /// What could be done about the worst gap.
    pub advice: MoveAdvice,
    /// How long the reckoning took, microseconds.
    pub took_us: u32,
}

/// How much of a zone is covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ZoneCover {
    /// Its id.
    pub zone: String,
    /// Its name.
    pub name: String,
    /// The length of its roads that count, metres.
    pub road_m: u32,
    /// The share of them that is covered now, percent, rounded down.
    pub percent: u8,
    /// The same once everybody stands where it was told to.
    pub planned_percent: u8,
    /// Whether that is less than the target.
    pub is_gap: bool,
}

/// A unit told to stand by somewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StandingBy {
    /// The unit.
    pub unit: UnitId,
    /// Where.
    pub place: StandbyPlace,
    /// When it was reckoned to be there, if a way was known.
    pub due_at: Option<At>,
}

/// What kind of place a unit could stand by at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum StandbyKind {
    /// A station of its service.
    Station,
    /// A hospital.
    Hospital,
    /// The middle of a zone's roads.
    ZoneCentre,
}

/// What could be done about the worst gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum MoveAdvice {
    /// No zone lacks anything to its target, once everybody stands where it was told to.
    Enough,
    /// There is no free unit that could be moved.
    NobodyFree {
        /// The worst gap's name.
        gap: String,
    },
    /// No single move makes the worst gap noticeably smaller without costing more elsewhere.
    NoMoveHelps {
        /// The worst gap's name.
        gap: String,
    },
    /// One does.
    Move(Box<ProposedMove>),
}

/// The move that takes most off all gaps together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposedMove {
    /// The unit.
    pub unit: UnitId,
    /// Where to.
    pub to: StandbyPlace,
    /// What kind of place that is.
    pub kind: StandbyKind,
    /// The worst gap.
    pub gap: ZoneChange,
    /// Other zones that gain, most first.
    pub gains: Vec<ZoneChange>,
    /// Zones that lose, most first.
    pub costs: Vec<ZoneChange>,
    /// Turnout, road time and length from where it is now.
    pub expected: Expected,
    /// The way there, `[lon, lat]` by `[lon, lat]`.
    pub line: Vec<[f64; 2]>,
}

/// What a move changes in a zone, percent of its roads, rounded down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ZoneChange {
    /// Its id.
    pub zone: String,
    /// Its name.
    pub name: String,
    /// Covered before, everybody standing where it was told to.
    pub before_percent: u8,
    /// Covered after.
    pub after_percent: u8,
}

/// The whole map in steps of minutes, to be drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CoverageMap {
    /// The service.
    pub service: Service,
    /// Which [`CoverageView`] it belongs to.
    #[ts(type = "number")]
    pub version: u64,
    /// The limits of the steps, minutes, ascending.
    pub steps_min: Vec<u16>,
    /// Longitude and latitude of the first cell's outer corner.
    pub south_west: [f64; 2],
    /// A cell's width and height, degrees.
    pub cell_deg: [f64; 2],
    /// Cells from west to east.
    pub columns: u32,
    /// Cells from south to north.
    pub rows: u32,
    /// Row by row, as runs: a letter and how often it repeats, which is left out where it is once. `a` is no road, `b`
    /// within the first step, and so on; the last letter is beyond all steps.
    pub runs: String,
}
