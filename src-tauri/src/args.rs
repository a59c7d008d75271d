//! What the desk is started with.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;

/// The desk of a 112 dispatch room.
#[derive(Debug, Clone, Parser)]
#[command(name = "sigap-desk", version)]
pub(crate) struct Args {
    /// The region file; the last one used unless told
    #[arg(long, value_name = "FILE", env = "SIGAP_REGION")]
    pub(crate) region: Option<PathBuf>,
    /// The room's folder; made if absent
    #[arg(long, value_name = "DIR", env = "SIGAP_ROOM")]
    pub(crate) room: Option<PathBuf>,
    /// A PMTiles or MBTiles file in the Shortbread schema, drawn instead of the region's own map; the last one used where
    /// the region is the last one
    #[arg(long, value_name = "FILE", env = "SIGAP_BASEMAP")]
    pub(crate) basemap: Option<PathBuf>,
    /// Let invented callers ring and the units drive
    #[arg(long)]
    pub(crate) calls: bool,
    /// Let others reach this room, at this address and port
    #[arg(long, value_name = "ADDR")]
    pub(crate) serve: Option<SocketAddr>,
}
