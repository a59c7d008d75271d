//! Who goes where the place isn't sure: the whole circle counts.

use dispatch::At;
use dispatch::catalogue::Need;
use dispatch::recommend::{Between, Candidate, Reach, Recommendation, Side, Spot, Whereabouts, recommend};
use dispatch::unit::{Duty, Unit};

use crate::world::{north, spec};

/// Road seconds from a unit to each spot; 0 for no road.
type Row<'a> = (&'a str, &'a [u32]);

fn unit(id: &str) -> Unit {
    Unit {
        spec: spec(id, &["pump"]),
        duty: Duty::OnDuty,
        duty_since: At(0),
        committed_to: None,
        since: At(0),
        last_seen: None,
        page_token_digest: None,
    }
}

/// Spots in a row from the middle northwards and southwards: 0, +1, -1, +2, -2 hundred metres.
fn spots(streets: &[&str]) -> Vec<Spot> {
    let at = [0.0, 100.0, -100.0, 200.0, -200.0];
    let spot = |(metres, street): (f64, &&str)| Spot {
        position: north(metres),
        street: Some((*street).to_owned()).filter(|street| !street.is_empty()),
    };
    at.into_iter().zip(streets).map(spot).collect()
}

fn ask(pumps: u8, spots: &[Spot], rows: &[Row<'_>]) -> Recommendation {
    let units: Vec<Unit> = rows.iter().map(|(id, _)| unit(id)).collect();
    let reach = |&travel_s: &u32| match travel_s {
        0 => Reach::Unreachable,
        _ => Reach::Reached { travel_s, distance_m: travel_s * 10 },
    };
    let candidate = |(unit, (_, times)): (_, &Row<'_>)| Candidate {
        first_due: false,
        engaged: None,
        unit,
        turnout_s: 60,
        whereabouts: Whereabouts::OnTheRoad { age_s: 5 },
        reaches: times.iter().map(reach).collect(),
    };
    let candidates: Vec<Candidate<'_>> = units.iter().zip(rows).map(candidate).collect();
    let need = Need { capability: "pump".to_owned(), count: pumps, or: Vec::new() };
    recommend(&[need], &candidates, spots, &[])
}

/// Who is proposed, and where others are sooner: `P2 20% South`.
fn told(answer: &Recommendation) -> (String, String) {
    let proposed: Vec<&str> = answer.proposed().map(|unit| unit.0.as_str()).collect();
    let choices = answer.splits.iter().flat_map(|split| &split.choices);
    let words = choices.map(|own| format!("{} {}% {:?}", own.unit, own.share_pct, own.side));
    (proposed.join(" "), words.collect::<Vec<_>>().join(", "))
}

#[test]
fn the_whole_circle_counts() {
    #[rustfmt::skip]
    let rows: [(&str, u8, &[Row<'_>], &str, &str); 10] = [
        ("one is soonest everywhere", 1,
            &[("P1", &[100, 90, 110, 80, 120]), ("P2", &[200, 210, 190, 220, 180])], "P1", ""),
        ("one in the north, one in the south", 1,
            &[("P1", &[100, 60, 140, 40, 200]), ("P2", &[110, 150, 70, 200, 60])], "P1", "P1 60% North, P2 40% South"),
        ("the mean decides, not the middle", 1,
            &[("P1", &[100, 300, 300, 300, 300]), ("P2", &[120, 120, 120, 120, 120])], "P2", "P2 80% Most, P1 20% Middle"),
        ("a few seconds are not worth a word", 1,
            &[("P1", &[100, 90, 110, 80, 120]), ("P2", &[104, 104, 104, 104, 106])], "P1", ""),
        ("of two that go, one goes whatever the side", 2,
            &[("P1", &[50, 50, 50, 50, 50]), ("P2", &[100, 60, 140, 40, 200]), ("P3", &[110, 150, 70, 200, 60])],
            "P1 P2", "P2 60% North, P3 40% South"),
        ("all that there are go", 2,
            &[("P1", &[100, 60, 140, 40, 200]), ("P2", &[110, 150, 70, 200, 60])], "P1 P2", ""),
        ("one who reaches all of it goes before one who reaches half", 1,
            &[("P1", &[100, 100, 0, 100, 0]), ("P2", &[300, 300, 300, 300, 300])], "P2", "P1 60% North, P2 40% South"),
        ("what nobody reaches tells nothing", 1,
            &[("P1", &[100, 90, 0, 80, 0]), ("P2", &[200, 210, 0, 220, 0])], "P1", ""),
        ("the middle may be the spot that nobody reaches", 1,
            &[("P1", &[0, 60, 140, 40, 200]), ("P2", &[0, 150, 70, 200, 60])], "P1", "P1 50% North, P2 50% South"),
        ("nobody reaches it at all", 1, &[("P1", &[0, 0, 0, 0, 0])], "", ""),
    ];
    for (why, pumps, units, who, sides) in rows {
        let answer = ask(pumps, &spots(&["", "", "", "", ""]), units);
        assert_eq!(told(&answer), (who.to_owned(), sides.to_owned()), "{why}");
        let mut turned = units.to_vec();
        turned.reverse();
        let turned = ask(pumps, &spots(&["", "", "", "", ""]), &turned);
        assert_eq!(told(&turned), told(&answer), "{why}: the order of the roster is nobody's business");
    }
}

#[test]
fn arrival_is_told_from_the_soonest_spot_to_the_last() {
    let units: [Row<'_>; 2] = [("P1", &[100, 60, 140, 40, 200]), ("P2", &[110, 150, 70, 200, 60])];
    let answer = ask(1, &spots(&["", "", "", "", ""]), &units);
    let first = &answer.units[0];
    assert_eq!(first.between, Some(Between { soonest_s: 40, latest_s: 200 }), "over the whole circle");
    assert_eq!(first.total_s, Some(108), "the mean");
    assert_eq!(first.expected.map(|own| own.travel_s), Some(100), "to the middle");
    let there: Vec<Between> = answer.splits[0].choices.iter().map(|own| own.there).collect();
    let between = |soonest_s, latest_s| Between { soonest_s, latest_s };
    assert_eq!(there, [between(40, 100), between(60, 70)], "each where it is the soonest");

    let sure = ask(1, &spots(&[""]), &[("P1", &[100]), ("P2", &[110])]);
    assert_eq!((sure.units[0].between, sure.splits.len()), (None, 0), "a sure place has no range");
}

#[test]
fn a_side_is_named_by_its_street_where_it_has_one_of_its_own() {
    let units: [Row<'_>; 2] = [("P1", &[100, 60, 140, 40, 200]), ("P2", &[110, 150, 70, 200, 60])];
    for (streets, expected) in [
        (["Melati", "Melati", "Mawar", "Melati", "Mawar"], [Some("Melati"), Some("Mawar")]),
        (["Melati", "Melati", "Melati", "Melati", "Melati"], [None, None]),
        (["Melati", "", "Mawar", "Kenanga", ""], [None, Some("Mawar")]),
        (["", "", "", "", ""], [None, None]),
    ] {
        let answer = ask(1, &spots(&streets), &units);
        let named: Vec<Option<&str>> =
            answer.splits[0].choices.iter().map(|own| own.street.as_deref()).collect();
        assert_eq!(named, expected, "{streets:?}");
    }
    assert_eq!(ask(1, &spots(&["", "", "", "", ""]), &units).splits[0].choices[1].side, Side::South);
}
