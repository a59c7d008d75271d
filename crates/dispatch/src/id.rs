//! Names of things. Whoever asks for a new thing makes its id first, so that asking twice makes it once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! made_by_the_asker {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(export, type = "string")]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
    )*};
}

macro_rules! spoken {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(export, type = "string")]
        pub struct $name(pub String);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self { Self(text.to_owned()) }
        }
    )*};
}

made_by_the_asker! {
    /// One contact on one channel.
    CallId;
    /// Something happening at a place that needs units.
    IncidentId;
    /// A blocked road.
    ClosureId;
    /// One shift's handing over to the next.
    HandoverId;
    /// A note bound to a place.
    PremiseId;
}

spoken! {
    /// A unit's call sign, as it is said on the radio: `DMK-1`.
    UnitId;
    /// A station's id in the region file.
    StationId;
    /// An incident type's key in the catalogue: `fire-house`.
    TypeId;
}
