//! What may be written on the command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Runs and looks after a 112 dispatch room.
#[derive(Debug, Parser)]
#[command(name = "sigap", version, after_help = EXIT_CODES)]
pub(crate) struct Sigap {
    #[command(subcommand)]
    pub(crate) task: Task,
    /// Write what came of it on standard output, one JSON value a line
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 it could not be done, 2 wrong arguments, 3 a log is not what was written, \
    4 a region has stations that cannot get out.";

#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Open a room for desks, units' pages and feeds, until ctrl-c
    Serve(Serve),
    /// Make a region file of map data, check it, or look into one
    #[command(subcommand)]
    Region(RegionTask),
    /// Verify a room's log from its first event to its last
    Check(Check),
    /// Put units on a region's stations, to try a room
    Demo(Demo),
}

/// Where a room is.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// The region file
    #[arg(long, value_name = "FILE", env = "SIGAP_REGION")]
    pub(crate) region: PathBuf,
    /// The room's folder; made if absent
    #[arg(long, value_name = "DIR", env = "SIGAP_ROOM")]
    pub(crate) room: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) play: PlayArgs,
    /// A PMTiles or MBTiles file in the Shortbread schema, drawn instead of the region's own map
    #[arg(long, value_name = "FILE")]
    pub(crate) basemap: Option<PathBuf>,
    /// The address to listen on; the machine's own alone unless told
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub(crate) listen: IpAddr,
    /// The port; 0 takes a free one
    #[arg(long, default_value_t = 1120)]
    pub(crate) port: u16,
    /// An address by which others reach this room, with scheme and port; may be repeated
    #[arg(long, value_name = "URL")]
    pub(crate) origin: Vec<String>,
}

/// Callers and crews to try a room with.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct PlayArgs {
    /// Let invented callers ring and the units drive: a load to try a room with, or a city's busy hour
    #[arg(long, value_name = "LOAD", num_args = 0..=1, default_missing_value = "demo", require_equals = true)]
    pub(crate) calls: Option<Calls>,
    /// How many calls come in an hour
    #[arg(long, value_name = "CALLS", default_value_t = 60.0, requires = "calls")]
    pub(crate) rate: f64,
    /// So many invented dispatchers take the calls; none leaves them to whoever sits there
    #[arg(long, value_name = "DESKS", default_value_t = 0, requires = "calls")]
    pub(crate) clerks: usize,
    /// Let the room's time fly, so many times as fast: for trying and measuring only
    #[arg(long, value_name = "TIMES", default_value_t = 1.0, requires = "calls")]
    pub(crate) speed: f64,
    /// The same number gives the same calls again
    #[arg(long, requires = "calls")]
    pub(crate) seed: Option<u64>,
}

/// Which calls ring.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Calls {
    /// A call a minute, many of them real
    Demo,
    /// A city's busy hour: mostly dropped and silent, nine real ones
    Busy,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RegionTask {
    /// Make a region file of an .osm.pbf
    Build(Build),
    /// Look for what is odd about a region: islands, dead ends of one-ways, stations that cannot get out
    Check {
        /// The region file
        file: PathBuf,
    },
    /// Say what a region file holds
    Info {
        /// The region file
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Build {
    /// The map data, .osm.pbf
    pub(crate) input: PathBuf,
    /// The region file to write. One that is there is replaced; what it was told by these options stays in force
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// The region's name; the input's file name unless told
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// More stations: GeoJSON points, or CSV with the columns name, lat, lon, kind; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) stations: Vec<PathBuf>,
    /// More zones: GeoJSON areas with a name, districts and villages; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) zones: Vec<PathBuf>,
    /// Forget the name, stations and zones that the region in place was told
    #[arg(long)]
    pub(crate) forget: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The room's folder
    #[arg(long, value_name = "DIR", env = "SIGAP_ROOM")]
    pub(crate) room: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) play: PlayArgs,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Sigap;

    #[test]
    fn the_arguments_hold_together() {
        Sigap::command().debug_assert();
    }
}
