//! Two open incidents that are one: what goes over, what stays, and how it is undone.

use dispatch::incident::{IncidentDisposition, IncidentStage};
use dispatch::{AssignmentStatus, Command, Event, Incident, Recorded, RefusalCode, UnitId};

use crate::world::{World, call, cleared, crew, incident, lead, report, some};

fn merge(n: u128, into: u128) -> Command {
    Command::MergeIncident { incident: incident(n), into: incident(into) }
}

fn unmerge(n: u128) -> Command {
    Command::UnmergeIncident { incident: incident(n) }
}

fn queue(n: u128, unit: &str) -> Command {
    Command::Queue { incident: incident(n), unit: unit.into() }
}

fn own(world: &World, n: u128) -> &Incident {
    &world.state.incidents[&incident(n)]
}

fn active(world: &World, n: u128) -> Vec<&str> {
    own(world, n).active_assignments().map(|own| own.unit.0.as_str()).collect()
}

#[test]
fn the_duplicate_closes_points_to_the_other_and_its_units_go_over_with_every_step() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).wait(30).fire(2, &["DMK-2", "AMB-1"]);
    world.does(report(2, "AMB-1", cleared())).does(report(2, "DMK-2", AssignmentStatus::EnRoute));
    world.does(Command::NoteIncident { incident: incident(2), text: some("asap dari utara") });
    let steps = own(&world, 2).active_assignments().next().unwrap().steps.clone();
    world.wait(10).does(merge(2, 1));

    assert_eq!(active(&world, 1), ["DMK-1", "DMK-2"]);
    assert_eq!(
        own(&world, 1).active_assignment(&"DMK-2".into()).unwrap().steps,
        steps,
        "nothing begins anew"
    );
    assert_eq!(world.state.units[&"DMK-2".into()].committed_to, Some(incident(1)));
    let duplicate = own(&world, 2);
    let stage = IncidentStage::Closed { since: world.now, disposition: IncidentDisposition::Duplicate };
    assert_eq!((&duplicate.stage, duplicate.merged_into), (&stage, Some(incident(1))));
    assert_eq!(duplicate.calls, [call(2)], "what it was stays written in it");
    assert_eq!(duplicate.assignments[0].unit, UnitId::from("AMB-1"), "and who had been there");
    let with = world.state.duplicates_of(own(&world, 1));
    assert_eq!(with.iter().map(|own| own.number).collect::<Vec<_>>(), [2], "and is found from the other");
}

#[test]
fn a_merge_is_undone_as_if_it_had_not_been() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).fire(2, &["DMK-2", "AMB-1", "PTL-1"]);
    world.does(report(2, "AMB-1", cleared())).does(queue(2, "DMK-1"));
    world.does(Command::Unqueue { incident: incident(2), unit: "DMK-1".into() });
    let before = world.state.clone();
    world.wait(60).does(merge(2, 1)).wait(60).does(unmerge(2));
    assert_eq!(world.state, before);

    world.does(merge(2, 1)).does(report(1, "DMK-2", AssignmentStatus::OnScene)).does(unmerge(2));
    assert_eq!(active(&world, 2), ["DMK-2", "PTL-1"], "in the order in which they were sent");
    let there = own(&world, 2).active_assignment(&"DMK-2".into()).unwrap();
    assert_eq!(there.status(), &AssignmentStatus::OnScene, "what happened meanwhile goes with the unit");
}

/// What happens to two reports of one fire, the second more urgent and from an earlier ring; then the priority of the one that
/// stays, and whether it is as old as the second.
#[test]
fn the_one_that_stays_is_as_urgent_and_as_old_as_either_until_it_comes_apart() {
    let prioritise =
        |n, priority| Command::Prioritise { incident: incident(n), priority, why: "menjalar".to_owned() };
    let reclassify = |n| Command::Reclassify { incident: incident(n), kind: "complaint-road".into() };
    let rows: [(&str, Vec<Command>, u8, bool); 10] = [
        ("apart", vec![], 3, false),
        ("merged", vec![merge(2, 1)], 2, true),
        ("merged the other way", vec![merge(1, 2), unmerge(1), merge(2, 1)], 2, true),
        ("apart again", vec![merge(2, 1), unmerge(2)], 3, false),
        ("a third is less urgent", vec![merge(2, 1), merge(3, 1)], 2, true),
        ("the more urgent leaves, the third stays", vec![merge(2, 1), merge(3, 1), unmerge(2)], 3, false),
        ("all through another", vec![merge(2, 3), merge(3, 1)], 2, true),
        ("a word of the desk's holds", vec![merge(2, 1), prioritise(1, 4), unmerge(2)], 4, false),
        ("until the next merge", vec![merge(2, 1), prioritise(1, 4), merge(3, 1), unmerge(2)], 4, false),
        ("so does another type's", vec![merge(2, 1), reclassify(1)], 5, true),
    ];
    for (what, commands, priority, as_old) in rows {
        let mut world = World::new();
        world.fire(2, &[]).wait(30).fire(1, &[]).fire(3, &[]);
        world.does(prioritise(1, 3)).does(prioritise(2, 2)).does(prioritise(3, 4));
        let old = own(&world, 2).reported_at;
        assert!(old < own(&world, 1).reported_at);
        for command in commands {
            world.does(command);
        }
        let stays = own(&world, 1);
        assert_eq!((stays.priority, stays.reported_at == old), (priority, as_old), "{what}");
    }
}

