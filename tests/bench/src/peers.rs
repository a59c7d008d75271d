//! Other engines over the same roads, in the same run.

mod http;
pub(crate) mod osrm;
pub(crate) mod redis;
#[cfg(feature = "peers")]
pub(crate) mod routingkit;
