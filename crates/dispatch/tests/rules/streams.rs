//! Random streams of commands by random actors, with clocks that jump.

use dispatch::call::{CallBackResult, CallDisposition, Channel, DraftChange};
use dispatch::closure::{ClosedShape, Effect};
use dispatch::command::Send;
use dispatch::directory::DirectoryEntry;
use dispatch::incident::IncidentDisposition;
use dispatch::moveup::StandbyPlace;
use dispatch::unit::{Duty, SeenUnit, UnitPosition};
use dispatch::{Actor, AssignmentStatus, At, Command, Fix, FixSource, TypeId, UnitId};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::world::{
    call, closure, crew, desk, fix, handover, incident, lead, north, pbx, premise, some, spec,
};

/// One thing that somebody tries.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// How far the clock jumps before, seconds; backwards too.
    pub(crate) wait_s: i64,
    pub(crate) by: Actor,
    pub(crate) command: Command,
}

/// A stream of commands.
pub(crate) fn streams() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 60..180)
}

/// A stream and a place to cut things at.
pub(crate) fn cut_streams() -> impl Strategy<Value = (Vec<Step>, Index)> {
    (streams(), any::<Index>())
}

fn step() -> impl Strategy<Value = Step> {
    let wait_s = prop_oneof![8 => 0_i64..120, 1 => -4000_i64..0, 1 => 0_i64..200_000];
    (wait_s, actor(), command()).prop_map(|(wait_s, by, command)| Step { wait_s, by, command })
}

fn actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        20 => Just(lead()),
        4 => Just(desk()),
        2 => Just(pbx()),
        1 => Just(Actor::Room),
        1 => unit().prop_map(|unit| crew(&unit.0)),
    ]
}

fn unit() -> impl Strategy<Value = UnitId> {
    prop_oneof![12 => select(vec!["DMK-1", "DMK-2", "AMB-1"]), 1 => Just("X-9")].prop_map(UnitId::from)
}

fn number() -> impl Strategy<Value = Option<dispatch::Personal>> {
    let numbers = vec![
        None,
        Some("081234567890"),
        Some("+62 812-3456-7890"),
        Some("0811"),
        Some("anonymous"),
        Some(""),
    ];
    select(numbers).prop_map(|number| number.map(some))
}

fn kind() -> impl Strategy<Value = TypeId> {
    select(vec!["fire-house", "fire-house", "medical-birth", "complaint-road", "nonsense"])
        .prop_map(TypeId::from)
}

fn place() -> impl Strategy<Value = Fix> {
    let source =
        select(vec![FixSource::Network, FixSource::CallerPage, FixSource::MapPin, FixSource::Address]);
    (source, -5_000.0..5_000.0_f64, select(vec![0_u32, 40, 900, u32::MAX]))
        .prop_map(|(source, metres, radius_m)| fix(source, north(metres), radius_m))
}

fn text() -> impl Strategy<Value = String> {
    select(vec!["", " ", "api besar", "ü\u{0}\n\"\\", "燃"]).prop_map(str::to_owned)
}

fn sending() -> impl Strategy<Value = Send> {
    let units = || prop::collection::vec(unit(), 0..3);
    prop_oneof![
        4 => units().prop_map(|units| Send { proposed: units.clone(), units, reason: String::new() }),
        1 => (units(), units(), text()).prop_map(|(units, proposed, reason)| Send { units, proposed, reason }),
    ]
}

fn status() -> impl Strategy<Value = AssignmentStatus> {
    prop_oneof![
        Just(AssignmentStatus::Notified),
        Just(AssignmentStatus::Acknowledged),
        Just(AssignmentStatus::EnRoute),
        Just(AssignmentStatus::OnScene),
        text().prop_map(|to| AssignmentStatus::Transporting { to, hospital: None, place: None }),
        Just(AssignmentStatus::AtHospital),
        text().prop_map(|outcome| AssignmentStatus::Cleared { outcome }),
        text().prop_map(|why| AssignmentStatus::StoodDown { why }),
    ]
}

fn change() -> impl Strategy<Value = DraftChange> {
    let words = || text().prop_map(dispatch::Personal::from);
    prop_oneof![
        6 => kind().prop_map(|kind| DraftChange::Kind { kind: Some(kind) }),
        1 => Just(DraftChange::Kind { kind: None }),
        1 => words().prop_map(|text| DraftChange::Place { text }),
        1 => words().prop_map(|text| DraftChange::Caller { text }),
        1 => words().prop_map(|text| DraftChange::Note { text }),
        1 => number().prop_map(|number| DraftChange::Number { text: number.unwrap_or_default() }),
        1 => Just(DraftChange::Channel { channel: Channel::Whatsapp }),
        1 => words().prop_map(|text| DraftChange::Answer { question: "inside".to_owned(), text }),
    ]
}

