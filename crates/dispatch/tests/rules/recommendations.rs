//! From a plan to named units, each with its reason.

use dispatch::catalogue::Need;
use dispatch::engaged::Engaged;
use dispatch::recommend::{
    Candidate, Missing, Obstacle, Reach, Recommendation, Spot, Whereabouts, recommend,
};
use dispatch::unit::{Duty, Unit};
use dispatch::{AssignmentStatus, At, IncidentId};
use uuid::Uuid;

use crate::world::{north, spec};

/// How a unit of a scenario is doing.
#[derive(Clone, Copy)]
enum Is {
    /// Free in quarters.
    Free,
    /// Free and on the road.
    Rolling,
    /// Its position is old.
    Stale,
    /// Never seen, so taken to be at its station.
    Unseen,
    Committed,
    Broken,
    OffDuty,
    /// No road leads there.
    Cut,
    /// Too far from any road.
    InTheField,
    /// On this incident already.
    There,
}

/// A unit of a scenario: call sign, what it can do, road seconds, how it is doing. Turnout is 60 s.
type Row<'a> = (&'a str, &'a str, u32, Is);

fn unit(row: &Row<'_>) -> Unit {
    let (id, can, _, is) = row;
    let capabilities: Vec<&str> = can.split('+').collect();
    let busy = matches!(is, Is::Committed | Is::There);
    Unit {
        spec: spec(id, &capabilities),
        duty: match is {
            Is::Broken => Duty::OutOfService { why: "bengkel".to_owned(), until: None },
            Is::OffDuty => Duty::OffDuty,
            _ => Duty::OnDuty,
        },
        duty_since: At(0),
        committed_to: busy.then(|| IncidentId(Uuid::nil())),
        since: At(0),
        last_seen: None,
        page_token_digest: None,
    }
}

/// On something else, and free after so many seconds.
fn engaged(free_after_s: u32) -> Engaged {
    Engaged {
        incident: IncidentId(Uuid::nil()),
        number: 7,
        kind: "fire-land".into(),
        priority: 3,
        status: AssignmentStatus::EnRoute,
        others: 0,
        divertible: true,
        free_at: (free_after_s > 0).then(|| At(0).plus_seconds(free_after_s)),
    }
}

fn needs(plan: &str) -> Vec<Need> {
    let need = |text: &str| {
        let mut words = text.split(['*', '|']);
        let count = words.next().and_then(|count| count.parse().ok()).expect("a count");
        let capability = words.next().expect("a capability").to_owned();
        Need { capability, count, or: words.map(str::to_owned).collect() }
    };
    plan.split(' ').filter(|text| !text.is_empty()).map(need).collect()
}

