//! Units where the region's real stations are, and a few numbers for the directory.

use room::Room;
use room::api::{Answer, Problem, Request, Snapshot, StationView};
use room::dispatch::directory::DirectoryEntry;
use room::dispatch::unit::{Service, Vehicle};
use room::dispatch::{Command, Personal, Position, StationId, UnitId, UnitSpec};
use uuid::Uuid;

use super::scenes::{HOUSES, number_of_house};
use super::{ENTERED, as_room, snapshot, submit, unexpected};

/// What was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entered {
    /// Units on the roster now.
    pub units: usize,
    /// Stations that they stand at.
    pub stations: usize,
    /// Numbers of the directory.
    pub numbers: usize,
}

/// Puts units and numbers into a room. Doing it again changes nothing.
///
/// # Errors
/// What the room says.
pub async fn enter(room: &Room) -> Result<Entered, Problem> {
    let before = snapshot(room).await?;
    let posts = posts(&before);
    let roster = roster(&posts);
    for spec in &roster {
        let said = format!("{spec:?}");
        submit(room, &as_room(), once(&said), Command::RegisterUnit { spec: spec.clone() }).await?;
    }
    for house in 1..=HOUSES {
        let near = posts[usize::from(house) % posts.len()].position;
        let entry = entry(room, house, near).await?;
        let said = format!("{} {:?}", entry.number.text(), entry.position);
        submit(room, &as_room(), once(&said), Command::EnterNumber { entry }).await?;
    }
    let mut stations: Vec<&str> = roster.iter().map(|spec| spec.station_name.as_str()).collect();
    stations.sort_unstable();
    stations.dedup();
    Ok(Entered { units: roster.len(), stations: stations.len(), numbers: usize::from(HOUSES) })
}

/// The same content has the same id, and so is entered once.
fn once(said: &str) -> Uuid {
    Uuid::new_v5(&ENTERED, said.as_bytes())
}

/// Where units of a kind stand.
#[derive(Debug, Clone, PartialEq)]
struct Post {
    kind: Kind,
    id: Option<StationId>,
    name: String,
    position: Position,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Fire,
    Medical,
    Police,
    Rescue,
}

impl Kind {
    /// The most posts that get units: a room to try things in should be taken in at a glance.
    fn most(self) -> usize {
        match self {
            Self::Fire | Self::Medical => 8,
            Self::Police => 5,
            Self::Rescue => 2,
        }
    }

    /// Where the map has no such station: posts of our own, degrees north and east of the centre.
    fn stand_ins(self) -> &'static [(&'static str, f64, f64)] {
        match self {
            Self::Fire => &[("Pos Damkar contoh 1", 0.004, -0.006), ("Pos Damkar contoh 2", -0.012, 0.014)],
            Self::Medical => &[("Klinik contoh 1", -0.003, 0.005), ("Klinik contoh 2", 0.011, -0.012)],
            Self::Police => &[("Pos polisi contoh", 0.002, 0.003)],
            Self::Rescue => &[],
        }
    }
}

fn kind_of(station: &StationView) -> Kind {
    match station.service {
        Some(Service::Fire) => Kind::Fire,
        // Ambulances stand at hospitals and clinics.
        Some(Service::Medical) | None => Kind::Medical,
        Some(Service::Police) => Kind::Police,
        Some(Service::Rescue) => Kind::Rescue,
    }
}

/// The stations to put units at, those nearest the centre first.
fn posts(snapshot: &Snapshot) -> Vec<Post> {
    let centre = snapshot.region.centre;
    let mut stations: Vec<&StationView> = snapshot.stations.iter().collect();
    stations.sort_by(|a, b| {
        let (near, far) = (a.position.metres_to(centre), b.position.metres_to(centre));
        near.total_cmp(&far).then_with(|| a.id.cmp(&b.id))
    });
    let mut posts = Vec::new();
    for kind in [Kind::Fire, Kind::Medical, Kind::Police, Kind::Rescue] {
        let own = stations.iter().filter(|station| kind_of(station) == kind).take(kind.most());
        let real: Vec<Post> = own.map(|station| real(kind, station)).collect();
        let invented = kind.stand_ins().iter().filter_map(|&stand_in| stands_in(kind, centre, stand_in));
        posts.extend(if real.is_empty() { invented.collect() } else { real });
    }
    posts
}

fn real(kind: Kind, station: &StationView) -> Post {
    Post { kind, id: Some(station.id.clone()), name: station.name.clone(), position: station.position }
}

fn stands_in(kind: Kind, centre: Position, (name, north, east): (&str, f64, f64)) -> Option<Post> {
    let position = Position::new(centre.lat() + north, centre.lon() + east).ok()?;
    Some(Post { kind, id: None, name: name.to_owned(), position })
}

/// A sort of unit: everything but where it stands and its number.
struct Sort {
    prefix: &'static str,
    service: Service,
    agency: &'static str,
    vehicle: Vehicle,
    capabilities: &'static [&'static str],
    crew: u8,
    /// Where it was measured; what the profiles have for its service otherwise.
    turnout_s: Option<u32>,
}

