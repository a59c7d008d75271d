//! All that the room knows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::closure::Closure;
use crate::directory::{DirectoryEntry, digits};
use crate::handover::Handover;
use crate::moveup::Standby;
use crate::premise::PremiseNote;
use crate::{
    At, Call, CallId, ClosureId, HandoverId, Incident, IncidentId, Personal, PremiseId, Unit, UnitId,
};
use crate::{Refusal, RefusalCode};

/// All that the room knows, made from events alone.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Every call.
    pub calls: BTreeMap<CallId, Call>,
    /// Every incident.
    pub incidents: BTreeMap<IncidentId, Incident>,
    /// The roster.
    pub units: BTreeMap<UnitId, Unit>,
    /// Units that stand by away from their station, to cover a gap.
    #[serde(default)]
    pub standbys: BTreeMap<UnitId, Standby>,
    /// By zone the units that are to come first there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub first_due: BTreeMap<String, Vec<UnitId>>,
    /// Roads closed now.
    pub closures: BTreeMap<ClosureId, Closure>,
    /// The number directory, by digits.
    pub directory: BTreeMap<String, DirectoryEntry>,
    /// Notes bound to places.
    #[serde(default)]
    pub premises: BTreeMap<PremiseId, PremiseNote>,
    /// Every handover.
    pub handovers: BTreeMap<HandoverId, Handover>,
    /// When an alarm was last acknowledged, by its key.
    pub acknowledged: BTreeMap<String, At>,
    /// The number the last call got.
    pub last_call_number: u32,
    /// The number the last incident got.
    pub last_incident_number: u32,
}

impl State {
    /// A digest of everything, hexadecimal SHA-256: equal events give equal digests.
    ///
    /// # Errors
    /// When the state can't be written as JSON, which would be a fault.
    pub fn digest(&self) -> Result<String, serde_json::Error> {
        let bytes = serde_json::to_vec(self)?;
        Ok(Sha256::digest(&bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")))
    }

    /// The directory's entry for a number in any form.
    pub fn registered(&self, number: &Personal) -> Option<&DirectoryEntry> {
        self.directory.get(&digits(number.text()))
    }

    /// The call whose caller holds this link, while it works.
    pub fn call_linked_by(&self, token_digest: &str, now: At) -> Option<CallId> {
        let links = |call: &&Call| {
            call.location_link
                .as_ref()
                .is_some_and(|link| link.token_digest == token_digest && link.until > now)
        };
        let call = self.calls.values().find(links)?;
        let incident = call.incident.and_then(|incident| self.incidents.get(&incident));
        (!call.is_closed() || incident.is_some_and(Incident::is_open)).then_some(call.id)
    }

    /// Earlier calls from the same number, the latest first.
    pub fn calls_from(&self, number: &Personal) -> impl Iterator<Item = &Call> {
        let mut calls: Vec<&Call> = self.calls.values().filter(|call| call.is_from(number)).collect();
        calls.sort_by_key(|call| std::cmp::Reverse(call.number));
        calls.into_iter()
    }

    pub(crate) fn call(&self, id: CallId) -> Result<&Call, Refusal> {
        self.calls.get(&id).ok_or_else(|| Refusal::new(RefusalCode::UnknownCall))
    }

    pub(crate) fn incident(&self, id: IncidentId) -> Result<&Incident, Refusal> {
        self.incidents.get(&id).ok_or_else(|| Refusal::new(RefusalCode::UnknownIncident))
    }

    pub(crate) fn open_incident(&self, id: IncidentId) -> Result<&Incident, Refusal> {
        let incident = self.incident(id)?;
        if incident.is_open() {
            Ok(incident)
        } else {
            Err(Refusal::new(RefusalCode::IncidentClosed).with("incident", &incident.number))
        }
    }

    pub(crate) fn unit(&self, id: &UnitId) -> Result<&Unit, Refusal> {
        self.units.get(id).ok_or_else(|| Refusal::new(RefusalCode::UnknownUnit).with("unit", id))
    }
}
