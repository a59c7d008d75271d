//! Calls: one contact on one channel.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::directory::digits;
use crate::place::location;
use crate::{Actor, At, CallId, Fix, IncidentId, Personal, TypeId};

/// How the caller reached the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Channel {
    /// 112 by telephone.
    Phone,
    /// A message on `WhatsApp`.
    Whatsapp,
    /// A text message.
    Sms,
    /// A unit's or agency's radio.
    Radio,
    /// Somebody at the door.
    Walkin,
}

/// How a call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CallDisposition {
    /// It opened an incident.
    Incident,
    /// It reported an incident that was open already.
    Joined,
    /// Handed to an agency.
    Referral,
    /// A question, answered.
    Information,
    /// A prank.
    Prank,
    /// Nobody spoke.
    Silent,
    /// It broke off; somebody has to call back.
    Dropped,
    /// A wrong number.
    WrongNumber,
    /// Passed to a neighbouring centre.
    Transferred,
    /// A test of the line.
    Test,
}

/// Where a call stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "stage", rename_all = "snake_case")]
#[ts(export)]
pub enum CallStage {
    /// Nobody has answered yet.
    Ringing,
    /// Somebody is talking.
    Active {
        /// Since when.
        since: At,
    },
    /// Put on hold.
    Held {
        /// Since when.
        since: At,
    },
    /// Over.
    Closed {
        /// Since when.
        since: At,
        /// How it ended.
        disposition: CallDisposition,
    },
}

/// What the dispatcher has written down so far, kept with every keystroke.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Draft {
    /// The incident type picked.
    pub kind: Option<TypeId>,
    /// What was typed to find the place.
    pub place: Personal,
    /// The caller's name.
    pub caller: Personal,
    /// Free notes.
    pub note: Personal,
    /// Answers to the type's questions, by question key.
    pub answers: BTreeMap<String, Personal>,
}

/// One change to a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "field", rename_all = "snake_case")]
#[ts(export)]
pub enum DraftChange {
    /// The incident type, or none.
    Kind {
        /// The type's key.
        kind: Option<TypeId>,
    },
    /// What was typed to find the place.
    Place {
        /// The whole field.
        text: Personal,
    },
    /// The caller's name.
    Caller {
        /// The whole field.
        text: Personal,
    },
    /// The notes.
    Note {
        /// The whole field.
        text: Personal,
    },
    /// An answer to one of the type's questions.
    Answer {
        /// The question's key.
        question: String,
        /// The whole answer, empty to take it back.
        text: Personal,
    },
}

/// One contact on one channel, from ring to disposition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// Its number of the room's life, as people say it.
    pub number: u32,
    /// How it came.
    pub channel: Channel,
    /// The caller's number, if the line gave one.
    pub caller_number: Option<Personal>,
    /// When it began to ring.
    pub rang_at: At,
    /// When it was first answered.
    pub answered_at: Option<At>,
    /// When the caller hung up.
    pub hung_up_at: Option<At>,
    /// Whoever answered or reopened it last.
    pub taken_by: Option<Actor>,
    /// Where it stands.
    pub stage: CallStage,
    /// What is written down so far.
    pub draft: Draft,
    /// Every statement of where the caller or the incident is, oldest first.
    pub fixes: Vec<Fix>,
    /// The fix the dispatcher chose, by its place in `fixes`.
    pub chosen_fix: Option<usize>,
    /// The incident it opened or joined.
    pub incident: Option<IncidentId>,
    /// Whether somebody has to call back and hasn't yet.
    pub call_back_due: bool,
}

impl Call {
    /// The fix that counts as the location; see [`location`].
    pub fn location(&self) -> Option<&Fix> {
        location(&self.fixes, self.chosen_fix)
    }

    /// Whether it came from this number, in whatever form the two are written.
    pub fn is_from(&self, number: &Personal) -> bool {
        let wanted = digits(number.text());
        !wanted.is_empty() && self.caller_number.as_ref().is_some_and(|own| digits(own.text()) == wanted)
    }

    /// Whether the call is over.
    pub fn is_closed(&self) -> bool {
        matches!(self.stage, CallStage::Closed { .. })
    }

    /// Whether it rings and nobody has answered.
    pub fn is_ringing(&self) -> bool {
        matches!(self.stage, CallStage::Ringing)
    }
}