const PUMP: Sort = fire(&["pump"], 6);
const TANKER: Sort = fire(&["tanker"], 3);
const LADDER: Sort = fire(&["ladder"], 4);
const ALS: Sort = medical(&["als", "bls"]);
const BLS: Sort = medical(&["bls"]);
const PATROL: Sort = Sort {
    prefix: "PTR",
    service: Service::Police,
    agency: "Polres",
    vehicle: Vehicle::Car,
    capabilities: &["patrol"],
    crew: 2,
    turnout_s: None,
};
const PUBLIC_ORDER: Sort = Sort {
    prefix: "SPP",
    agency: "Satpol PP",
    capabilities: &["public_order"],
    crew: 5,
    turnout_s: Some(60),
    ..PATROL
};
const RESCUE: Sort = Sort {
    prefix: "RES",
    service: Service::Rescue,
    agency: "Basarnas",
    vehicle: Vehicle::Car,
    capabilities: &["rescue"],
    crew: 5,
    turnout_s: Some(90),
};
const BOAT: Sort = Sort { agency: "BPBD", capabilities: &["rescue", "boat"], turnout_s: Some(120), ..RESCUE };

const fn fire(capabilities: &'static [&'static str], crew: u8) -> Sort {
    Sort {
        prefix: "DMK",
        service: Service::Fire,
        agency: "Damkar",
        vehicle: Vehicle::Heavy,
        capabilities,
        crew,
        turnout_s: None,
    }
}

const fn medical(capabilities: &'static [&'static str]) -> Sort {
    Sort {
        prefix: "AMB",
        service: Service::Medical,
        agency: "PSC 119",
        vehicle: Vehicle::Ambulance,
        capabilities,
        crew: 3,
        turnout_s: None,
    }
}

/// What stands at the `nth` post of a kind, counted from 0.
fn sorts(kind: Kind, nth: usize) -> &'static [Sort] {
    match (kind, nth) {
        (Kind::Fire, 0) => &[PUMP, TANKER, LADDER, RESCUE],
        (Kind::Fire, nth) if nth % 2 == 1 => &[PUMP, TANKER],
        (Kind::Fire, _) => &[PUMP, PUMP],
        (Kind::Medical, 0) => &[ALS, ALS, BLS],
        (Kind::Medical, nth) if nth % 2 == 1 => &[ALS],
        (Kind::Medical, _) => &[BLS],
        (Kind::Police, 0) => &[PATROL, PATROL, PUBLIC_ORDER],
        (Kind::Police, _) => &[PATROL],
        (Kind::Rescue, 0) => &[BOAT],
        (Kind::Rescue, _) => &[RESCUE],
    }
}

fn roster(posts: &[Post]) -> Vec<UnitSpec> {
    let mut units: Vec<UnitSpec> = Vec::new();
    for (index, post) in posts.iter().enumerate() {
        let nth = posts[..index].iter().filter(|other| other.kind == post.kind).count();
        for sort in sorts(post.kind, nth) {
            let number = 1 + units.iter().filter(|unit| unit.id.0.starts_with(sort.prefix)).count();
            units.push(spec(sort, number, post));
        }
    }
    units
}

fn spec(sort: &Sort, number: usize, post: &Post) -> UnitSpec {
    UnitSpec {
        id: UnitId(format!("{}-{number}", sort.prefix)),
        service: sort.service,
        agency: sort.agency.to_owned(),
        vehicle: sort.vehicle,
        capabilities: sort.capabilities.iter().map(|&name| name.to_owned()).collect(),
        station: post.id.clone(),
        station_name: post.name.clone(),
        home: post.position,
        crew: sort.crew,
        turnout_s: sort.turnout_s,
    }
}

/// A house that the directory knows, a few hundred metres from a post.
async fn entry(room: &Room, house: u8, near: Position) -> Result<DirectoryEntry, Problem> {
    let aside = 0.002 + 0.001 * f64::from(house);
    let at = Position::new(near.lat() - aside / 2.0, near.lon() + aside).unwrap_or(near);
    let address = match room.ask(&as_room(), Request::DescribePlace { at }).await? {
        Answer::Place(hit) => hit.fix.label,
        other => return Err(unexpected(&other)),
    };
    let (note, flagged) = match house {
        1 => ("Gang sempit, mobil besar berhenti di ujung.", false),
        2 => ("Tabung oksigen di rumah.", false),
        HOUSES => ("Sering iseng.", true),
        _ => ("", false),
    };
    Ok(DirectoryEntry {
        number: Personal::from(number_of_house(house)),
        name: Personal::from(format!("Rumah contoh {house}")),
        address: Personal::from(address),
        position: Some(at),
        note: Personal::from(note),
        flagged,
        ..DirectoryEntry::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(kind: Kind, name: &str) -> Post {
        Post { kind, id: None, name: name.to_owned(), position: Position::new(-8.21, 114.37).unwrap() }
    }

    #[test]
    fn numbers_run_through_and_every_plan_of_the_first_alarm_can_be_met() {
        let posts =
            [post(Kind::Fire, "A"), post(Kind::Fire, "B"), post(Kind::Medical, "C"), post(Kind::Police, "D")];
        let units = roster(&posts);
        let ids: Vec<&str> = units.iter().map(|unit| unit.id.0.as_str()).collect();
        let expected = "DMK-1 DMK-2 DMK-3 RES-1 DMK-4 DMK-5 AMB-1 AMB-2 AMB-3 PTR-1 PTR-2 SPP-1";
        assert_eq!(ids.join(" "), expected);
        for capability in ["pump", "tanker", "ladder", "rescue", "als", "bls", "patrol", "public_order"] {
            assert!(
                units.iter().any(|unit| unit.capabilities.iter().any(|own| own == capability)),
                "{capability}"
            );
        }
    }

    #[test]
    fn the_same_content_is_entered_once() {
        assert_eq!(once("DMK-1"), once("DMK-1"));
        assert_ne!(once("DMK-1"), once("DMK-2"));
    }
}
