//! The rules say no: a code and the facts. The words for people are kept in one place above (`room`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why the rules say no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RefusalCode {
    /// This role may not do that.
    NotPermitted,
    /// No such call.
    UnknownCall,
    /// No such incident.
    UnknownIncident,
    /// No such unit.
    UnknownUnit,
    /// No such incident type.
    UnknownType,
    /// No such closure.
    UnknownClosure,
    /// A closed area without an extent.
    NoArea,
    /// No such handover.
    UnknownHandover,
    /// The handover has no such item.
    UnknownItem,
    /// A thing with this id is there already.
    AlreadyThere,
    /// The call is closed.
    CallClosed,
    /// The call is not closed.
    CallOpen,
    /// Another step of the call comes first.
    CallStage,
    /// The call belongs to an incident already.
    CallHasIncident,
    /// The call belongs to no incident.
    CallHasNoIncident,
    /// The incident is closed.
    IncidentClosed,
    /// The incident is open.
    IncidentOpen,
    /// Units are still assigned.
    UnitsStillAssigned,
    /// There is no place yet.
    NoPlace,
    /// No unit was named.
    NoUnits,
    /// The unit is on another assignment.
    UnitCommitted,
    /// The unit is out of service or off duty.
    UnitNotOnDuty,
    /// The unit is not on this incident.
    NotAssigned,
    /// An assignment never goes back to this status.
    StatusOrder,
    /// Sending something else than what was recommended wants a reason.
    ReasonNeeded,
    /// A text that must be there is empty.
    TextNeeded,
    /// A text or a list is longer than the room keeps.
    TooLong,
    /// The call has no such fix.
    UnknownFix,
    /// The line gave the caller's number.
    NumberGiven,
    /// The caller's link has ended.
    LinkEnded,
    /// No such note of a place.
    UnknownPremise,
    /// A handover is under way.
    HandoverOpen,
    /// The handover is signed and closed.
    HandoverClosed,
    /// Items are not signed yet.
    ItemsNotSigned,
    /// No higher alarm level is planned.
    NoHigherAlarm,
    /// There is no alarm level below the first.
    NoLowerAlarm,
    /// A priority is a number from 1 to 5.
    UnknownPriority,
    /// An incident is no duplicate of itself.
    SameIncident,
    /// The incident was merged into another.
    Merged,
    /// The incident was not merged into another.
    NotMerged,
    /// The unit is free: it can be sent.
    UnitFree,
    /// The unit is on this incident already.
    OnThisIncident,
    /// The unit has arrived where it was sent.
    UnitArrived,
    /// What the unit is on is as urgent or more.
    NotMoreUrgent,
    /// The unit does not wait for this incident.
    NotQueued,
    /// The alarm is gone already.
    UnknownAlarm,
}

/// A command that the rules refuse. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused: {code:?} {facts:?}")]
pub struct Refusal {
    /// Which rule.
    pub code: RefusalCode,
    /// What it was about, to fill the sentence with.
    pub facts: BTreeMap<String, String>,
}

impl Refusal {
    /// A refusal by this rule.
    pub fn new(code: RefusalCode) -> Self {
        Self { code, facts: BTreeMap::new() }
    }

    /// The same, with one more fact.
    #[must_use]
    pub fn with(mut self, name: &str, fact: &impl ToString) -> Self {
        self.facts.insert(name.to_owned(), fact.to_string());
        self
    }
}
