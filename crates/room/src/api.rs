//! What goes over the wire, the same for the desktop window, the browser and the responder's page.
//!
//! A [`Request`] gets one [`Answer`] or one [`Problem`]; changes come by themselves as [`Push`]es in the order of the log.

mod coverage;
mod legs;
mod location;
mod problem;
mod view;
mod way;

use dispatch::catalogue::Catalogue;
use dispatch::closure::ClosedShape;
use dispatch::duplicate::Similar;
use dispatch::recommend::Recommendation;
use dispatch::unit::{SeenUnit, Service};
use dispatch::{
    Actor, At, CallId, ClosureId, Command, Event, Fix, HandoverId, IncidentId, Position, TypeId, UnitId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

pub use coverage::{
    CoverageMap, CoverageView, MoveAdvice, ProposedMove, StandbyKind, StandingBy, ZoneChange, ZoneCover,
};
pub use legs::{AwaitedView, DuplicateView, HospitalWay, Leg, NextNotice, Run};
pub use location::{Around, Landmark, LocationShare, NearCall, NearIncident};
pub use problem::{Problem, ProblemKind};
pub use view::{
    AlarmRate, AssignmentView, CallView, ClosureView, EarlierCall, Eta, EtaBasis, Freshness,
    HandoverItemView, HandoverView, Health, IncidentView, JournalHealth, Notice, NumberHistory, PageView,
    PlacesHealth, RegionView, StationView, UnitView, ZoneView,
};
pub use way::{StreetLeg, Turn, UnitWay, WayStep};

/// The languages of the room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Language {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

/// Whoever asks, as its front has made sure of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Who it is.
    pub actor: Actor,
    /// The language of the sentences it gets.
    pub language: Language,
}

/// Everything that a front may ask.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "ask", rename_all = "snake_case")]
#[ts(export)]
pub enum Request {
    /// All that a desk shows. Answer: [`Answer::Snapshot`].
    Snapshot,
    /// What a unit's own page shows. Answer: [`Answer::Page`].
    Page,
    /// Do something. Answer: [`Answer::Receipt`], after it is durable. The same id again gets the same receipt.
    Submit {
        /// Made by whoever asks, before asking.
        #[ts(type = "string")]
        id: Uuid,
        /// What to do.
        command: Box<Command>,
    },
    /// Incident types that typed words may mean, the best first. Answer: [`Answer::Types`].
    FindTypes {
        /// What was typed; empty for all.
        typed: String,
    },
    /// Places that typed words may mean, the best first. Answer: [`Answer::Places`].
    FindPlaces {
        /// What was typed.
        typed: String,
        /// Rank hits near here; near the room's centre where absent.
        near: Option<Position>,
    },
    /// What a point on the map is called. Answer: [`Answer::Place`].
    DescribePlace {
        /// The point.
        at: Position,
    },
    /// Which roads a closure of this shape would cover. Nothing changes. Answer: [`Answer::WouldClose`].
    WouldClose {
        /// The shape.
        shape: ClosedShape,
    },
    /// What is near a call's present place: landmarks, the last calls, incidents. Answer: [`Answer::Around`].
    Around {
        /// The call.
        call: CallId,
    },
    /// The junctions of a street, the nearest first. Answer: [`Answer::Places`].
    Crossings {
        /// The street, as it was typed.
        street: String,
        /// What was typed of the street that crosses it; empty for all.
        crossing: String,
        /// Near here; near the room's centre where absent.
        near: Option<Position>,
    },
    /// A link by which a caller's own phone tells where it is; an earlier one of the call stops working. Answer:
    /// [`Answer::LocationShare`].
    LinkLocation {
        /// The call.
        call: CallId,
    },
    /// Who should go to what a call reports, and whether it was reported before. Answer: [`Answer::Assessment`].
    Assess {
        /// The call.
        call: CallId,
    },
    /// Who else should go to an open incident. Answer: [`Answer::Assessment`].
    Reassess {
        /// The incident.
        incident: IncidentId,
    },
    /// The ways of the units on an incident, from where they are now. Answer: [`Answer::Ways`].
    Ways {
        /// The incident.
        incident: IncidentId,
    },
    /// Open incidents that this one may be the same as, the likeliest first. Answer: [`Answer::Duplicates`].
    Duplicates {
        /// The incident.
        incident: IncidentId,
    },
    /// Where a unit could take somebody from an incident, soonest by road first. Answer: [`Answer::Hospitals`].
    Hospitals {
        /// The incident.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
    },
    /// What a unit has done today, the latest first. Answer: [`Answer::Runs`].
    Runs {
        /// The unit.
        unit: UnitId,
    },
    /// Everything that happened to an incident. Answer: [`Answer::Timeline`].
    Timeline {
        /// The incident.
        incident: IncidentId,
    },
    /// How much of each zone a service's free units reach in time. From then on, for a minute, changes are pushed as
    /// [`Change::Coverage`]. Answer: [`Answer::Coverage`].
    Coverage {
        /// The service.
        service: Service,
    },
    /// The same as a map, to be drawn. Answer: [`Answer::CoverageMap`].
    CoverageMap {
        /// The service.
        service: Service,
    },
    /// A new link for a unit's own page; the old one stops working. Answer: [`Answer::Paired`].
    PairPage {
        /// The unit.
        unit: UnitId,
    },
}

