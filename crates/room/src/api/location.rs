//! Helping to find where a caller is.

use dispatch::call::CallDisposition;
use dispatch::recommend::Side;
use dispatch::{At, CallId, IncidentId, TypeId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::PlaceHit;

/// What is near a call's present place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Around {
    /// Landmarks, the nearest first: what to ask the caller for.
    pub landmarks: Vec<Landmark>,
    /// Other calls from near there of the last hours, the latest first.
    pub calls: Vec<NearCall>,
    /// Incidents near there of the last hours, open ones first.
    pub incidents: Vec<NearIncident>,
}

/// A landmark with where it lies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Landmark {
    /// The landmark, ready to become a fix.
    pub hit: PlaceHit,
    /// In which direction it lies from the call's place.
    pub side: Side,
}

/// Another call from near there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NearCall {
    /// The call.
    pub call: CallId,
    /// Its number as people say it.
    pub number: u32,
    /// When it rang.
    pub rang_at: At,
    /// Its type, if one was picked.
    pub kind: Option<TypeId>,
    /// How it ended, if it has.
    pub disposition: Option<CallDisposition>,
    /// What its place is called.
    pub label: String,
    /// How far away, metres.
    pub distance_m: u32,
}

/// An incident near there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NearIncident {
    /// The incident.
    pub incident: IncidentId,
    /// Its number as people say it.
    pub number: u32,
    /// Its type.
    pub kind: TypeId,
    /// When it was opened.
    pub opened_at: At,
    /// Whether it is open.
    pub open: bool,
    /// What its place is called.
    pub label: String,
    /// How far away, metres.
    pub distance_m: u32,
}

/// The way for a caller to a page that tells the room where its phone is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LocationShare {
    /// The call.
    pub call: CallId,
    /// The page's path on the room's address, with the token behind `#`.
    pub path: String,
    /// The addresses the room's network front listens on, if it has one; a link is one of them followed by `path`.
    pub origins: Vec<String>,
    /// When it ends, if the call doesn't end before.
    pub until: At,
}
