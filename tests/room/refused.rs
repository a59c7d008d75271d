//! What the room refuses, and in which words.

use room::api::{Caller, Language, ProblemKind, Request};
use room::dispatch::command::Send;
use room::dispatch::unit::Duty;
use room::dispatch::{Actor, CallId, Command, IncidentId, UnitId};
use uuid::Uuid;
use whole_system::{Person, Town};

use super::staffed;

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_has_a_code_and_a_sentence_in_the_askers_language_and_changes_nothing() {
    let town = Town::new();
    let room = staffed(&town).await;
    let desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call("0800-112-0001").await;
    let unknown = CallId(Uuid::new_v4());
    let table = [
        (Command::Answer { call: unknown }, "unknown_call", "tidak ada", "no such call"),
        (Command::Answer { call }, "call_stage", "tidak cocok", "not at that step"),
        (
            Command::OpenIncident { incident: IncidentId(Uuid::new_v4()), call, send: Send::default() },
            "unknown_type",
            "Pilih jenis",
            "Choose the incident type",
        ),
        (
            Command::SetDuty {
                unit: UnitId::from("DMK-1"),
                duty: Duty::OutOfService { why: String::new(), until: None },
            },
            "reason_needed",
            "alasan",
            "reason",
        ),
        (Command::SetDuty { unit: UnitId::from("X-9"), duty: Duty::OffDuty }, "unknown_unit", "X-9", "X-9"),
    ];
    let before = desk.sees().await.seq;
    for (command, code, id, en) in table {
        for (language, words) in [(Language::Id, id), (Language::En, en)] {
            let caller = Caller { actor: Actor::Lead { desk: "1".to_owned() }, language };
            let request = Request::Submit { id: Uuid::new_v4(), command: Box::new(command.clone()) };
            let problem = room.ask(&caller, request).await.expect_err("refused");
            assert_eq!((problem.kind, problem.code.as_str()), (ProblemKind::Refusal, code));
            assert!(problem.message.contains(words), "{problem}");
            assert!(!problem.retry);
        }
    }
    assert_eq!(desk.sees().await.seq, before, "nothing happened");
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_gets_only_what_is_its_own() {
    let town = Town::new();
    let room = staffed(&town).await;
    let snapshot = Request::Snapshot;
    let submit = |command| Request::Submit { id: Uuid::new_v4(), command: Box::new(command) };
    let ring = || Command::Ring {
        call: CallId(Uuid::new_v4()),
        channel: room::dispatch::Channel::Phone,
        number: None,
        fixes: Vec::new(),
    };
    let duty = || Command::SetDuty { unit: UnitId::from("DMK-1"), duty: Duty::OffDuty };
    let crew = || Actor::Responder { unit: UnitId::from("DMK-1") };
    let feed = || Actor::Feed { name: "pbx".to_owned() };
    let dispatcher = || Actor::Dispatcher { desk: "2".to_owned() };
    let table = [
        (dispatcher(), snapshot.clone(), true),
        (dispatcher(), submit(duty()), true),
        (crew(), snapshot.clone(), false),
        (crew(), Request::Page, true),
        (crew(), submit(ring()), false),
        (crew(), submit(duty()), false),
        (feed(), snapshot, false),
        (feed(), submit(ring()), true),
        (feed(), submit(duty()), false),
        (feed(), Request::PairPage { unit: UnitId::from("DMK-1") }, false),
    ];
    for (actor, request, allowed) in table {
        let outcome = Person::new(&room, actor.clone()).ask(request.clone()).await;
        let refused = outcome.as_ref().is_err_and(|problem| problem.code == "not_permitted");
        assert_eq!(refused, !allowed, "{actor:?} {request:?} {outcome:?}");
    }
    room.close().await;
}
