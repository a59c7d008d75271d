//! `sigap serve` and `sigap demo`: a room with and without a front.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use gateway::{Listen, Serving};
use room::{Opening, Room};
use serde_json::json;
use sigap::demo::{self, Entered, FastClock, Load, Play, Tempo};

use crate::args::{Calls, Demo, Place, PlayArgs, Serve};
use crate::ending;
use crate::failure::Failure;
use crate::said::{Said, say};

pub(crate) async fn serve(args: Serve, said: Said) -> Result<(), Failure> {
    let room = open(&args.place, args.basemap, args.play).await?;
    let addr = SocketAddr::new(args.listen, args.port);
    let listen = Listen { addr, origins: args.origin, ..Listen::default() };
    let serving = match gateway::serve(room.clone(), listen).await {
        Ok(serving) => serving,
        Err(error) => {
            room.close().await;
            return Err(error.into());
        }
    };
    let play = play(&room, args.play);
    announce(&serving, &room, said);
    let ended = ending::asked().await;
    say("Closing the room ...");
    drop(play);
    serving.shutdown().await;
    room.close().await;
    ended
}

pub(crate) async fn demo(args: Demo, said: Said) -> Result<(), Failure> {
    let room = open(&args.place, None, args.play).await?;
    let entered = demo::enter(&room).await;
    let ended = match &entered {
        Ok(_) if args.play.calls.is_some() => {
            say("Callers ring and crews drive until ctrl-c.");
            let play = play(&room, args.play);
            let ended = ending::asked().await;
            drop(play);
            ended
        }
        _ => Ok(()),
    };
    room.close().await;
    let Entered { units, stations, numbers } = entered?;
    say(format!("{units} units at {stations} stations, and {numbers} numbers in the directory."));
    said.put(&json!({ "units": units, "stations": stations, "numbers": numbers }));
    ended
}

async fn open(place: &Place, basemap: Option<PathBuf>, play: PlayArgs) -> Result<Room, Failure> {
    let mut opening = Opening::as_set(&place.room, &place.region)?;
    opening.settings.basemap = basemap.or(opening.settings.basemap);
    if play.speed > 1.0 {
        opening.clock = Arc::new(FastClock::new(play.speed));
    }
    Ok(Room::open(opening).await?)
}

fn play(room: &Room, args: PlayArgs) -> Option<Play> {
    let load = match args.calls? {
        Calls::Demo => Load::Demo,
        Calls::Busy => Load::Busy,
    };
    let tempo = Tempo {
        seed: args.seed.unwrap_or(Tempo::default().seed),
        calls_per_hour: args.rate,
        load,
        clerks: args.clerks,
        speed: args.speed.clamp(1.0, 100.0),
    };
    Some(Play::start(room.clone(), tempo))
}

fn announce(serving: &Serving, room: &Room, said: Said) {
    let listening = serving.local_url();
    let desk = format!("{listening}#token={}", room.desk_token());
    say(format!("The room is open. A desk: {desk}"));
    if !serving.addr().ip().is_loopback() {
        say(
            "It listens beyond this machine without TLS: whoever reads that network reads the room's tokens.",
        );
    }
    said.put(&json!({ "listening": listening, "desk": desk }));
}
