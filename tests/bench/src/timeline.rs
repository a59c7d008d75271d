//! What happened at one incident, told from a long log; and beside it reading the whole log, which is what an index saves.

use std::path::Path;

use room::api::{Answer, Request};
use room::dispatch::call::DraftChange;
use room::dispatch::command::Send;
use room::dispatch::{Command, Fix, FixSource, IncidentId, Personal, TypeId};
use room::{Opening, Room};
use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

use crate::desk::Desk;
use crate::history;
use crate::samples::{Samples, ratio, times, told};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

/// Remarks on the incident that is asked for.
const NOTES: usize = 10;

/// Prints how long a timeline takes in logs of these many events.
pub(crate) async fn measure(
    region: &Path,
    folder: &Path,
    sizes: &[usize],
    asked: usize,
) -> Result<(), Trouble> {
    let mut table = Table::new(&[
        "timeline of one incident",
        "its events",
        "p10",
        "p50",
        "p99",
        "whole log read, p50",
        "timeline ÷ whole log",
    ]);
    let mut shares = Vec::new();
    for &events in sizes {
        let past = history::make(region, &folder.join(format!("timeline-{events}")), events).await?;
        let room = Room::open(Opening::new(&past.stopped, region)).await?;
        let desk = Desk::new(&room, 1);
        let incident = opened(&desk).await?;
        let (mut timelines, mut readings, mut own) = (Samples::default(), Samples::default(), 0);
        // In turns, so that both meet the same moments of the machine.
        for _ in 0..asked {
            let began = std::time::Instant::now();
            let Answer::Timeline(moments) = desk.asks(Request::Timeline { incident }).await? else {
                return Err(Trouble::Surprise("a timeline was asked for"));
            };
            timelines.push(began.elapsed());
            own = moments.len();
            let named = readings.time(|| by_reading_all(&past.stopped, incident))?;
            if named == 0 {
                return Err(Trouble::Surprise("the log does not name the incident"));
            }
        }
        let share = times(timelines.p50(), readings.p50());
        table.row([
            format!("log of {events} events"),
            own.to_string(),
            told(timelines.p10()),
            told(timelines.p50()),
            told(timelines.percentile(99)),
            told(readings.p50()),
            ratio(share),
        ]);
        shares.push((events, share));
        room.close().await;
    }
    table.print();
    if let Some((events, share)) = shares.last() {
        reading(&format!(
            "In a log of {events} events a timeline takes {} of reading it all; it reads its own events alone.",
            ratio(*share)
        ));
    }
    Ok(())
}

/// An incident with a few remarks at the log's end.
async fn opened(desk: &Desk) -> Result<IncidentId, Trouble> {
    let call = desk.takes_a_call().await?;
    let kind = Some(TypeId::from("medical-unconscious"));
    desk.does(Command::Draft { call, change: DraftChange::Kind { kind } }).await?;
    let Answer::Snapshot(known) = desk.asks(Request::Snapshot).await? else {
        return Err(Trouble::Surprise("a snapshot was asked for"));
    };
    let fix = Fix {
        position: known.region.centre,
        radius_m: 20,
        source: FixSource::MapPin,
        at: known.now,
        label: String::new(),
    };
    desk.does(Command::AddFix { call, fix }).await?;
    let incident = IncidentId(Uuid::new_v4());
    desk.does(Command::OpenIncident { incident, call, send: Send::default() }).await?;
    for note in 0..NOTES {
        let text = Personal::from(format!("catatan ke-{note}").as_str());
        desk.does(Command::NoteIncident { incident, text }).await?;
    }
    Ok(incident)
}

/// How many events of the whole log name the incident.
fn by_reading_all(room: &Path, incident: IncidentId) -> Result<usize, rusqlite::Error> {
    let log = Connection::open_with_flags(room.join("room.journal"), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let name = incident.to_string();
    let mut all = log.prepare("SELECT body FROM events ORDER BY seq")?;
    let mut rows = all.query([])?;
    let mut named = 0;
    while let Some(row) = rows.next()? {
        named += usize::from(row.get_ref(0)?.as_str()?.contains(&name));
    }
    Ok(named)
}