fn position() -> impl Strategy<Value = SeenUnit> {
    let at =
        prop_oneof![4 => 1_749_999_000_000_i64..1_750_009_000_000, 1 => select(vec![i64::MIN, 0, i64::MAX])];
    let speed = prop_oneof![4 => 0.0_f32..40.0, 1 => select(vec![f32::NAN, f32::INFINITY, -0.0])];
    let seen = (-9_000.0..9_000.0_f64, at, prop::option::of(speed));
    (unit(), seen).prop_map(|(unit, (metres, at, speed_mps))| SeenUnit {
        unit,
        seen: UnitPosition { position: north(metres), at: At(at), heading_deg: Some(90), speed_mps },
    })
}

fn duty() -> impl Strategy<Value = Duty> {
    prop_oneof![
        3 => Just(Duty::OnDuty),
        1 => Just(Duty::OffDuty),
        1 => text().prop_map(|why| Duty::OutOfService { why, until: Some(At(i64::MAX)) }),
    ]
}

fn entry() -> impl Strategy<Value = DirectoryEntry> {
    (number(), text(), any::<bool>()).prop_map(|(number, name, flagged)| DirectoryEntry {
        number: number.unwrap_or_default(),
        name: name.clone().into(),
        address: name.into(),
        position: flagged.then(|| north(300.0)),
        note: some(""),
        flagged,
        ..DirectoryEntry::default()
    })
}

fn disposition() -> impl Strategy<Value = CallDisposition> {
    use CallDisposition::{Dropped, Incident, Joined, Prank, Referral, Silent};
    select(vec![Dropped, Incident, Joined, Prank, Referral, Silent])
}