/// The answers, each to the request that names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "answer", content = "value", rename_all = "snake_case")]
#[ts(export)]
pub enum Answer {
    /// To [`Request::Snapshot`].
    Snapshot(Box<Snapshot>),
    /// To [`Request::Page`].
    Page(Box<PageView>),
    /// To [`Request::Submit`].
    Receipt(Receipt),
    /// To [`Request::FindTypes`].
    Types(Vec<TypeId>),
    /// To [`Request::FindPlaces`] and [`Request::Crossings`].
    Places(FoundPlaces),
    /// To [`Request::DescribePlace`].
    Place(PlaceHit),
    /// To [`Request::WouldClose`].
    WouldClose(WouldClose),
    /// To [`Request::Around`].
    Around(Box<Around>),
    /// To [`Request::LinkLocation`].
    LocationShare(LocationShare),
    /// To [`Request::Assess`] and [`Request::Reassess`].
    Assessment(Box<Assessment>),
    /// To [`Request::Ways`].
    Ways(Vec<UnitWay>),
    /// To [`Request::Duplicates`].
    Duplicates(Vec<Similar>),
    /// To [`Request::Hospitals`].
    Hospitals(Vec<HospitalWay>),
    /// To [`Request::Runs`].
    Runs(Vec<Run>),
    /// To [`Request::Timeline`].
    Timeline(Vec<Moment>),
    /// To [`Request::Coverage`].
    Coverage(Box<CoverageView>),
    /// To [`Request::CoverageMap`].
    CoverageMap(Box<CoverageMap>),
    /// To [`Request::PairPage`].
    Paired(Pairing),
}

/// Proof that a command's events are on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Receipt {
    /// The sequence number of its last event.
    #[ts(type = "number")]
    pub seq: u64,
}

/// Places that typed words may mean.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FoundPlaces {
    /// The best first.
    pub hits: Vec<PlaceHit>,
    /// Why what was meant is not among them, where that is known.
    pub hint: Option<PlaceHint>,
}

/// Why the room can't find what typed words mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PlaceHint {
    /// A shortened map link, whose place only the internet knows.
    LinkNeedsInternet,
    /// A kilometre of a road on which no posts are known before and after it.
    NoPosts,
}

/// A place that was found, ready to become a fix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlaceHit {
    /// The fix to add to the call if this hit is taken.
    pub fix: Fix,
    /// Village, district or town it lies in; may be empty.
    pub context: String,
    /// Straight-line distance from where was asked near, metres.
    pub distance_m: u32,
}

/// What a closure would cover, told before it is kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WouldClose {
    /// How many pieces of road, each between two junctions.
    pub roads: u32,
    /// Their length in all, metres.
    pub length_m: u32,
    /// The streets they belong to, by the alphabet.
    pub streets: Vec<String>,
    /// The pieces, each `[lon, lat]` by `[lon, lat]`.
    pub lines: Vec<Vec<[f64; 2]>>,
}

