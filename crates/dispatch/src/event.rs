//! Everything that can have happened. Events are facts: they are never refused, changed or deleted.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assignment::{AssignmentStatus, Expected};
use crate::call::{CallBackResult, CallDisposition, Channel, DraftChange};
use crate::closure::{ClosedShape, Effect};
use crate::directory::DirectoryEntry;
use crate::handover::HandoverSubject;
use crate::incident::IncidentDisposition;
use crate::moveup::StandbyPlace;
use crate::unit::{Duty, SeenUnit, UnitSpec};
use crate::{Actor, At, CallId, ClosureId, Fix, HandoverId, IncidentId, Personal, PremiseId, TypeId, UnitId};

/// A fact with when it became one and through whom. There is no event without an actor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// When.
    pub at: At,
    /// Through whom.
    pub by: Actor,
    /// What.
    pub event: Event,
}

/// What a duplicate says of the incident it is merged into: that one is as urgent as the most urgent of them, has the highest
/// alarm of any, and is as old as the first report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Brings {
    /// Its priority.
    pub priority: u8,
    /// Its alarm level; nothing in logs from before it counted.
    #[serde(default)]
    pub alarm_level: Option<u8>,
    /// When its first call began to ring.
    pub reported_at: At,
}

/// Everything that can have happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
#[ts(export)]
pub enum Event {
    /// A call began to ring.
    CallRang {
        /// Its id.
        call: CallId,
        /// Its number of the room's life.
        number: u32,
        /// How it came.
        channel: Channel,
        /// The caller's number.
        caller_number: Option<Personal>,
        /// What line and directory knew of the place.
        fixes: Vec<Fix>,
    },
    /// Somebody took the call.
    CallAnswered {
        /// The call.
        call: CallId,
    },
    /// The call was put on hold.
    CallHeld {
        /// The call.
        call: CallId,
    },
    /// The caller hung up.
    CallHungUp {
        /// The call.
        call: CallId,
    },
    /// Something was written down.
    CallDrafted {
        /// The call.
        call: CallId,
        /// The change.
        change: DraftChange,
    },
    /// There is one more fix.
    FixAdded {
        /// The call.
        call: CallId,
        /// The fix.
        fix: Fix,
    },
    /// A fix was chosen, or the choice taken back.
    FixChosen {
        /// The call.
        call: CallId,
        /// Its place in the call's fixes.
        fix: Option<usize>,
    },
    /// The call ended.
    CallClosed {
        /// The call.
        call: CallId,
        /// How.
        disposition: CallDisposition,
        /// Whether somebody has to call back.
        call_back_due: bool,
    },
    /// The closing was undone.
    CallReopened {
        /// The call.
        call: CallId,
    },
    /// Somebody called back.
    CalledBack {
        /// The call.
        call: CallId,
        /// What came of it.
        #[serde(default)]
        result: CallBackResult,
    },
    /// A call was marked as abusive, or the mark taken back.
    CallMarkedAbusive {
        /// The call.
        call: CallId,
        /// Whether it is.
        abusive: bool,
    },
    /// A link for the caller's own phone was made.
    LocationLinked {
        /// The call.
        call: CallId,
        /// Hexadecimal SHA-256 of its token.
        token_digest: String,
        /// When it ends, if the call doesn't end before.
        until: At,
    },
    /// A note was bound to a place.
    PremiseNoted {
        /// Its id.
        note: PremiseId,
        /// The place; its radius is how far around the note counts.
        place: Fix,
        /// What to know.
        text: Personal,
        /// Whether it endangers whoever goes there.
        #[serde(default)]
        hazard: bool,
    },
    /// A place's note was said to endanger whoever goes there, or no longer to.
    HazardMarked {
        /// The note.
        note: PremiseId,
        /// Whether it does.
        hazard: bool,
    },
    /// A place's note was taken away.
    PremiseNoteRemoved {
        /// The note.
        note: PremiseId,
    },
    /// An incident was opened.
    IncidentOpened {
        /// Its id.
        incident: IncidentId,
        /// Its number.
        number: u32,
        /// The call that reported it.
        call: CallId,
        /// Its type.
        kind: TypeId,
        /// Its priority.
        priority: u8,
        /// Where it is.
        place: Fix,
        /// When the call began to ring.
        reported_at: At,
    },
    /// A call was found to be about an open incident.
    CallJoined {
        /// The call.
        call: CallId,
        /// The incident.
        incident: IncidentId,
    },
    /// The join was undone.
    CallUnjoined {
        /// The call.
        call: CallId,
        /// The incident it was joined to.
        incident: IncidentId,
    },
    /// Units were chosen, beside what was proposed.
    UnitsChosen {
        /// The incident.
        incident: IncidentId,
        /// What the room proposed.
        proposed: Vec<UnitId>,
        /// What was sent.
        sent: Vec<UnitId>,
        /// Why something else was sent.
        reason: String,
    },
    /// The notice went out to a unit.
    UnitNotified {
        /// The incident.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
        /// What was reckoned.
        expected: Option<Expected>,
    },
    /// A unit reached a status on its assignment.
    StatusReported {
        /// The incident.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
        /// The status.
        status: AssignmentStatus,
    },
    /// A remark was written.
    IncidentNoted {
        /// The incident.
        incident: IncidentId,
        /// The remark.
        text: Personal,
    },
    /// The type was corrected.
    IncidentReclassified {
        /// The incident.
        incident: IncidentId,
        /// The right type.
        kind: TypeId,
        /// Its priority.
        priority: u8,
    },
    /// The place was corrected.
    PlaceMoved {
        /// The incident.
        incident: IncidentId,
        /// The right place.
        place: Fix,
    },
    /// The alarm was raised.
    AlarmRaised {
        /// The incident.
        incident: IncidentId,
        /// The new level.
        level: u8,
    },
    /// The alarm was taken back.
    AlarmLowered {
        /// The incident.
        incident: IncidentId,
        /// The new level.
        level: u8,
    },
    /// The priority was set by hand.
    PrioritySet {
        /// The incident.
        incident: IncidentId,
        /// 1 is the most urgent, 5 the least.
        priority: u8,
        /// Why.
        why: String,
    },
    /// Two incidents were found to be one.
    IncidentMerged {
        /// The duplicate.
        incident: IncidentId,
        /// The incident that stays.
        into: IncidentId,
        /// What the duplicate says of both; nothing in logs from before it counted.
        #[serde(default)]
        brings: Option<Brings>,
    },
    /// The merge was undone.
    IncidentUnmerged {
        /// The duplicate, open again.
        incident: IncidentId,
        /// The incident it was merged into.
        from: IncidentId,
    },
    /// A unit on its way was sent somewhere more urgent; where it was going it is stood down.
    UnitDiverted {
        /// The unit.
        unit: UnitId,
        /// Where it was going.
        from: IncidentId,
        /// Where it goes now.
        to: IncidentId,
        /// Why.
        why: String,
        /// What was reckoned for its new way.
        expected: Option<Expected>,
    },
    /// A busy unit is to come once it is free.
    UnitQueued {
        /// The incident.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
    },
    /// A queued unit need not come any more.
    UnitUnqueued {
        /// The incident.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
    },
    /// An incident ended.
    IncidentClosed {
        /// The incident.
        incident: IncidentId,
        /// How.
        disposition: IncidentDisposition,
    },
    /// The closing was undone.
    IncidentReopened {
        /// The incident.
        incident: IncidentId,
    },
    /// A unit was entered or changed.
    UnitRegistered {
        /// What is known of it.
        spec: UnitSpec,
    },
    /// Which units come first to a zone was set.
    FirstDueSet {
        /// The zone's id in the region.
        zone: String,
        /// The units, the first one first.
        units: Vec<UnitId>,
    },
    /// A unit's duty changed.
    DutySet {
        /// The unit.
        unit: UnitId,
        /// Its duty from now on.
        duty: Duty,
    },
    /// A free unit was told to stand by at a place.
    UnitMovedUp {
        /// The unit.
        unit: UnitId,
        /// Where.
        to: StandbyPlace,
        /// What was reckoned for the way there.
        expected: Option<Expected>,
    },
    /// A unit that stood by somewhere was sent back to its station.
    UnitSentBack {
        /// The unit.
        unit: UnitId,
    },
    /// A unit's own page was bound to a token.
    PagePaired {
        /// The unit.
        unit: UnitId,
        /// Hexadecimal SHA-256 of the token.
        token_digest: String,
    },
    /// Units were seen.
    PositionsNoted {
        /// Where.
        positions: Vec<SeenUnit>,
    },
    /// A road was closed, or became slow.
    RoadClosed {
        /// The closure.
        closure: ClosureId,
        /// What it covers.
        shape: ClosedShape,
        /// What it does.
        #[serde(default)]
        effect: Effect,
        /// Why.
        why: String,
    },
    /// A closure was drawn or worded anew.
    ClosureChanged {
        /// The closure.
        closure: ClosureId,
        /// What it covers from now on.
        shape: ClosedShape,
        /// What it does from now on.
        effect: Effect,
        /// Why.
        why: String,
    },
    /// A road was opened again.
    RoadOpened {
        /// The closure.
        closure: ClosureId,
    },
    /// A number was entered in the directory.
    NumberEntered {
        /// The entry.
        entry: DirectoryEntry,
    },
    /// A handover was begun.
    HandoverBegun {
        /// Its id.
        handover: HandoverId,
        /// The outgoing lead.
        outgoing: Personal,
        /// What is handed over.
        subjects: Vec<HandoverSubject>,
    },
    /// The outgoing lead's words changed.
    HandoverWorded {
        /// The handover.
        handover: HandoverId,
        /// The whole text.
        words: Personal,
    },
    /// The incoming lead signed an item.
    ItemSigned {
        /// The handover.
        handover: HandoverId,
        /// The item's place in the list.
        item: usize,
        /// Who signed.
        incoming: Personal,
    },
    /// The incoming lead took over.
    HandoverCompleted {
        /// The handover.
        handover: HandoverId,
        /// Who took over.
        incoming: Personal,
    },
    /// Somebody has seen an alarm.
    AlarmAcknowledged {
        /// The alarm's key.
        alarm: String,
    },
}