/// What happens to two reports of one fire, the second with the higher alarm (2 and 3, and a third with 1); then the alarm
/// level of the one that stays.
#[test]
fn the_one_that_stays_has_the_higher_alarm_until_it_comes_apart() {
    let raise = |n| Command::RaiseAlarm { incident: incident(n) };
    let lower = |n| Command::LowerAlarm { incident: incident(n) };
    let rows: [(&str, Vec<Command>, u8); 9] = [
        ("apart", vec![], 2),
        ("merged", vec![merge(2, 1)], 3),
        ("a third has a lower one", vec![merge(2, 1), merge(3, 1)], 3),
        ("apart again", vec![merge(2, 1), unmerge(2)], 2),
        ("the higher leaves, the third stays", vec![merge(2, 1), merge(3, 1), unmerge(2)], 2),
        ("all through another", vec![merge(2, 3), merge(3, 1)], 3),
        ("lowered for the whole, a word that holds", vec![merge(2, 1), lower(1), lower(1), unmerge(2)], 1),
        ("until the next merge", vec![merge(2, 1), lower(1), lower(1), unmerge(2), merge(2, 1)], 3),
        ("raised for the whole", vec![merge(3, 1), raise(1), unmerge(3)], 3),
    ];
    for (what, commands, level) in rows {
        let mut world = World::new();
        world.fire(1, &[]).fire(2, &[]).fire(3, &[]);
        world.does(raise(1)).does(raise(2)).does(raise(2));
        for command in commands {
            world.does(command);
        }
        assert_eq!(own(&world, 1).alarm_level, level, "{what}");
    }
}

#[test]
fn a_log_from_before_alarms_counted_merges_as_it_was_shown_then() {
    let (into, duplicate) = (incident(1), incident(2));
    let old = format!(
        r#"{{"event":"incident_merged","incident":"{duplicate}","into":"{into}","brings":{{"priority":2,"reported_at":0}}}}"#
    );
    let event: Event = serde_json::from_str(&old).expect("what was written once");
    let mut world = World::new();
    world.fire(1, &[]).fire(2, &[]);
    world.does(Command::RaiseAlarm { incident: into });
    world.state.apply(&Recorded { at: world.now, by: lead(), event });
    assert_eq!(own(&world, 1).alarm_level, 2);
    world.does(unmerge(2));
    assert_eq!(own(&world, 1).alarm_level, 2);
}

