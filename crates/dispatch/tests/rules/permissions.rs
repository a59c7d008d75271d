//! Who may give which command: deny by default.

use std::collections::BTreeSet;

use dispatch::call::{CallBackResult, CallDisposition, DraftChange};
use dispatch::closure::{ClosedShape, Effect};
use dispatch::command::Send;
use dispatch::directory::DirectoryEntry;
use dispatch::incident::IncidentDisposition;
use dispatch::unit::{Duty, SeenUnit, UnitPosition};
use dispatch::{Actor, AssignmentStatus, At, Command, FixSource, RefusalCode};

use crate::variants::tags;
use crate::world::{
    World, call, caller, closure, crew, desk, fix, handover, incident, lead, north, pbx, pin, premise,
    report, ring, some, spec, standby,
};

/// Who may give it: the Desk, the Lead, the unit's own Crew, a Feed, the caller's Page, the Room. Exhaustive on purpose.
pub(crate) fn who_may(command: &Command) -> &'static str {
    match command {
        // A feed's fix is a machine's, a page's is its own phone's: see the table below.
        Command::AddFix { fix, .. } if fix.source == FixSource::CallerPage => "DL.FPR",
        Command::Ring { .. } | Command::Answer { .. } | Command::HangUp { .. } | Command::AddFix { .. } => {
            "DL.F.R"
        }
        Command::NotePositions { .. } => "DLCF.R",
        Command::Report { .. } => "DLC..R",
        Command::Hold { .. }
        | Command::Draft { .. }
        | Command::ChooseFix { .. }
        | Command::CloseCall { .. }
        | Command::ReopenCall { .. }
        | Command::CalledBack { .. }
        | Command::MarkAbusive { .. }
        | Command::LinkLocation { .. }
        | Command::NotePremise { .. }
        | Command::MarkHazard { .. }
        | Command::RemovePremiseNote { .. }
        | Command::OpenIncident { .. }
        | Command::JoinCall { .. }
        | Command::UnjoinCall { .. }
        | Command::Send { .. }
        | Command::NoteIncident { .. }
        | Command::Reclassify { .. }
        | Command::MovePlace { .. }
        | Command::RaiseAlarm { .. }
        | Command::LowerAlarm { .. }
        | Command::Prioritise { .. }
        | Command::MergeIncident { .. }
        | Command::UnmergeIncident { .. }
        | Command::Divert { .. }
        | Command::Queue { .. }
        | Command::Unqueue { .. }
        | Command::CloseIncident { .. }
        | Command::ReopenIncident { .. }
        | Command::SetDuty { .. }
        | Command::MoveUp { .. }
        | Command::SendBack { .. }
        | Command::PairPage { .. }
        | Command::CloseRoad { .. }
        | Command::ChangeClosure { .. }
        | Command::OpenRoad { .. }
        | Command::EnterNumber { .. }
        | Command::AcknowledgeAlarm { .. } => "DL...R",
        Command::RegisterUnit { .. }
        | Command::SetFirstDue { .. }
        | Command::BeginHandover { .. }
        | Command::HandoverWords { .. }
        | Command::SignItem { .. }
        | Command::CompleteHandover { .. } => ".L...R",
    }
}

/// One command of every kind, about unit DMK-1 where it is about a unit.
fn one_of_each() -> Vec<Command> {
    let (call, incident, handover) = (call(1), incident(1), handover(1));
    let machine = fix(FixSource::Network, north(0.0), 50);
    vec![
        ring(1, None),
        Command::Answer { call },
        Command::Hold { call },
        Command::HangUp { call },
        Command::Draft { call, change: DraftChange::Note { text: some("api") } },
        Command::AddFix { call, fix: machine },
        Command::ChooseFix { call, fix: None },
        Command::CloseCall { call, disposition: CallDisposition::Prank },
        Command::ReopenCall { call },
        Command::CalledBack { call, result: CallBackResult::Reached },
        Command::MarkAbusive { call, abusive: true },
        Command::LinkLocation { call, token_digest: "00".to_owned() },
        Command::AddFix { call, fix: fix(FixSource::CallerPage, north(0.0), 9) },
        Command::NotePremise { note: premise(1), place: pin(0.0), text: some("anjing galak"), hazard: true },
        Command::MarkHazard { note: premise(1), hazard: true },
        Command::RemovePremiseNote { note: premise(1) },
        Command::OpenIncident { incident, call, send: Send::default() },
        Command::JoinCall { call, incident },
        Command::UnjoinCall { call },
        Command::Send { incident, send: Send::default() },
        report(1, "DMK-1", AssignmentStatus::EnRoute),
        Command::NoteIncident { incident, text: some("asap") },
        Command::Reclassify { incident, kind: "fire-house".into() },
        Command::MovePlace { incident, place: pin(0.0) },
        Command::RaiseAlarm { incident },
        Command::LowerAlarm { incident },
        Command::Prioritise { incident, priority: 1, why: "anak kecil".to_owned() },
        Command::MergeIncident { incident, into: crate::world::incident(2) },
        Command::UnmergeIncident { incident },
        Command::Divert { incident, unit: "DMK-1".into(), why: "lebih mendesak".to_owned() },
        Command::Queue { incident, unit: "DMK-1".into() },
        Command::Unqueue { incident, unit: "DMK-1".into() },
        Command::CloseIncident { incident, disposition: IncidentDisposition::Handled },
        Command::ReopenIncident { incident },
        Command::RegisterUnit { spec: spec("DMK-1", &[]) },
        Command::SetFirstDue { zone: "r1".to_owned(), units: vec!["DMK-1".into()] },
        Command::SetDuty { unit: "DMK-1".into(), duty: Duty::OnDuty },
        Command::MoveUp { unit: "DMK-1".into(), to: standby("Pos Utara") },
        Command::SendBack { unit: "DMK-1".into() },
        Command::PairPage { unit: "DMK-1".into(), token_digest: "00".to_owned() },
        Command::NotePositions { positions: vec![seen("DMK-1")] },
        Command::CloseRoad {
            closure: closure(1),
            shape: ClosedShape::Road { at: north(0.0) },
            effect: Effect::Closed,
            why: "banjir".to_owned(),
        },
        Command::ChangeClosure {
            closure: closure(1),
            shape: ClosedShape::Area { centre: north(0.0), radius_m: 200 },
            effect: Effect::Closed,
            why: "banjir".to_owned(),
        },
        Command::OpenRoad { closure: closure(1) },
        Command::EnterNumber { entry: entry() },
        Command::BeginHandover { handover, outgoing: some("Sri") },
        Command::HandoverWords { handover, words: some("tenang") },
        Command::SignItem { handover, item: 0, incoming: some("Budi") },
        Command::CompleteHandover { handover, incoming: some("Budi") },
        Command::AcknowledgeAlarm { alarm: "ring".to_owned() },
    ]
}

