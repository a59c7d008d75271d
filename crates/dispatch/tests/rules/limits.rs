//! No single command can fill the log.

use dispatch::call::{Channel, DraftChange};
use dispatch::closure::{ClosedShape, Effect};
use dispatch::command::Send;
use dispatch::directory::DirectoryEntry;
use dispatch::unit::{Duty, SeenUnit, UnitPosition, UnitSpec};
use dispatch::{AssignmentStatus, At, Command, Fix, RefusalCode, StationId, UnitId};

use crate::world::{
    World, call, closure, handover, incident, north, pin, premise, report, some, spec, standby,
};

const LABEL: usize = 400;
const TEXT: usize = 8_000;
const ITEMS: usize = 2_000;

fn labelled(label: String) -> Fix {
    Fix { label, ..pin(0.0) }
}

fn entry(number: String, name: String, address: String, note: String) -> Command {
    let [number, name, address, note] = [number, name, address, note].map(dispatch::Personal::from);
    Command::EnterNumber {
        entry: DirectoryEntry { number, name, address, position: None, note, ..DirectoryEntry::default() },
    }
}

fn unit(change: impl FnOnce(&mut UnitSpec)) -> Command {
    let mut spec = spec("DMK-9", &[]);
    change(&mut spec);
    Command::RegisterUnit { spec }
}

fn sending(send: Send) -> Command {
    Command::Send { incident: incident(1), send }
}

fn transporting(to: String, hospital: Option<StationId>) -> AssignmentStatus {
    AssignmentStatus::Transporting { to, hospital, place: None }
}

fn first_due(zone: String, units: Vec<UnitId>) -> Command {
    Command::SetFirstDue { zone, units }
}

fn prioritise(why: String) -> Command {
    Command::Prioritise { incident: incident(1), priority: 2, why }
}

fn divert(unit: &str, why: String) -> Command {
    Command::Divert { incident: incident(1), unit: unit.into(), why }
}

