//! The story at the room's API, and what must hold around it.

#![allow(clippy::expect_used, clippy::panic, reason = "a story that can't go on fails")]

mod alarms;
mod arrivals;
mod coverage;
mod failing;
mod from_ring_to_clear;
mod handing_over;
mod kept;
mod locating;
mod nameless;
mod pages;
mod refused;
mod rerouted;
mod roads;
mod timelines;
mod uncertain;
mod watching;

use room::Room;
use room::dispatch::unit::Service;
use room::dispatch::{Command, Position};
use whole_system::{Person, Town, unit};

/// A place in the small town, degrees.
pub(crate) fn at(lat: f64, lon: f64) -> Position {
    Position::new(lat, lon).expect("a place on the earth")
}

/// The town's room with a roster on its stations.
pub(crate) async fn staffed(town: &Town) -> Room {
    let room = town.open().await;
    let lead = Person::at_the_desk(&room);
    for station in lead.sees().await.stations {
        let roster: &[(&str, Service, &[&str])] = match station.service {
            Some(Service::Fire) => &[
                ("DMK-1", Service::Fire, &["pump"]),
                ("DMK-2", Service::Fire, &["tanker"]),
                ("DMK-3", Service::Fire, &["pump", "rescue"]),
            ],
            Some(Service::Police) => &[("PTR-1", Service::Police, &["patrol"])],
            None => &[("AMB-1", Service::Medical, &["als"]), ("AMB-2", Service::Medical, &["bls"])],
            Some(Service::Medical | Service::Rescue) => &[],
        };
        for (id, service, capabilities) in roster {
            lead.does(Command::RegisterUnit { spec: unit(id, *service, capabilities, station.position) })
                .await;
        }
    }
    room
}
