//! Things as fronts show them: the domain's own, with what the room reckons beside them.

use dispatch::call::CallDisposition;
use dispatch::catalogue::Bilingual;
use dispatch::closure::Closure;
use dispatch::directory::DirectoryEntry;
use dispatch::handover::{Handover, HandoverItem};
use dispatch::moveup::StandbyPlace;
use dispatch::premise::PremiseNote;
use dispatch::unit::{Availability, Service, UnitPosition};
use dispatch::{
    Assignment, AssignmentStatus, At, Call, CallId, Fix, Incident, IncidentId, Personal, Position, StationId,
    TypeId, Unit, UnitId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::legs::{AwaitedView, DuplicateView, Leg, NextNotice};
use super::way::UnitWay;

/// A call with what directory and history know of its number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CallView {
    /// The call.
    pub call: Call,
    /// The fix that counts as the location.
    pub location: Option<Fix>,
    /// The directory's entry for the number.
    pub registered: Option<DirectoryEntry>,
    /// Earlier calls from the number, the latest first, ten at most.
    pub earlier: Vec<EarlierCall>,
    /// What all earlier calls from the number came to.
    pub history: NumberHistory,
    /// Notes bound to the place: hazards before all else, and of either kind the nearest first.
    pub premises: Vec<PremiseNote>,
    /// Types that the words written down suggest, while none is picked; the likeliest first.
    pub suggested: Vec<TypeId>,
    /// How far the newest machine's fix, where it is news, is from what counted before; metres.
    pub news_apart_m: Option<u32>,
    /// When somebody should have called back, where that is due.
    pub call_back_at: Option<At>,
    /// When the caller rang again after a call that is to be called back.
    pub rang_again_at: Option<At>,
}

/// What the earlier calls from a number came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NumberHistory {
    /// All of them.
    pub calls: u32,
    /// Those that led to an incident.
    pub incidents: u32,
    /// Pranks.
    pub pranks: u32,
    /// Those where nobody spoke.
    pub silent: u32,
    /// Those marked as abusive.
    pub abusive: u32,
}

/// A line of a number's history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EarlierCall {
    /// The call.
    pub call: CallId,
    /// When it rang.
    pub rang_at: At,
    /// How it ended, if it has.
    pub disposition: Option<CallDisposition>,
    /// The type written down, if any.
    pub kind: Option<TypeId>,
    /// The number of the incident it opened or joined: K-1021.
    pub incident: Option<u32>,
    /// Whether it was marked as abusive.
    pub abusive: bool,
}

/// An incident with its assignments as they can go on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IncidentView {
    /// The incident.
    pub incident: Incident,
    /// What was written down in its calls, the first call's first.
    pub said: Vec<Personal>,
    /// Its assignments, in the order of `incident.assignments`.
    pub assignments: Vec<AssignmentView>,
    /// When the response standard of its type runs out, if the room has set one.
    pub due_at: Option<At>,
    /// Whether a higher alarm level is planned.
    pub can_raise: bool,
    /// Notes bound to the place: hazards before all else, and of either kind the nearest first.
    pub premises: Vec<PremiseNote>,
    /// Whether the alarm can be taken back by a level.
    pub can_lower: bool,
    /// The number of the incident that it was merged into, if it was.
    pub merged_into: Option<u32>,
    /// The duplicates merged into it.
    pub duplicates: Vec<DuplicateView>,
    /// Units that come once they are free, in the order they were asked for.
    pub awaited: Vec<AwaitedView>,
}

/// An assignment with what may follow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AssignmentView {
    /// The assignment.
    pub assignment: Assignment,
    /// The statuses that may be reported next, the usual one first; free texts in them are empty.
    pub next: Vec<AssignmentStatus>,
    /// Whether it takes somebody where the room knows no place, and so can tell no arrival.
    pub unplaced: bool,
}

/// What an arrival was reckoned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EtaBasis {
    /// From where the unit reported to be.
    Live,
    /// From its station, for it has reported no position.
    Assumed,
    /// From where it last reported to be, too long ago: it is not reckoned anew.
    Stale,
}

/// When a unit on its way is reckoned to arrive: anew as it moves, and as roads close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Eta {
    /// When it arrives.
    pub arrives_at: At,
    /// What it rests on was so at this time.
    pub as_of: At,
    /// By road from there, metres.
    pub distance_m: u32,
    /// What it was reckoned from.
    pub basis: EtaBasis,
}

/// How much a position can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Freshness {
    /// Reported lately.
    Fresh,
    /// Reported too long ago to reckon with; draw it grey.
    Stale,
    /// Never reported: taken to be at its station.
    Assumed,
}

/// A unit with where it is and what it is doing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UnitView {
    /// The unit.
    pub unit: Unit,
    /// What it can be asked for.
    pub availability: Availability,
    /// Its last known position; its station where it never reported one.
    pub position: UnitPosition,
    /// How much the position can be trusted.
    pub freshness: Freshness,
    /// The status of its active assignment.
    pub status: Option<AssignmentStatus>,
    /// When it arrives, while it is on its way.
    pub eta: Option<Eta>,
    /// Where it was told to stand by, away from its station.
    pub standby: Option<StandbyPlace>,
    /// Where it goes once it is free, in that order.
    pub queued: Vec<IncidentId>,
    /// Since when it has been what it is.
    pub since: At,
}