/// A text or list, the most it may hold, and a command with so much of it.
type Row = (&'static str, usize, Box<dyn Fn(usize) -> Command>);

/// Every text and list of every command.
#[allow(clippy::too_many_lines, reason = "one table")]
fn rows() -> Vec<Row> {
    let x = |n: usize| "x".repeat(n);
    let id = move |n: usize| UnitId(x(n));
    let draft = |change| Command::Draft { call: call(1), change };
    let ids = |n: usize| (0..n).map(|i| UnitId(i.to_string())).collect::<Vec<_>>();
    let seen = |n: usize| {
        let seen = UnitPosition { position: north(0.0), at: At(0), heading_deg: None, speed_mps: None };
        vec![SeenUnit { unit: "DMK-1".into(), seen }; n]
    };
    let ringing = |number: Option<String>, fixes| Command::Ring {
        call: call(9),
        channel: Channel::Phone,
        number: number.map(dispatch::Personal::from),
        fixes,
    };
    vec![
        ("number", LABEL, Box::new(move |n| ringing(Some(x(n)), vec![]))),
        ("label of a ring's fix", LABEL, Box::new(move |n| ringing(None, vec![labelled(x(n))]))),
        ("fixes of a ring", ITEMS, Box::new(move |n| ringing(None, vec![pin(0.0); n]))),
        ("label of a fix", LABEL, Box::new(move |n| Command::AddFix { call: call(1), fix: labelled(x(n)) })),
        (
            "label of a place",
            LABEL,
            Box::new(move |n| Command::MovePlace { incident: incident(1), place: labelled(x(n)) }),
        ),
        ("drafted place", LABEL, Box::new(move |n| draft(DraftChange::Place { text: some(&x(n)) }))),
        ("drafted caller", LABEL, Box::new(move |n| draft(DraftChange::Caller { text: some(&x(n)) }))),
        ("drafted number", LABEL, Box::new(move |n| draft(DraftChange::Number { text: some(&x(n)) }))),
        ("drafted note", TEXT, Box::new(move |n| draft(DraftChange::Note { text: some(&x(n)) }))),
        (
            "question",
            LABEL,
            Box::new(move |n| draft(DraftChange::Answer { question: x(n), text: some("ya") })),
        ),
        (
            "answer",
            TEXT,
            Box::new(move |n| {
                draft(DraftChange::Answer { question: "inside".to_owned(), text: some(&x(n)) })
            }),
        ),
        (
            "reason",
            LABEL,
            Box::new(move |n| sending(Send { units: vec!["DMK-2".into()], proposed: vec![], reason: x(n) })),
        ),
        (
            "proposed unit",
            LABEL,
            Box::new(move |n| {
                sending(Send { units: vec!["DMK-2".into()], proposed: vec![id(n)], reason: "ada".to_owned() })
            }),
        ),
        (
            "proposed units",
            ITEMS,
            Box::new(move |n| {
                sending(Send { units: vec!["DMK-2".into()], proposed: ids(n), reason: "ada".to_owned() })
            }),
        ),
        (
            "sent units",
            ITEMS,
            Box::new(move |n| {
                sending(Send { units: vec!["DMK-2".into(); n], proposed: vec![], reason: "ada".to_owned() })
            }),
        ),
        ("destination", TEXT, Box::new(move |n| report(1, "DMK-1", transporting(x(n), None)))),
        (
            "hospital's id",
            LABEL,
            Box::new(move |n| report(1, "DMK-1", transporting(String::new(), Some(StationId(x(n)))))),
        ),
        ("zone", LABEL, Box::new(move |n| first_due(x(n), vec![]))),
        ("first due units", ITEMS, Box::new(move |n| first_due(x(1), vec!["DMK-1".into(); n]))),
        ("first due unit", LABEL, Box::new(move |n| first_due(x(1), vec![id(n)]))),
        ("why this priority", LABEL, Box::new(move |n| prioritise(x(n)))),
        ("why diverted", LABEL, Box::new(move |n| divert("DMK-1", x(n)))),
        ("diverted unit", LABEL, Box::new(move |n| divert(&x(n), x(1)))),
        ("outcome", TEXT, Box::new(move |n| report(1, "DMK-1", AssignmentStatus::Cleared { outcome: x(n) }))),
        (
            "why stood down",
            TEXT,
            Box::new(move |n| report(1, "DMK-1", AssignmentStatus::StoodDown { why: x(n) })),
        ),
        (
            "remark",
            TEXT,
            Box::new(move |n| Command::NoteIncident { incident: incident(1), text: some(&x(n)) }),
        ),
        ("call sign", LABEL, Box::new(move |n| unit(|spec| spec.id = id(n)))),
        ("agency", LABEL, Box::new(move |n| unit(|spec| spec.agency = x(n)))),
        ("station", LABEL, Box::new(move |n| unit(|spec| spec.station = Some(StationId(x(n)))))),
        ("station's name", LABEL, Box::new(move |n| unit(|spec| spec.station_name = x(n)))),
        ("capability", LABEL, Box::new(move |n| unit(|spec| spec.capabilities = vec![x(n)]))),
        ("capabilities", ITEMS, Box::new(move |n| unit(|spec| spec.capabilities = vec![String::new(); n]))),
        (
            "why out of service",
            LABEL,
            Box::new(move |n| Command::SetDuty {
                unit: "DMK-3".into(),
                duty: Duty::OutOfService { why: x(n), until: None },
            }),
        ),
        (
            "place to stand by at",
            LABEL,
            Box::new(move |n| Command::MoveUp { unit: "DMK-1".into(), to: standby(&x(n)) }),
        ),
        (
            "token's digest",
            LABEL,
            Box::new(move |n| Command::PairPage { unit: "DMK-1".into(), token_digest: x(n) }),
        ),
        (
            "link's digest",
            LABEL,
            Box::new(move |n| Command::LinkLocation { call: call(2), token_digest: x(n) }),
        ),
        (
            "label of a premise",
            LABEL,
            Box::new(move |n| Command::NotePremise {
                note: premise(1),
                place: labelled(x(n)),
                text: some("anjing galak"),
                hazard: false,
            }),
        ),
        (
            "premise note",
            TEXT,
            Box::new(move |n| Command::NotePremise {
                note: premise(1),
                place: pin(0.0),
                text: some(&x(n)),
                hazard: true,
            }),
        ),
        ("positions", ITEMS, Box::new(move |n| Command::NotePositions { positions: seen(n) })),
        (
            "why closed",
            LABEL,
            Box::new(move |n| Command::CloseRoad {
                closure: closure(1),
                shape: ClosedShape::Road { at: north(0.0) },
                effect: Effect::Closed,
                why: x(n),
            }),
        ),
        ("entered number", LABEL, Box::new(move |n| entry("1".repeat(n), x(1), x(1), x(1)))),
        ("entered name", LABEL, Box::new(move |n| entry("1".to_owned(), x(n), x(1), x(1)))),
        ("entered address", LABEL, Box::new(move |n| entry("1".to_owned(), x(1), x(n), x(1)))),
        ("entered note", TEXT, Box::new(move |n| entry("1".to_owned(), x(1), x(1), x(n)))),
        (
            "outgoing lead",
            LABEL,
            Box::new(move |n| Command::BeginHandover { handover: handover(2), outgoing: some(&x(n)) }),
        ),
        (
            "words",
            TEXT,
            Box::new(move |n| Command::HandoverWords { handover: handover(1), words: some(&x(n)) }),
        ),
        (
            "signing lead",
            LABEL,
            Box::new(move |n| Command::SignItem { handover: handover(1), item: 0, incoming: some(&x(n)) }),
        ),
        (
            "incoming lead",
            LABEL,
            Box::new(move |n| Command::CompleteHandover { handover: handover(1), incoming: some(&x(n)) }),
        ),
        ("alarm", LABEL, Box::new(move |n| Command::AcknowledgeAlarm { alarm: x(n) })),
    ]
}

#[test]
fn a_text_or_list_that_is_too_long_is_refused_and_a_long_one_is_not() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).does(report(1, "DMK-1", AssignmentStatus::OnScene));
    let begin = Command::BeginHandover { handover: handover(1), outgoing: some("Sri") };
    world.does(begin).does(crate::world::ring(2, None));
    for (what, most, command) in rows() {
        assert_eq!(world.refuses(&command(most + 1)), Some(RefusalCode::TooLong), "{what}");
        assert_ne!(world.refuses(&command(most)), Some(RefusalCode::TooLong), "{what}");
    }
}