fn ask(plan: &str, rows: &[Row<'_>]) -> Recommendation {
    let units: Vec<Unit> = rows.iter().map(unit).collect();
    let candidate = |(unit, row): (_, &Row<'_>)| Candidate {
        first_due: row.0.ends_with('*'),
        engaged: matches!(row.3, Is::Committed).then(|| engaged(row.2)),
        unit,
        turnout_s: 60,
        whereabouts: match row.3 {
            Is::Rolling => Whereabouts::OnTheRoad { age_s: 5 },
            Is::Stale => Whereabouts::Stale { age_s: 4000 },
            Is::Unseen => Whereabouts::TakenAsInQuarters,
            _ => Whereabouts::InQuarters { age_s: 5 },
        },
        reaches: vec![match row.3 {
            Is::Cut => Reach::Unreachable,
            Is::InTheField => Reach::OffRoad,
            _ => Reach::Reached { travel_s: row.2, distance_m: row.2 * 10 },
        }],
    };
    let candidates: Vec<Candidate<'_>> = units.iter().zip(rows).map(candidate).collect();
    let there: Vec<&Unit> =
        units.iter().zip(rows).filter(|(_, row)| matches!(row.3, Is::There)).map(|(unit, _)| unit).collect();
    let sure = [Spot { position: north(0.0), street: None }];
    recommend(&needs(plan), &candidates, &sure, &there)
}

/// Each proposal as `unit=need`, with `~` before the need where it stands in.
fn proposed(answer: &Recommendation) -> String {
    let chosen = answer.units.iter().filter(|unit| unit.obstacle.is_none());
    let words = chosen.map(|own| {
        let fills = own.fills.as_deref().unwrap_or("?");
        format!("{}={}{fills}", own.unit, if own.substitute { "~" } else { "" })
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Each need not met, as `capability-missing`.
fn short(answer: &Recommendation) -> String {
    let lacking = answer.needs.iter().filter(|need| need.proposed + need.on_incident < need.wanted);
    let words =
        lacking.map(|need| format!("{}-{}", need.capability, need.wanted - need.proposed - need.on_incident));
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn who_goes() {
    use Is::{Broken, Committed, Cut, Free, InTheField, OffDuty, Rolling, Stale, There, Unseen};
    #[rustfmt::skip]
    let rows: [(&str, &str, &[Row<'_>], &str, &str); 19] = [
        ("nothing needed", "", &[("P1", "pump", 60, Free)], "", ""),
        ("the soonest by road", "1*pump", &[("P1", "pump", 300, Free), ("P2", "pump", 100, Free)], "P2=pump", ""),
        ("turnout counts: one on the road is sooner", "1*pump",
            &[("P1", "pump", 100, Free), ("P2", "pump", 150, Rolling)], "P2=pump", ""),
        ("ties by call sign", "2*pump",
            &[("P3", "pump", 100, Free), ("P1", "pump", 100, Free), ("P2", "pump", 100, Free)], "P1=pump P2=pump", ""),
        ("several needs, soonest first overall", "1*pump 1*als",
            &[("P1", "pump", 300, Free), ("A1", "als", 100, Free)], "A1=als P1=pump", ""),
        ("one that can do both isn't spent where another would do", "1*pump 1*rescue",
            &[("X", "pump+rescue", 60, Free), ("P1", "pump", 300, Free)], "X=rescue P1=pump", ""),
        ("a stand-in only where the right one is missing", "1*als|bls",
            &[("B1", "bls", 60, Free), ("A1", "als", 900, Free)], "A1=als", ""),
        ("the stand-in", "1*als|bls", &[("B1", "bls", 60, Free), ("A1", "als", 60, Committed)], "B1=~als", ""),
        ("stand-ins in the plan's order", "1*als|bls|patrol",
            &[("T1", "patrol", 10, Free), ("B1", "bls", 600, Free)], "B1=~als", ""),
        ("right ones first, then stand-ins", "3*pump|tanker",
            &[("T1", "tanker", 10, Free), ("P1", "pump", 500, Free), ("P2", "pump", 400, Free)],
            "T1=~pump P2=pump P1=pump", ""),
        ("a unit fills one need only", "1*pump 1*rescue", &[("X", "pump+rescue", 60, Free)], "X=pump", "rescue-1"),
        ("what is on the incident counts", "2*pump", &[("P1", "pump", 60, There), ("P2", "pump", 300, Free)], "P2=pump", ""),
        ("a stand-in on the incident counts", "1*als|bls", &[("B1", "bls", 60, There), ("A1", "als", 60, Free)], "", ""),
        ("one on the incident that can do both isn't spent either", "1*pump 1*rescue",
            &[("X", "pump+rescue", 60, There), ("P1", "pump", 60, There), ("R1", "rescue", 60, Free)], "", ""),
        ("not needed any more", "1*pump", &[("P1", "pump", 60, There), ("P2", "pump", 10, Free)], "", ""),
        ("never seen is taken to be at its station", "1*pump", &[("P1", "pump", 60, Unseen)], "P1=pump", ""),
        ("who can't go", "7*pump", &[("P1", "pump", 1, Stale), ("P2", "pump", 1, Committed), ("P3", "pump", 1, Broken),
            ("P4", "pump", 1, OffDuty), ("P5", "pump", 1, Cut), ("P6", "pump", 1, InTheField), ("P7", "pump", 1, Free)],
            "P7=pump", "pump-6"),
        ("nobody can", "1*boat", &[("P1", "pump", 60, Free)], "", "boat-1"),
        ("nobody at all", "2*pump 1*als", &[], "", "pump-2 als-1"),
    ];
    for (why, plan, units, who, lacking) in rows {
        let answer = ask(plan, units);
        assert_eq!(proposed(&answer), who, "{why}");
        assert_eq!(short(&answer), lacking, "{why}");
        let mut turned: Vec<Row<'_>> = units.to_vec();
        turned.reverse();
        assert_eq!(proposed(&ask(plan, &turned)), who, "{why}: the order of the roster is nobody's business");
    }
}

#[test]
fn each_unit_that_stays_has_its_reason() {
    for (is, obstacle, reckoned) in [
        (Is::Free, Obstacle::NotNeeded, true),
        (Is::Stale, Obstacle::StalePosition, false),
        (Is::Committed, Obstacle::Committed, true),
        (Is::Broken, Obstacle::OutOfService, true),
        (Is::OffDuty, Obstacle::OffDuty, true),
        (Is::Cut, Obstacle::NoRoad, false),
        (Is::InTheField, Obstacle::NoRoad, false),
        (Is::There, Obstacle::OnThisIncident, true),
    ] {
        // "0*pump": asks for nobody, so that every unit stays.
        let answer = ask("0*pump", &[("P1", "pump", 100, is)]);
        assert_eq!(answer.units[0].obstacle, Some(obstacle));
        assert_eq!(answer.units[0].total_s, reckoned.then_some(160), "{obstacle:?}");
        let free = !matches!(is, Is::Committed | Is::Broken | Is::OffDuty | Is::There);
        assert_eq!(
            answer.units[0].sendable, free,
            "{obstacle:?}: who is free may be sent, even where nobody knows how soon"
        );
    }
    let answer = ask("1*pump", &[("A1", "als", 100, Is::Free)]);
    assert!(answer.units.is_empty(), "what is of no use isn't listed");
}

#[test]
fn what_is_missing_has_its_reasons_the_most_frequent_first() {
    let answer = ask(
        "4*pump|tanker",
        &[
            ("P1", "pump", 0, Is::Committed),
            ("P2", "pump", 1, Is::OffDuty),
            ("T1", "tanker", 1, Is::OffDuty),
            ("P3", "pump", 1, Is::There),
            ("A1", "als", 1, Is::Broken),
        ],
    );
    let missing = |obstacle, units| Missing { obstacle, units, free_at: None };
    assert_eq!(
        answer.needs[0].missing_because,
        [missing(Obstacle::OffDuty, 2), missing(Obstacle::Committed, 1)]
    );
    let answer = ask("1*boat", &[]);
    assert_eq!(answer.needs[0].missing_because, [], "there is no such unit");
}

#[test]
fn the_shown_time_is_turnout_and_road() {
    let answer = ask("1*pump", &[("P1", "pump", 100, Is::Free), ("P2", "pump", 130, Is::Rolling)]);
    let shown: Vec<_> = answer.units.iter().map(|own| (own.unit.0.as_str(), own.total_s)).collect();
    assert_eq!(shown, [("P2", Some(130)), ("P1", Some(160))], "the crew on the road needs no turnout");
    assert_eq!(answer.proposed().map(|unit| unit.0.as_str()).collect::<Vec<_>>(), ["P2"]);
}

/// Whom the zone has come first is marked with a star: it goes before others that are sooner by a minute at most.
#[test]
fn whom_the_zone_has_come_first_is_given_a_minute() {
    let rows = [(100, 130, "B*=pump"), (100, 159, "B*=pump"), (100, 161, "A=pump"), (100, 99, "B*=pump")];
    for (other_s, own_s, expected) in rows {
        let answer = ask("1*pump", &[("A", "pump", other_s, Is::Free), ("B*", "pump", own_s, Is::Free)]);
        assert_eq!(proposed(&answer), expected, "{other_s} s against {own_s} s");
        assert_eq!(answer.units.iter().map(|own| own.first_due).filter(|first| *first).count(), 1);
    }
}

#[test]
fn a_shortfall_says_when_the_first_of_the_busy_may_be_free() {
    let busy = |id, free_s| (id, "pump", free_s, Is::Committed);
    let free_at = |rows: &[Row<'_>]| {
        let answer = ask("1*pump", rows);
        let missing = answer.needs[0].missing_because[0];
        (missing.units, missing.free_at.map(|at| at.0 / 1000))
    };
    assert_eq!(free_at(&[busy("A", 900), busy("B", 300), busy("C", 0)]), (3, Some(300)));
    assert_eq!(free_at(&[busy("C", 0)]), (1, None), "nobody knows");
    let answer = ask("1*pump", &[busy("A", 900), ("B", "pump", 50, Is::Free)]);
    assert_eq!(proposed(&answer), "B=pump", "a busy unit is never proposed, however divertible");
    assert!(answer.units[1].engaged.as_ref().is_some_and(|own| own.divertible) && !answer.units[1].sendable);
}