/// A closure with the roads it closes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClosureView {
    /// The closure.
    pub closure: Closure,
    /// The closed pieces of road, each a line of `[lon, lat]`.
    pub lines: Vec<Vec<[f64; 2]>>,
}

/// A station of the region.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StationView {
    /// Its id.
    pub id: StationId,
    /// Its name.
    pub name: String,
    /// Whose it is; none for hospitals and clinics, which units go to rather than come from.
    pub service: Option<Service>,
    /// Where it is.
    pub position: Position,
}

/// A zone of the region, and who comes first in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ZoneView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What tells it from another of the same name: larger zones that it lies in, or on which side it lies. Empty where
    /// nobody else has the name.
    pub within: String,
    /// The units that come first there, ahead of others that are hardly sooner; empty where nobody was named.
    pub first_due: Vec<UnitId>,
}

/// The map data a room runs on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RegionView {
    /// Its name.
    pub name: String,
    /// West, south, east, north, degrees.
    pub bounds: [f64; 4],
    /// Where the room looks when nothing is selected.
    pub centre: Position,
    /// The lowest zoom with tiles.
    pub min_zoom: u8,
    /// The highest zoom with tiles.
    pub max_zoom: u8,
    /// Changes with the tiles: told with a tile's address, it may be kept for ever.
    pub tiles_version: String,
    /// Whom to thank for the data.
    pub attribution: String,
    /// The IANA time zone people live by.
    pub time_zone: String,
}

/// Whether the log can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum JournalHealth {
    /// Every receipt is on the disk.
    Safe,
    /// A write failed; the log is being reopened and verified. Nothing is acknowledged meanwhile.
    Reopening,
    /// The log can't be written. Take calls on paper.
    Down,
}

/// Whether places can be searched by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PlacesHealth {
    /// Their names are made ready; whoever searches waits.
    Preparing,
    /// They can.
    Ready,
    /// The region's names can't be read: everything else works, until the region is built again.
    Unreadable,
}

/// How the room itself is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Health {
    /// The log.
    pub journal: JournalHealth,
    /// Names of places.
    pub places: PlacesHealth,
    /// Desks and pages watching now.
    pub watching: u32,
    /// Units on duty whose position is stale.
    pub stale_units: u32,
    /// How many alarms there have been.
    pub alarms: AlarmRate,
}

/// How many alarms asked for somebody in the last hour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AlarmRate {
    /// In the whole room.
    pub last_hour: u32,
    /// The desks that watch now.
    pub desks: u32,
    /// For each of them, rounded up.
    pub per_desk: u32,
    /// More than this for a desk are too many to be heeded.
    pub budget: u32,
}

/// A handover with its items in words' reach.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoverView {
    /// The handover.
    pub handover: Handover,
    /// Its items, in the order of `handover.items`.
    pub items: Vec<HandoverItemView>,
    /// What has come up since it was begun: to be told, as nobody signs for it. Empty once it is complete.
    pub come_up: Vec<HandoverItemView>,
}

/// A handover's item with what to show for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoverItemView {
    /// The item.
    pub item: HandoverItem,
    /// The incident's, call's or unit's name: K-1021, DMK-1.
    pub name: String,
    /// Its type, where it is about an incident or a classified call.
    pub kind: Option<TypeId>,
    /// Place or reason.
    pub detail: String,
    /// Since when.
    pub since: At,
}

/// What a unit is asked to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Notice {
    /// The incident.
    pub incident: IncidentId,
    /// Its number.
    pub number: u32,
    /// Its type.
    pub kind: Bilingual,
    /// Its priority.
    pub priority: u8,
    /// Where: the address comes first.
    pub place: Fix,
    /// What was written down.
    pub said: Vec<Personal>,
    /// Remarks on the incident, oldest first.
    pub notes: Vec<Personal>,
    /// What endangers whoever goes there, the nearest first.
    pub hazards: Vec<Personal>,
    /// Other notes bound to the place, the nearest first.
    pub premises: Vec<Personal>,
    /// The other units on it.
    pub others: Vec<UnitId>,
    /// The unit's assignment and what may follow.
    pub assignment: AssignmentView,
    /// The way there from where the unit is: to the place, or to where somebody is taken.
    pub way: Option<UnitWay>,
    /// Where somebody is taken, once the unit has left with them.
    pub leg: Option<Leg>,
}

/// What a unit's own page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PageView {
    /// The last event it contains.
    #[ts(type = "number")]
    pub seq: u64,
    /// The room's clock.
    pub now: At,
    /// The unit.
    pub unit: UnitView,
    /// The map data.
    pub region: RegionView,
    /// What it is asked to do, if anything.
    pub notice: Option<Notice>,
    /// Where it goes after that.
    pub next: Vec<NextNotice>,
}
