//! A deed written down as JSON, ready for the writer's thread, which then need not know the event type.

use serde::Serialize;
use uuid::Uuid;

use crate::chain::Link;
use crate::personal::{self, PersonalText};
use crate::{AppendError, Deed, EncodeError, Receipt};

pub(crate) struct Prepared {
    pub(crate) command: Uuid,
    pub(crate) at_ms: i64,
    pub(crate) actor: String,
    pub(crate) events: Vec<PreparedEvent>,
}

pub(crate) struct PreparedEvent {
    pub(crate) body: String,
    pub(crate) personal: Vec<PersonalText>,
}

impl Prepared {
    pub(crate) fn new<E: Serialize>(deed: &Deed<E>) -> Result<Self, AppendError> {
        if deed.events.is_empty() {
            return Err(AppendError::Empty);
        }
        let events = deed.events.iter().map(PreparedEvent::new).collect::<Result<_, _>>()?;
        Ok(Self { command: deed.command, at_ms: deed.at_ms, actor: deed.actor.to_string(), events })
    }

    pub(crate) fn link<'a>(&'a self, seq: u64, receipt: Receipt, body: &'a str) -> Link<'a> {
        Link { seq, deed: receipt, at_ms: self.at_ms, command: self.command, actor: &self.actor, body }
    }
}

impl PreparedEvent {
    fn new<E: Serialize>(event: &E) -> Result<Self, EncodeError> {
        let mut value = serde_json::to_value(event)?;
        let personal = personal::take_out(&mut value)?;
        Ok(Self { body: value.to_string(), personal })
    }
}
