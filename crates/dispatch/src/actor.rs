//! Who acts, and what each may do.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CallId, Command, FixSource, Refusal, RefusalCode, UnitId};

/// Whoever a command comes from. No event is without one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "as", rename_all = "snake_case")]
#[ts(export)]
pub enum Actor {
    /// A dispatcher at a desk.
    Dispatcher {
        /// The desk's name on the screen.
        desk: String,
    },
    /// A shift lead at a desk.
    Lead {
        /// The desk's name on the screen.
        desk: String,
    },
    /// The crew of a unit, on its own page.
    Responder {
        /// The unit's call sign.
        unit: UnitId,
    },
    /// A machine that rings or reports positions.
    Feed {
        /// Its name: `pbx`, `traccar`.
        name: String,
    },
    /// A caller, on a page that the room gave out for this call alone.
    Caller {
        /// The call.
        call: CallId,
    },
    /// The room itself.
    Room,
}

/// What kind of actor, as rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Role {
    /// Takes calls and sends units.
    Dispatcher,
    /// May also hand over and manage the roster.
    Lead,
    /// Reports on its own unit's assignment.
    Responder,
    /// Rings and reports positions.
    Feed,
    /// Tells where it is, for its own call.
    Caller,
    /// Keeps house.
    Room,
}

impl Actor {
    /// The actor's role.
    pub fn role(&self) -> Role {
        match self {
            Self::Dispatcher { .. } => Role::Dispatcher,
            Self::Lead { .. } => Role::Lead,
            Self::Responder { .. } => Role::Responder,
            Self::Feed { .. } => Role::Feed,
            Self::Caller { .. } => Role::Caller,
            Self::Room => Role::Room,
        }
    }

    /// The desk's name on the screen, of whoever sits at one.
    pub fn desk(&self) -> Option<&str> {
        match self {
            Self::Dispatcher { desk } | Self::Lead { desk } => Some(desk),
            Self::Responder { .. } | Self::Feed { .. } | Self::Caller { .. } | Self::Room => None,
        }
    }

    /// Whether this actor may give this command: deny by default.
    ///
    /// # Errors
    /// `not_permitted`, with the role.
    pub fn permit(&self, command: &Command) -> Result<(), Refusal> {
        let permitted = match self {
            Self::Room | Self::Lead { .. } => true,
            Self::Dispatcher { .. } => !command.is_the_leads(),
            Self::Responder { unit } => match command {
                Command::Report { unit: reported, .. } => reported == unit,
                Command::NotePositions { positions } => positions.iter().all(|seen| seen.unit == *unit),
                _ => false,
            },
            Self::Feed { .. } => match command {
                // A machine can't pass its fix off as the dispatcher's, which would beat all others.
                Command::Ring { fixes, .. } => fixes.iter().all(|fix| !fix.source.is_dispatchers()),
                Command::AddFix { fix, .. } => !fix.source.is_dispatchers(),
                Command::Answer { .. } | Command::HangUp { .. } | Command::NotePositions { .. } => true,
                _ => false,
            },
            Self::Caller { call: own } => match command {
                Command::AddFix { call, fix } => call == own && fix.source == FixSource::CallerPage,
                _ => false,
            },
        };
        if permitted {
            Ok(())
        } else {
            Err(Refusal::new(RefusalCode::NotPermitted).with("role", &format!("{:?}", self.role())))
        }
    }
}
