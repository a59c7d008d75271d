//! Handovers: what one shift leaves to the next, signed item by item.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Actor, At, CallId, ClosureId, HandoverId, IncidentId, Personal, UnitId};

/// What an item of a handover is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "about", rename_all = "snake_case")]
#[ts(export)]
pub enum HandoverSubject {
    /// An incident that is open.
    OpenIncident {
        /// The incident.
        incident: IncidentId,
    },
    /// A call that waits: ringing, held or unclassified.
    WaitingCall {
        /// The call.
        call: CallId,
    },
    /// A dropped call that nobody has called back.
    CallBack {
        /// The call.
        call: CallId,
    },
    /// A unit out of service.
    UnitOutOfService {
        /// The unit.
        unit: UnitId,
    },
    /// A road that is closed.
    RoadClosed {
        /// The closure.
        closure: ClosureId,
    },
}

/// One item, to be signed by the incoming lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoverItem {
    /// What it is about.
    pub subject: HandoverSubject,
    /// When the incoming lead signed it.
    pub signed_at: Option<At>,
    /// Who signed.
    pub signed_by: Option<Personal>,
}

/// One shift's handing over to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Handover {
    /// Its id.
    pub id: HandoverId,
    /// When it was begun.
    pub begun_at: At,
    /// The desk that began it.
    pub begun_by: Actor,
    /// The outgoing lead's name.
    pub outgoing: Personal,
    /// The outgoing lead's words.
    pub words: Personal,
    /// What is open, waits or is out of service.
    pub items: Vec<HandoverItem>,
    /// The incoming lead's name, once the handover is complete.
    pub incoming: Option<Personal>,
    /// When the incoming lead took over.
    pub completed_at: Option<At>,
}

impl Handover {
    /// Whether it still waits for signatures.
    pub fn is_open(&self) -> bool {
        self.completed_at.is_none()
    }
}