fn seen(unit: &str) -> SeenUnit {
    let seen = UnitPosition { position: north(0.0), at: At(0), heading_deg: None, speed_mps: None };
    SeenUnit { unit: unit.into(), seen }
}

fn entry() -> DirectoryEntry {
    DirectoryEntry {
        number: some("0812"),
        name: some(""),
        address: some(""),
        position: None,
        note: some(""),
        flagged: false,
        ..DirectoryEntry::default()
    }
}

#[test]
fn every_command_has_its_row() {
    let names = one_of_each().into_iter().map(|command| {
        serde_json::to_value(command).expect("a command is JSON")["do"].as_str().expect("its name").to_owned()
    });
    assert_eq!(names.collect::<BTreeSet<_>>(), tags::<Command>("do"));
}

#[test]
fn each_role_gives_its_own_commands_and_no_others() {
    let actors = [
        ('D', desk()),
        ('L', lead()),
        ('C', crew("DMK-1")),
        ('F', pbx()),
        ('P', caller(1)),
        ('R', Actor::Room),
    ];
    for command in one_of_each() {
        for (column, (letter, actor)) in actors.iter().enumerate() {
            let expected = who_may(&command).chars().nth(column) == Some(*letter);
            assert_eq!(actor.permit(&command).is_ok(), expected, "{actor:?} gives {command:?}");
            let refused = World::new().give(actor, &command) == Err(RefusalCode::NotPermitted);
            assert_eq!(refused, !expected, "the room asks for permission first: {actor:?} gives {command:?}");
        }
    }
}

#[test]
fn a_crew_speaks_for_its_own_unit_alone() {
    let own = crew("DMK-1");
    let rows = [
        (report(1, "DMK-1", AssignmentStatus::EnRoute), true),
        (report(1, "DMK-2", AssignmentStatus::EnRoute), false),
        (Command::NotePositions { positions: vec![seen("DMK-1")] }, true),
        (Command::NotePositions { positions: vec![seen("DMK-2")] }, false),
        (Command::NotePositions { positions: vec![seen("DMK-1"), seen("DMK-2")] }, false),
    ];
    for (command, expected) in rows {
        assert_eq!(own.permit(&command).is_ok(), expected, "{command:?}");
    }
}

#[test]
fn a_machine_cannot_pass_its_fix_off_as_the_dispatchers() {
    let sources = [
        (FixSource::Network, true),
        (FixSource::Sip, true),
        (FixSource::Directory, true),
        (FixSource::CallerPage, true),
        (FixSource::Address, false),
        (FixSource::Landmark, false),
        (FixSource::Junction, false),
        (FixSource::PlusCode, false),
        (FixSource::Coordinates, false),
        (FixSource::SharedLink, false),
        (FixSource::MapPin, false),
    ];
    for (source, may) in sources {
        let fix = fix(source, north(0.0), 10);
        let Command::Ring { call, channel, number, .. } = ring(1, None) else { unreachable!() };
        let ringing = Command::Ring { call, channel, number, fixes: vec![fix.clone()] };
        assert_eq!(pbx().permit(&ringing).is_ok(), may, "{source:?} with the ring");
        assert_eq!(pbx().permit(&Command::AddFix { call, fix }).is_ok(), may, "{source:?} afterwards");
    }
}

#[test]
fn a_callers_page_tells_where_its_own_phone_is_and_nothing_else() {
    let own = |n, source| Command::AddFix { call: call(n), fix: fix(source, north(0.0), 10) };
    let rows = [
        (own(1, FixSource::CallerPage), true),
        (own(2, FixSource::CallerPage), false),
        (own(1, FixSource::Network), false),
        (own(1, FixSource::Address), false),
        (Command::Draft { call: call(1), change: DraftChange::Note { text: some("palsu") } }, false),
        (Command::HangUp { call: call(1) }, false),
    ];
    for (command, may) in rows {
        assert_eq!(caller(1).permit(&command).is_ok(), may, "{command:?}");
    }
}
