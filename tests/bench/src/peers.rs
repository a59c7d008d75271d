//! Other engines over the same roads, in the same run.

pub(crate) mod osrm;
#[cfg(feature = "peers")]
pub(crate) mod routingkit;
