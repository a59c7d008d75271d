//! Units: crewed vehicles and teams.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{At, IncidentId, Position, StationId, UnitId};

/// What a unit drives, as the roads see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Vehicle {
    /// A fire engine or truck.
    Heavy,
    /// An ambulance.
    Ambulance,
    /// A car or pick-up.
    Car,
    /// A motorcycle.
    Motorcycle,
}

/// Whose service a unit belongs to: its colour and shape on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Service {
    /// Fire brigade.
    Fire,
    /// Ambulances.
    Medical,
    /// Police and public order.
    Police,
    /// Search, rescue, disaster.
    Rescue,
}

/// What is known of a unit before anything happens to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UnitSpec {
    /// Its call sign.
    pub id: UnitId,
    /// Whose it is.
    pub service: Service,
    /// The agency that runs it, as people say it: Damkar, PSC 119.
    pub agency: String,
    /// What it drives.
    pub vehicle: Vehicle,
    /// What it can do: keys such as `pump`, `ladder`, `als`, `patrol`.
    pub capabilities: Vec<String>,
    /// Its station in the region, if it has one there.
    pub station: Option<StationId>,
    /// The station's name.
    pub station_name: String,
    /// Where it stands when in quarters.
    pub home: Position,
    /// How many people crew it.
    pub crew: u8,
    /// Crew to wheels when in quarters, seconds, if it was measured for this unit. Otherwise what is usual for its
    /// service at that hour counts.
    pub turnout_s: Option<u32>,
}

/// Whether a unit serves at all, apart from what it is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "duty", rename_all = "snake_case")]
#[ts(export)]
pub enum Duty {
    /// Serving.
    OnDuty,
    /// Not usable now.
    OutOfService {
        /// Why.
        why: String,
        /// Until about when, if known.
        until: Option<At>,
    },
    /// Its crew is not working.
    OffDuty,
}

/// A position as a unit reported it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UnitPosition {
    /// Where.
    pub position: Position,
    /// When, by the unit's own clock (GPS time).
    pub at: At,
    /// Where it is heading, degrees clockwise from north, if moving.
    pub heading_deg: Option<u16>,
    /// How fast, metres per second, if known.
    pub speed_mps: Option<f32>,
}

/// A unit's position in a batch of positions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SeenUnit {
    /// The unit.
    pub unit: UnitId,
    /// Where it was seen.
    pub seen: UnitPosition,
}

/// A crewed vehicle or team.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Unit {
    /// What it is.
    pub spec: UnitSpec,
    /// Whether it serves.
    pub duty: Duty,
    /// Since when its duty is so.
    pub duty_since: At,
    /// The incident its active assignment belongs to.
    pub committed_to: Option<IncidentId>,
    /// Since when it has been free or committed.
    pub since: At,
    /// The last position kept in the log.
    pub last_seen: Option<UnitPosition>,
    /// Digest of the token of its paired page, hexadecimal SHA-256; none where no page is paired.
    pub page_token_digest: Option<String>,
}

/// What a unit can be asked for now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Availability {
    /// Free to be sent.
    Available,
    /// On an assignment.
    Committed {
        /// Of this incident.
        incident: IncidentId,
    },
    /// Not usable now.
    OutOfService,
    /// Its crew is not working.
    OffDuty,
}

impl Unit {
    /// What the unit can be asked for now.
    pub fn availability(&self) -> Availability {
        match (&self.duty, self.committed_to) {
            (_, Some(incident)) => Availability::Committed { incident },
            (Duty::OnDuty, None) => Availability::Available,
            (Duty::OutOfService { .. }, None) => Availability::OutOfService,
            (Duty::OffDuty, None) => Availability::OffDuty,
        }
    }

    /// Whether it takes people to hospital.
    pub fn carries_patients(&self) -> bool {
        self.can("als") || self.can("bls")
    }

    /// Whether it can do what `capability` names.
    pub fn can(&self, capability: &str) -> bool {
        self.spec.capabilities.iter().any(|own| own == capability)
    }
}