/// Who should go, how, and whether it is known already.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Assessment {
    /// The last event it knows of.
    #[ts(type = "number")]
    pub seq: u64,
    /// Open incidents that this may be.
    pub similar: Vec<Similar>,
    /// The units; none while type or place are unknown, or the type needs none.
    pub recommendation: Option<Recommendation>,
    /// The ways of the proposed units.
    pub ways: Vec<UnitWay>,
    /// Which weights of the roads it was reckoned with: it grows with every closure.
    #[ts(type = "number")]
    pub epoch: u64,
    /// How long the reckoning took, microseconds.
    pub took_us: u32,
    /// Whether the place is too far from any road to reckon.
    pub off_road: bool,
}

/// Something that happened to an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Moment {
    /// Its place in the log.
    #[ts(type = "number")]
    pub seq: u64,
    /// When.
    pub at: At,
    /// Through whom.
    pub by: Actor,
    /// What.
    pub event: Event,
}

/// The way into a unit's own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Pairing {
    /// The unit.
    pub unit: UnitId,
    /// The page's path on the room's address, with the token behind `#`.
    pub path: String,
    /// The addresses the room's network front listens on, if it has one; a link is one of them followed by `path`.
    pub origins: Vec<String>,
}

/// All that a desk shows, as of one place in the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Snapshot {
    /// The last event it contains.
    #[ts(type = "number")]
    pub seq: u64,
    /// The room's clock.
    pub now: At,
    /// Who the room takes the asker for.
    pub you: Actor,
    /// The map data.
    pub region: RegionView,
    /// The incident types.
    pub catalogue: Catalogue,
    /// Calls that are not closed, and those closed lately.
    pub calls: Vec<CallView>,
    /// Incidents that are open, and those closed lately.
    pub incidents: Vec<IncidentView>,
    /// The roster.
    pub units: Vec<UnitView>,
    /// Roads closed now.
    pub closures: Vec<ClosureView>,
    /// The region's stations.
    pub stations: Vec<StationView>,
    /// The region's zones, by name.
    pub zones: Vec<ZoneView>,
    /// The handover under way and the last completed ones, the latest first.
    pub handovers: Vec<HandoverView>,
    /// Alarms that stand.
    pub alarms: Vec<dispatch::alarm::Alarm>,
    /// How the room itself is.
    pub health: Health,
}

/// What changed, in the order of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Push {
    /// The last event it contains.
    #[ts(type = "number")]
    pub seq: u64,
    /// The room's clock.
    pub now: At,
    /// The changes: each replaces what was shown of the same thing.
    pub changes: Vec<Change>,
}

/// One thing as it is now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "change", content = "value", rename_all = "snake_case")]
#[ts(export)]
pub enum Change {
    /// A call.
    Call(Box<CallView>),
    /// A call that has been over for so long that no desk shows it any more.
    CallGone(CallId),
    /// An incident.
    Incident(Box<IncidentView>),
    /// An incident that has been over for so long that no desk shows it any more.
    IncidentGone(IncidentId),
    /// A unit.
    Unit(Box<UnitView>),
    /// Units that moved and changed nothing else.
    Positions(Vec<SeenUnit>),
    /// A road was closed.
    Closure(ClosureView),
    /// A road is free again.
    ClosureGone(ClosureId),
    /// Who comes first in a zone.
    Zone(ZoneView),
    /// A handover.
    Handover(HandoverView),
    /// A handover that newer ones have taken the place of.
    HandoverGone(HandoverId),
    /// The alarms that stand.
    Alarms(Vec<dispatch::alarm::Alarm>),
    /// How much free units reach; while somebody has asked within the last minute.
    Coverage(Box<CoverageView>),
    /// How the room itself is.
    Health(Health),
    /// A unit's own page; sent to that page alone.
    Page(Box<PageView>),
    /// Too much was missed: ask for the snapshot or page again.
    Missed,
}
