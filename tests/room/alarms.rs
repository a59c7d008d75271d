//! Alarms open by time alone, are acknowledged, and resolve themselves.

use room::api::Change;
use room::dispatch::alarm::{Alarm, AlarmSubject};
use room::dispatch::{AssignmentStatus, CallId, Channel, Command};
use uuid::Uuid;
use whole_system::{Person, Town};

use super::staffed;

#[tokio::test(flavor = "multi_thread")]
async fn an_unanswered_ring_alarms_until_it_is_answered() {
    let town = Town::new();
    let room = staffed(&town).await;
    let mut desk = Person::at_the_desk(&room);
    let call = CallId(Uuid::new_v4());
    desk.does(Command::Ring { call, channel: Channel::Phone, number: None, fixes: Vec::new() }).await;
    assert!(desk.sees().await.alarms.is_empty());
    town.clock.pass(11);
    desk.waits_for(|change| matches!(change, Change::Alarms(alarms) if alarms.len() == 1)).await;
    assert_eq!(desk.sees().await.alarms[0].causes[0].subject, AlarmSubject::UnansweredRing { call });
    desk.does(Command::Answer { call }).await;
    assert!(desk.sees().await.alarms.is_empty(), "the cause is gone");
    room.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledged_alarm_is_silent_and_comes_back() {
    let town = Town::new();
    let room = staffed(&town).await;
    let mut desk = Person::at_the_desk(&room);
    let call = desk.takes_a_call_about("0800-112-0001", "sesak", "jl mawar").await;
    let (incident, units) = desk.sends_the_proposed(call).await;
    town.clock.pass(61);
    desk.waits_for(|change| matches!(change, Change::Alarms(alarms) if alarms.len() == 1)).await;
    let alarm = desk.sees().await.alarms[0].causes[0].key.clone();
    desk.does(Command::AcknowledgeAlarm { alarm }).await;
    assert!(desk.sees().await.alarms.is_empty());
    town.clock.pass(181);
    desk.waits_for(
        |change| matches!(change, Change::Alarms(alarms) if alarms.iter().any(is_about_the_notice)),
    )
    .await;
    desk.reports(incident, &units[0], AssignmentStatus::Acknowledged).await;
    let alarms = desk.sees().await.alarms;
    assert!(!alarms.iter().any(is_about_the_notice), "{alarms:?}");
    room.close().await;
}

fn is_about_the_notice(alarm: &Alarm) -> bool {
    matches!(alarm.causes[0].subject, AlarmSubject::NoticeNotAcknowledged { .. })
}
