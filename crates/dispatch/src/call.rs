//! Calls: one contact on one channel.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::directory::are_one;
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
    /// An e-mail.
    Email,
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

/// What came of calling a caller back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CallBackResult {
    /// Somebody spoke with the caller.
    #[default]
    Reached,
    /// Nobody answered, or nobody spoke: it stays due.
    NotReached,
}

/// One try to call a caller back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CallBack {
    /// When.
    pub at: At,
    /// Through whom.
    pub by: Actor,
    /// What came of it.
    pub result: CallBackResult,
}

/// A link by which the caller's own phone tells where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LocationLink {
    /// Hexadecimal SHA-256 of its token.
    pub token_digest: String,
    /// When it was made.
    pub made_at: At,
    /// When it ends, if the call doesn't end before.
    pub until: At,
}

/// How long a caller's link works, seconds.
pub const LOCATION_LINK_S: u32 = 60 * 60;

/// A machine has told a new place while somebody talks, and nobody has said yet what to make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FixNews {
    /// The new fix, by its place in the call's fixes.
    pub fix: usize,
    /// The fix that counted before.
    pub before: Option<usize>,
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
    /// The caller's number as it was told, where the line gave none.
    #[serde(default)]
    pub number: Personal,
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
    /// The number that the caller told, where the line gave none.
    Number {
        /// The whole field.
        text: Personal,
    },
    /// How the call really came.
    Channel {
        /// The channel.
        channel: Channel,
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
    /// Whether somebody has to call back and hasn't reached anybody yet.
    pub call_back_due: bool,
    /// Every try to call back, oldest first.
    #[serde(default)]
    pub call_backs: Vec<CallBack>,
    /// Whether the caller abused whoever answered. A mark and no ending: what was said may be true all the same.
    #[serde(default)]
    pub abusive: bool,
    /// The link for the caller's own phone, if one was made.
    #[serde(default)]
    pub location_link: Option<LocationLink>,
    /// What a machine told last, until somebody has looked at it.
    #[serde(default)]
    pub news: Option<FixNews>,
}

impl Call {
    /// The fix that counts as the location; see [`location`].
    pub fn location(&self) -> Option<&Fix> {
        location(&self.fixes, self.chosen_fix)
    }

    /// The fix that counts as the location, by its place in `fixes`.
    pub fn location_index(&self) -> Option<usize> {
        let counts = self.location()?;
        self.fixes.iter().position(|fix| std::ptr::eq(fix, counts))
    }

    /// The caller's number: the line's, or else what the caller told.
    pub fn caller(&self) -> Option<&Personal> {
        self.caller_number.as_ref().or_else(|| Some(&self.draft.number).filter(|told| !told.is_empty()))
    }

    /// Whether it came from this number, in whatever form the two are written.
    pub fn is_from(&self, number: &Personal) -> bool {
        self.caller().is_some_and(|own| are_one(own.text(), number.text()))
    }

    /// Since when somebody has had to call back: the last try, or the end of the call.
    pub fn call_back_since(&self) -> Option<At> {
        let CallStage::Closed { since, .. } = self.stage else { return None };
        self.call_back_due.then(|| self.call_backs.last().map_or(since, |last| last.at.max(since)))
    }

    /// Whether its caller was taken for reached and may not have been.
    pub(crate) fn was_reached(&self) -> bool {
        self.is_closed() && self.call_backs.last().is_some_and(|last| last.result == CallBackResult::Reached)
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
