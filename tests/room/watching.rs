//! What desks are told.

use std::collections::BTreeSet;
use std::time::Duration;

use room::api::{Caller, Change, Freshness, Language, Snapshot};
use room::dispatch::call::{CallDisposition, DraftChange};
use room::dispatch::command::Send;
use room::dispatch::incident::IncidentDisposition;
use room::dispatch::unit::{SeenUnit, UnitPosition};
use room::dispatch::{Actor, At, CallId, Channel, Command, HandoverId, IncidentId, Personal, Position};
use room::{Room, Watch};
use uuid::Uuid;
use whole_system::{Person, Town};

use super::staffed;

#[tokio::test(flavor = "multi_thread")]
async fn one_desk_sees_what_another_does() {
    let town = Town::new();
    let room = staffed(&town).await;
    let (one, mut two) = (Person::at_the_desk(&room), Person::at_the_desk(&room));
    let call = one.takes_a_call("0800-112-0001").await;
    let seq = one.writes(call, DraftChange::Note { text: Personal::from("asap") }).await;
    let push = two
        .waits_for(|change| matches!(change, Change::Call(own) if own.call.draft.note.text() == "asap"))
        .await;
    assert!(push.seq >= seq, "a push says which event it contains");
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_falls_behind_is_told_to_start_over() {
    let town = Town::new();
    let room = staffed(&town).await;
    let (one, mut slow) = (Person::at_the_desk(&room), Person::at_the_desk(&room));
    for ring in 0..2_100 {
        let number = Some(Personal::from(format!("0800-112-{ring}")));
        let call = CallId(Uuid::new_v4());
        one.does(Command::Ring { call, channel: Channel::Phone, number, fixes: Vec::new() }).await;
    }
    slow.waits_for(|change| matches!(change, Change::Missed)).await;
    assert_eq!(slow.sees().await.calls.len(), 2_100, "no ring was lost");
    room.close().await;
}

/// A desk draws whoever moved as heard of just now, so what came late must not be told it that way.
#[tokio::test(flavor = "multi_thread")]
async fn a_position_that_comes_late_is_told_with_its_age() {
    let town = Town::new();
    let room = staffed(&town).await;
    let (phone, mut desk) = (Person::at_the_desk(&room), Person::at_the_desk(&room));
    town.clock.pass(3_600);
    for (minutes_ago, freshness) in [(40, Freshness::Stale), (30, Freshness::Stale), (0, Freshness::Fresh)] {
        let at = At(room.now().0 - minutes_ago * 60_000);
        let seen = UnitPosition { position: near_by(minutes_ago), at, heading_deg: None, speed_mps: None };
        phone.does(Command::NotePositions { positions: vec![SeenUnit { unit: "AMB-1".into(), seen }] }).await;
        let push = desk
            .waits_for(|change| match change {
                Change::Unit(view) => view.unit.spec.id.0 == "AMB-1" && view.position.at == at,
                Change::Positions(seen) => seen.iter().any(|own| own.seen.at == at),
                _ => false,
            })
            .await;
        let told_as_live = push.changes.iter().any(|change| matches!(change, Change::Positions(_)));
        let snapshot = desk.sees().await;
        let view = snapshot.units.iter().find(|own| own.unit.spec.id.0 == "AMB-1").expect("the unit");
        assert_eq!(view.freshness, freshness, "{minutes_ago} minutes ago");
        assert!(!told_as_live || freshness == Freshness::Fresh, "{minutes_ago} minutes ago");
    }
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_whose_clock_is_set_back_goes_on_seeing_its_units_and_says_what_it_can_no_longer_date() {
    let town = Town::new();
    let room = staffed(&town).await;
    let person = Person::at_the_desk(&room);
    let sees = |snapshot: Snapshot| {
        let view = snapshot.units.into_iter().find(|own| own.unit.spec.id.0 == "AMB-1").expect("the unit");
        (view.position.at, view.freshness)
    };
    let report = |at: At| {
        let seen = UnitPosition { position: near_by(0), at, heading_deg: None, speed_mps: None };
        Command::NotePositions { positions: vec![SeenUnit { unit: "AMB-1".into(), seen }] }
    };
    let before = room.now();
    person.does(report(before)).await;
    town.clock.pass(-3_600);
    assert_eq!(sees(person.sees().await), (before, Freshness::Stale), "nobody knows how old it is");
    person.does(report(room.now())).await;
    assert_eq!(sees(person.sees().await), (room.now(), Freshness::Fresh));
    room.close().await;
}

/// A place in the town, another for each number.
fn near_by(number: i64) -> Position {
    super::at(-8.2101 + number as f64 * 0.000_1, 114.3625)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_room_ends_the_watch() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let mut watch =
        room.watch(&Caller { actor: Actor::Lead { desk: "1".to_owned() }, language: Language::En });
    drop(desk);
    room.close().await;
    while watch.next().await.is_some() {}
}

/// What a desk shows that puts in the place of each thing what it is told of it, and decides nothing.
struct Mirror {
    watch: Watch,
    seq: u64,
    calls: BTreeSet<CallId>,
    incidents: BTreeSet<IncidentId>,
    handovers: BTreeSet<HandoverId>,
}

impl Mirror {
    fn of(room: &Room) -> Self {
        let caller = Caller { actor: Actor::Lead { desk: "2".to_owned() }, language: Language::Id };
        let (calls, incidents, handovers) = <_>::default();
        Self { watch: room.watch(&caller), seq: 0, calls, incidents, handovers }
    }

    /// Looks on until what it shows is so.
    async fn until(&mut self, so: impl Fn(&Self) -> bool) {
        let looks = async {
            while !so(self) {
                let push = self.watch.next().await.expect("the room is open");
                self.seq = push.seq;
                push.changes.into_iter().for_each(|change| self.take(change));
            }
        };
        tokio::time::timeout(Duration::from_secs(20), looks).await.expect("it comes to be so");
    }

    fn take(&mut self, change: Change) {
        match change {
            Change::Call(view) => drop(self.calls.insert(view.call.id)),
            Change::CallGone(call) => drop(self.calls.remove(&call)),
            Change::Incident(view) => drop(self.incidents.insert(view.incident.id)),
            Change::IncidentGone(incident) => drop(self.incidents.remove(&incident)),
            Change::Handover(view) => drop(self.handovers.insert(view.handover.id)),
            Change::HandoverGone(handover) => drop(self.handovers.remove(&handover)),
            Change::Missed => panic!("nothing was missed"),
            _ => {}
        }
    }

    fn shows_what_is_in(&self, snapshot: &Snapshot) -> bool {
        self.calls.iter().eq(snapshot.calls.iter().map(|view| &view.call.id))
            && self.incidents.iter().eq(snapshot.incidents.iter().map(|view| &view.incident.id))
            && self.handovers == snapshot.handovers.iter().map(|view| view.handover.id).collect()
    }
}

/// An hour of a desk: a false alarm, an incident from beginning to end, and the next shift is told.
async fn an_hour(desk: &Person, hour: u32) -> u64 {
    let call = desk.takes_a_call(&format!("0800-112-{hour}")).await;
    desk.does(Command::CloseCall { call, disposition: CallDisposition::Information }).await;
    let call = desk.takes_a_call_about(&format!("0800-110-{hour}"), "maling", "jl mawar").await;
    let incident = IncidentId(Uuid::new_v4());
    let send = Send::default();
    desk.does(Command::OpenIncident { incident, call, send }).await;
    desk.does(Command::CloseIncident { incident, disposition: IncidentDisposition::Handled }).await;
    let handover = HandoverId(Uuid::new_v4());
    let (outgoing, incoming) = (Personal::from("Sif lama"), Personal::from("Sif baru"));
    desk.does(Command::BeginHandover { handover, outgoing }).await;
    let items = desk.sees().await.handovers.first().map_or(0, |view| view.items.len());
    for item in 0..items {
        desk.does(Command::SignItem { handover, item, incoming: incoming.clone() }).await;
    }
    desk.does(Command::CompleteHandover { handover, incoming }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_long_been_over_leaves_a_desk_that_stays_open() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let ringing = CallId(Uuid::new_v4());
    let number = Some(Personal::from("0800-112-0000"));
    desk.does(Command::Ring { call: ringing, channel: Channel::Phone, number, fixes: Vec::new() }).await;
    let mut mirror = Mirror::of(&room);
    mirror.calls.insert(ringing);
    for hour in 0..24 {
        let seq = an_hour(&desk, hour).await;
        mirror.until(|own| own.seq >= seq).await;
        town.clock.pass(3_600);
        room.look_at_the_clock().await;
    }
    let seen = desk.sees().await;
    assert_eq!((seen.calls.len(), seen.incidents.len(), seen.handovers.len()), (1, 0, 10));
    mirror.until(|own| own.shows_what_is_in(&seen)).await;
    room.close().await;
}