#[test]
fn an_old_log_merges_without_a_say_in_priority_and_age() {
    let (into, duplicate) = (incident(1), incident(2));
    let old = format!(r#"{{"event":"incident_merged","incident":"{duplicate}","into":"{into}"}}"#);
    let event: Event = serde_json::from_str(&old).expect("what was written once");
    let mut world = World::new();
    world.fire(1, &[]).fire(2, &["DMK-1"]);
    world.does(Command::Prioritise { incident: into, priority: 4, why: "kecil".to_owned() });
    let recorded = Recorded { at: world.now, by: lead(), event };
    world.state.apply(&recorded);
    assert_eq!((own(&world, 1).priority, active(&world, 1)), (4, vec!["DMK-1"]), "as it was shown then");
    world.does(unmerge(2));
    assert_eq!(own(&world, 1).priority, 4);
}

#[test]
fn what_still_names_the_duplicate_reaches_the_other() {
    let mut world = World::new();
    world.fire(1, &[]).fire(2, &["DMK-2"]).answered(3).does(merge(2, 1));
    let late = report(2, "DMK-2", AssignmentStatus::Acknowledged);
    world.give(&crew("DMK-2"), &late).expect("a phone that has not heard yet");
    assert_eq!(own(&world, 1).assignments[0].status(), &AssignmentStatus::Acknowledged);
    world.does(Command::NoteIncident { incident: incident(2), text: some("dua korban") });
    assert_eq!(own(&world, 1).notes[0].text, some("dua korban"));
    world.does(Command::JoinCall { call: call(3), incident: incident(2) });
    assert_eq!(world.state.calls[&call(3)].incident, Some(incident(1)));
}

#[test]
fn three_reports_of_one_fire_come_apart_in_the_order_they_came_together() {
    let mut world = World::new();
    world.fire(1, &["DMK-1"]).fire(2, &["DMK-2"]).fire(3, &["AMB-1"]);
    let apart = world.state.clone();
    world.does(merge(3, 2));
    let pair = world.state.clone();
    world.does(merge(2, 1));
    assert_eq!(active(&world, 1), ["DMK-1", "DMK-2", "AMB-1"]);
    assert_eq!(world.state.surviving(incident(3)), incident(1));
    assert_eq!(world.refuses(&unmerge(3)), Some(RefusalCode::Merged), "first the later merge");
    world.does(unmerge(2));
    assert_eq!(world.state, pair);
    world.does(unmerge(3));
    assert_eq!(world.state, apart);
}

#[test]
fn only_open_incidents_are_merged_and_only_duplicates_come_apart() {
    let close = |n| Command::CloseIncident { incident: incident(n), disposition: IncidentDisposition::Prank };
    let mut world = World::new();
    world.fire(1, &[]).fire(2, &[]).fire(3, &[]).does(close(3));
    let rows = [
        (merge(1, 1), Some(RefusalCode::SameIncident)),
        (merge(1, 3), Some(RefusalCode::IncidentClosed)),
        (merge(3, 1), Some(RefusalCode::IncidentClosed)),
        (merge(1, 9), Some(RefusalCode::UnknownIncident)),
        (unmerge(1), Some(RefusalCode::NotMerged)),
        (unmerge(3), Some(RefusalCode::NotMerged)),
        (merge(2, 1), None),
    ];
    for (command, expected) in rows {
        assert_eq!(world.refuses(&command), expected, "{command:?}");
    }
    world.does(merge(2, 1));
    let reopen = Command::ReopenIncident { incident: incident(2) };
    assert_eq!(world.refuses(&reopen), Some(RefusalCode::Merged), "that would make two of one again");
    assert_eq!(world.refuses(&merge(2, 1)), Some(RefusalCode::IncidentClosed));
    world.does(close(1)).does(unmerge(2));
    assert!(own(&world, 2).is_open() && !own(&world, 1).is_open(), "the other's end is the other's own");
}

/// Units by the number of their incident.
type Placed<'a> = &'a [(u128, &'a str)];

/// Who is on which (`1`, `2`), and awaited by which; then who is on, and awaited by, the one that stays.
#[test]
fn a_unit_on_either_is_on_the_one_that_stays_and_is_awaited_at_most_once() {
    let rows: [(Placed<'_>, Placed<'_>, &[&str], &[&str]); 4] = [
        (&[(1, "DMK-1")], &[(2, "DMK-1")], &["DMK-1"], &[]),
        (&[(2, "DMK-1")], &[(1, "DMK-1")], &["DMK-1"], &[]),
        (&[(3, "DMK-1")], &[(1, "DMK-1"), (2, "DMK-1")], &[], &["DMK-1"]),
        (&[(3, "DMK-1"), (3, "DMK-2")], &[(1, "DMK-1"), (2, "DMK-2")], &[], &["DMK-1", "DMK-2"]),
    ];
    for (on, awaited, active_then, awaited_then) in rows {
        let mut world = World::new();
        for n in 1..=3 {
            let units: Vec<&str> = on.iter().filter(|(own, _)| *own == n).map(|(_, unit)| *unit).collect();
            world.fire(n, &units);
        }
        for (n, unit) in awaited {
            world.does(queue(*n, unit));
        }
        world.does(merge(2, 1));
        assert_eq!(active(&world, 1), active_then, "{on:?} {awaited:?}");
        let waiting: Vec<&str> = own(&world, 1).queue.iter().map(|own| own.unit.0.as_str()).collect();
        assert_eq!(waiting, awaited_then, "{on:?} {awaited:?}");
    }
}