/// Any command, about few things, so that the commands of a stream meet each other.
pub(crate) fn command() -> impl Strategy<Value = Command> {
    let calls = || (1_u128..6).prop_map(call);
    let fires = || (1_u128..4).prop_map(incident);
    let shifts = || (1_u128..3).prop_map(handover);
    let name = || select(vec!["Sri", "Budi", " "]).prop_map(dispatch::Personal::from);
    let roads = || (1_u128..3).prop_map(closure);
    let words = || text().prop_map(dispatch::Personal::from);
    let fixes = prop::collection::vec(place(), 0..3);
    let alarm = prop_oneof![
        calls().prop_map(|call| format!("ring/{call}")),
        calls().prop_map(|call| format!("call-back/{call}")),
        fires().prop_map(|fire| format!("no-units/{fire}")),
        (fires(), unit()).prop_map(|(fire, unit)| format!("notice/{fire}/{unit}")),
    ];
    let shape = prop_oneof![
        Just(ClosedShape::Road { at: north(10.0) }),
        any::<u32>().prop_map(|radius_m| ClosedShape::Area { centre: north(20.0), radius_m }),
    ];
    prop_oneof![
        9 => (calls(), number(), fixes).prop_map(|(call, number, fixes)| {
            Command::Ring { call, channel: Channel::Phone, number, fixes }
        }),
        12 => calls().prop_map(|call| Command::Answer { call }),
        2 => calls().prop_map(|call| Command::Hold { call }),
        2 => calls().prop_map(|call| Command::HangUp { call }),
        8 => (calls(), change()).prop_map(|(call, change)| Command::Draft { call, change }),
        3 => (calls(), place()).prop_map(|(call, fix)| Command::AddFix { call, fix }),
        1 => (calls(), prop::option::of(0_usize..3)).prop_map(|(call, fix)| Command::ChooseFix { call, fix }),
        2 => (calls(), disposition()).prop_map(|(call, disposition)| Command::CloseCall { call, disposition }),
        4 => calls().prop_map(|call| Command::ReopenCall { call }),
        4 => (calls(), any::<bool>()).prop_map(|(call, reached)| {
            let result = if reached { CallBackResult::Reached } else { CallBackResult::NotReached };
            Command::CalledBack { call, result }
        }),
        1 => (calls(), any::<bool>()).prop_map(|(call, abusive)| Command::MarkAbusive { call, abusive }),
        1 => calls().prop_map(|call| Command::LinkLocation { call, token_digest: "00".to_owned() }),
        1 => ((1_u128..3).prop_map(premise), place(), text(), any::<bool>()).prop_map(
            |(note, place, text, hazard)| Command::NotePremise { note, place, text: text.into(), hazard }
        ),
        1 => ((1_u128..3).prop_map(premise), any::<bool>())
            .prop_map(|(note, hazard)| Command::MarkHazard { note, hazard }),
        1 => (1_u128..3).prop_map(|note| Command::RemovePremiseNote { note: premise(note) }),
        12 => (fires(), calls(), sending()).prop_map(|(incident, call, send)| {
            Command::OpenIncident { incident, call, send }
        }),
        4 => (calls(), fires()).prop_map(|(call, incident)| Command::JoinCall { call, incident }),
        2 => calls().prop_map(|call| Command::UnjoinCall { call }),
        8 => (fires(), sending()).prop_map(|(incident, send)| Command::Send { incident, send }),
        24 => (fires(), unit(), status()).prop_map(|(incident, unit, status)| {
            Command::Report { incident, unit, status }
        }),
        1 => (fires(), words()).prop_map(|(incident, text)| Command::NoteIncident { incident, text }),
        1 => (fires(), kind()).prop_map(|(incident, kind)| Command::Reclassify { incident, kind }),
        1 => (fires(), place()).prop_map(|(incident, place)| Command::MovePlace { incident, place }),
        2 => fires().prop_map(|incident| Command::RaiseAlarm { incident }),
        2 => fires().prop_map(|incident| Command::LowerAlarm { incident }),
        6 => (fires(), 0_u8..7, text()).prop_map(|(incident, priority, why)| {
            Command::Prioritise { incident, priority, why }
        }),
        4 => (fires(), fires()).prop_map(|(incident, into)| Command::MergeIncident { incident, into }),
        4 => fires().prop_map(|incident| Command::UnmergeIncident { incident }),
        16 => (fires(), unit(), text()).prop_map(|(incident, unit, why)| {
            Command::Divert { incident, unit, why }
        }),
        6 => (fires(), unit()).prop_map(|(incident, unit)| Command::Queue { incident, unit }),
        1 => (fires(), unit()).prop_map(|(incident, unit)| Command::Unqueue { incident, unit }),
        4 => fires().prop_map(|incident| {
            Command::CloseIncident { incident, disposition: IncidentDisposition::Handled }
        }),
        5 => fires().prop_map(|incident| Command::ReopenIncident { incident }),
        1 => unit().prop_map(|unit| Command::RegisterUnit { spec: spec(&unit.0, &["pump"]) }),
        1 => prop::collection::vec(unit(), 0..2).prop_map(|units| {
            Command::SetFirstDue { zone: "r1".to_owned(), units }
        }),
        3 => (unit(), duty()).prop_map(|(unit, duty)| Command::SetDuty { unit, duty }),
        3 => (unit(), text()).prop_map(|(unit, label)| {
            Command::MoveUp { unit, to: StandbyPlace { position: north(3_000.0), label } }
        }),
        2 => unit().prop_map(|unit| Command::SendBack { unit }),
        1 => unit().prop_map(|unit| Command::PairPage { unit, token_digest: "00".to_owned() }),
        3 => prop::collection::vec(position(), 0..3).prop_map(|positions| Command::NotePositions { positions }),
        1 => (roads(), shape, text()).prop_map(|(closure, shape, why)| {
            Command::CloseRoad { closure, shape, effect: Effect::Closed, why }
        }),
        1 => (roads(), text()).prop_map(|(closure, why)| {
            let shape = ClosedShape::Area { centre: north(0.0), radius_m: 200 };
            Command::ChangeClosure { closure, shape, effect: Effect::Closed, why }
        }),
        1 => roads().prop_map(|closure| Command::OpenRoad { closure }),
        1 => entry().prop_map(|entry| Command::EnterNumber { entry }),
        8 => (shifts(), name()).prop_map(|(handover, outgoing)| Command::BeginHandover { handover, outgoing }),
        1 => (shifts(), words()).prop_map(|(handover, words)| Command::HandoverWords { handover, words }),
        6 => (shifts(), 0_usize..4, name()).prop_map(|(handover, item, incoming)| {
            Command::SignItem { handover, item, incoming }
        }),
        6 => (shifts(), name()).prop_map(|(handover, incoming)| {
            Command::CompleteHandover { handover, incoming }
        }),
        2 => alarm.prop_map(|alarm| Command::AcknowledgeAlarm { alarm }),
    ]
}
