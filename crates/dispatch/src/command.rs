//! Everything that anybody may ask the room to do.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assignment::AssignmentStatus;
use crate::call::{CallBackResult, CallDisposition, Channel, DraftChange};
use crate::closure::{ClosedShape, Effect};
use crate::directory::DirectoryEntry;
use crate::incident::IncidentDisposition;
use crate::moveup::StandbyPlace;
use crate::unit::{Duty, SeenUnit, UnitSpec};
use crate::{CallId, ClosureId, Fix, HandoverId, IncidentId, Personal, PremiseId, TypeId, UnitId};

/// Units to be sent, beside what the room proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Send {
    /// The units to send.
    pub units: Vec<UnitId>,
    /// What the room had proposed when the dispatcher decided.
    pub proposed: Vec<UnitId>,
    /// Why something else is sent; empty where it is not.
    pub reason: String,
}

/// Everything that anybody may ask the room to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case")]
#[ts(export)]
pub enum Command {
    /// A call rings, or is entered by hand.
    Ring {
        /// The new call's id.
        call: CallId,
        /// How it comes.
        channel: Channel,
        /// The caller's number, if the line gives one.
        number: Option<Personal>,
        /// What the line knows of the place.
        fixes: Vec<Fix>,
    },
    /// Take a ringing or held call.
    Answer {
        /// The call.
        call: CallId,
    },
    /// Put a call on hold.
    Hold {
        /// The call.
        call: CallId,
    },
    /// The caller has hung up.
    HangUp {
        /// The call.
        call: CallId,
    },
    /// Keep what was just typed or picked.
    Draft {
        /// The call.
        call: CallId,
        /// The change.
        change: DraftChange,
    },
    /// One more statement of where it is.
    AddFix {
        /// The call.
        call: CallId,
        /// The statement.
        fix: Fix,
    },
    /// Choose the fix that counts, or leave it to the rule again.
    ChooseFix {
        /// The call.
        call: CallId,
        /// Its place in the call's fixes.
        fix: Option<usize>,
    },
    /// End a call that leads to no incident.
    CloseCall {
        /// The call.
        call: CallId,
        /// How it ended.
        disposition: CallDisposition,
    },
    /// Undo the closing of a call.
    ReopenCall {
        /// The call.
        call: CallId,
    },
    /// Somebody has called back. That nobody was reached after all can be said later, and makes it due again.
    CalledBack {
        /// The call.
        call: CallId,
        /// What came of it.
        #[serde(default)]
        result: CallBackResult,
    },
    /// Mark a call whose caller abuses whoever answered, or take the mark back.
    MarkAbusive {
        /// The call.
        call: CallId,
        /// Whether it is.
        abusive: bool,
    },
    /// Make a link by which the caller's own phone tells where it is; an earlier one stops working.
    LinkLocation {
        /// The call.
        call: CallId,
        /// Hexadecimal SHA-256 of the link's token.
        token_digest: String,
    },
    /// Bind a note to a place, for whoever goes there.
    NotePremise {
        /// The new note's id.
        note: PremiseId,
        /// The place; its radius is how far around the note counts.
        place: Fix,
        /// What to know.
        text: Personal,
        /// Whether it endangers whoever goes there: a dog, oxygen bottles, violence before.
        #[serde(default)]
        hazard: bool,
    },
    /// Say that a place's note endangers whoever goes there, or that it no longer does.
    MarkHazard {
        /// The note.
        note: PremiseId,
        /// Whether it does.
        hazard: bool,
    },
    /// Take a place's note away.
    RemovePremiseNote {
        /// The note.
        note: PremiseId,
    },
    /// Open an incident from a call's draft and location, and send units at once.
    OpenIncident {
        /// The new incident's id.
        incident: IncidentId,
        /// The call.
        call: CallId,
        /// What to send; may be empty.
        send: Send,
    },
    /// The call is about an incident that is open already.
    JoinCall {
        /// The call.
        call: CallId,
        /// The incident.
        incident: IncidentId,
    },
    /// Undo a join: the call is active again.
    UnjoinCall {
        /// The call.
        call: CallId,
    },
    /// Send more units.
    Send {
        /// The incident.
        incident: IncidentId,
        /// What to send.
        send: Send,
    },
    /// A unit's next status on its assignment.
    Report {
        /// The incident.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
        /// The status reached.
        status: AssignmentStatus,
    },
    /// Write a remark.
    NoteIncident {
        /// The incident.
        incident: IncidentId,
        /// The remark.
        text: Personal,
    },
    /// Correct the type.
    Reclassify {
        /// The incident.
        incident: IncidentId,
        /// The right type.
        kind: TypeId,
    },
    /// Correct the place.
    MovePlace {
        /// The incident.
        incident: IncidentId,
        /// The right place.
        place: Fix,
    },
    /// Raise the alarm by one level.
    RaiseAlarm {
        /// The incident.
        incident: IncidentId,
    },
    /// Take the alarm back by one level.
    LowerAlarm {
        /// The incident.
        incident: IncidentId,
    },
    /// Set the priority by hand.
    Prioritise {
        /// The incident.
        incident: IncidentId,
        /// 1 is the most urgent, 5 the least.
        priority: u8,
        /// Why.
        why: String,
    },
    /// Two open incidents are one: one is closed as a duplicate, and what it has belongs to the other.
    MergeIncident {
        /// The duplicate.
        incident: IncidentId,
        /// The incident that stays.
        into: IncidentId,
    },
    /// Undo a merge: the duplicate is open again, with what it brought.
    UnmergeIncident {
        /// The duplicate.
        incident: IncidentId,
    },
    /// Have a unit that is on its way to something less urgent come here instead.
    Divert {
        /// The incident it is to go to.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
        /// Why.
        why: String,
    },
    /// Have a unit that is busy elsewhere come here once it is free.
    Queue {
        /// The incident.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
    },
    /// A queued unit need not come any more.
    Unqueue {
        /// The incident.
        incident: IncidentId,
        /// The unit.
        unit: UnitId,
    },
    /// End an incident.
    CloseIncident {
        /// The incident.
        incident: IncidentId,
        /// How it ended.
        disposition: IncidentDisposition,
    },
    /// Undo the closing of an incident.
    ReopenIncident {
        /// The incident.
        incident: IncidentId,
    },
    /// Enter or change a unit of the roster.
    RegisterUnit {
        /// What is known of it.
        spec: UnitSpec,
    },
    /// Say which units are to come first to a zone; none for none.
    SetFirstDue {
        /// The zone's id in the region.
        zone: String,
        /// The units, the first one first.
        units: Vec<UnitId>,
    },
    /// Take a unit in or out of service, on or off duty.
    SetDuty {
        /// The unit.
        unit: UnitId,
        /// Its duty from now on.
        duty: Duty,
    },
    /// Have a free unit stand by at a place, to cover a gap.
    MoveUp {
        /// The unit.
        unit: UnitId,
        /// Where.
        to: StandbyPlace,
    },
    /// Have a unit that stands by somewhere go back to its station.
    SendBack {
        /// The unit.
        unit: UnitId,
    },
    /// Bind a unit's own page to a token.
    PairPage {
        /// The unit.
        unit: UnitId,
        /// Hexadecimal SHA-256 of the token.
        token_digest: String,
    },
    /// Keep the latest positions.
    NotePositions {
        /// Where units were seen.
        positions: Vec<SeenUnit>,
    },
    /// A road is blocked, or slow.
    CloseRoad {
        /// The new closure's id.
        closure: ClosureId,
        /// What it covers.
        shape: ClosedShape,
        /// What it does.
        #[serde(default)]
        effect: Effect,
        /// Why.
        why: String,
    },
    /// A closure is drawn or worded anew; since when it stands and who said so stay.
    ChangeClosure {
        /// The closure.
        closure: ClosureId,
        /// What it covers from now on.
        shape: ClosedShape,
        /// What it does from now on.
        effect: Effect,
        /// Why.
        why: String,
    },
    /// A road is free again.
    OpenRoad {
        /// The closure.
        closure: ClosureId,
    },
    /// Enter or change a number of the directory.
    EnterNumber {
        /// The entry.
        entry: DirectoryEntry,
    },
    /// Begin to hand over: the room lists what is open, waits or is out of service.
    BeginHandover {
        /// The new handover's id.
        handover: HandoverId,
        /// The outgoing lead's name.
        outgoing: Personal,
    },
    /// The outgoing lead's words.
    HandoverWords {
        /// The handover.
        handover: HandoverId,
        /// The whole text.
        words: Personal,
    },
    /// The incoming lead signs one item.
    SignItem {
        /// The handover.
        handover: HandoverId,
        /// The item's place in the list.
        item: usize,
        /// The incoming lead's name.
        incoming: Personal,
    },
    /// The incoming lead takes over.
    CompleteHandover {
        /// The handover.
        handover: HandoverId,
        /// The incoming lead's name.
        incoming: Personal,
    },
    /// Somebody has seen an alarm.
    AcknowledgeAlarm {
        /// The alarm's key.
        alarm: String,
    },
}

impl Command {
    /// Commands that only a shift lead gives.
    pub(crate) fn is_the_leads(&self) -> bool {
        matches!(
            self,
            Self::RegisterUnit { .. }
                | Self::SetFirstDue { .. }
                | Self::BeginHandover { .. }
                | Self::HandoverWords { .. }
                | Self::SignItem { .. }
                | Self::CompleteHandover { .. }
        )
    }
}
