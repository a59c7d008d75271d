//! Where units are based and where patients are taken.

use geo::{Distance, Haversine, Point};
use serde::{Deserialize, Serialize};

use crate::side;
use crate::text::is_same_name;

/// A station: a place where units are based, or that receives patients.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// Stable across builds from the same data: `n`, `w` or `r` and the OpenStreetMap id of the node, way or relation;
    /// `s` and the id or row for one from a file of stations.
    pub id: String,
    /// Its name; where the data has none, its kind as people there say it and the place it is in.
    pub name: String,
    /// What it is.
    pub kind: StationKind,
    /// Where it is: for an area, a point inside or its centroid.
    pub point: Point<f64>,
}

/// Two of a kind with one name this near, in metres, are one station: mapped twice, or told twice.
const SAME_WITHIN_M: f64 = 250.0;

impl Station {
    /// Whether another is this station too, whatever its id: of one kind, name and place.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.kind == other.kind && is_same_name(&self.name, &other.name) && self.is_near(other)
    }

    /// Whether another stands where this one does.
    pub(crate) fn is_near(&self, other: &Self) -> bool {
        Haversine.distance(self.point, other.point) < SAME_WITHIN_M
    }
}

/// What a station is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StationKind {
    /// A fire station.
    Fire,
    /// A hospital.
    Hospital,
    /// A clinic, health centre (puskesmas) or doctor's practice.
    Clinic,
    /// A police station or post.
    Police,
    /// An ambulance station.
    Ambulance,
    /// A rescue station: mountain, water, lifeguards.
    Rescue,
}

impl StationKind {
    /// All kinds, in the order of their declaration.
    pub const ALL: [Self; 6] =
        [Self::Fire, Self::Hospital, Self::Clinic, Self::Police, Self::Ambulance, Self::Rescue];

    /// The word that files and messages use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fire => "fire",
            Self::Hospital => "hospital",
            Self::Clinic => "clinic",
            Self::Police => "police",
            Self::Ambulance => "ambulance",
            Self::Rescue => "rescue",
        }
    }

    /// A name for a station that has none, as people say it where it is.
    pub(crate) fn title(self, point: Point<f64>) -> &'static str {
        if side::is_in_indonesia(point) {
            return match self {
                Self::Fire => "Pos damkar",
                Self::Hospital => "Rumah sakit",
                Self::Clinic => "Klinik",
                Self::Police => "Pos polisi",
                Self::Ambulance => "Pos ambulans",
                Self::Rescue => "Pos SAR",
            };
        }
        match self {
            Self::Fire => "Fire station",
            Self::Hospital => "Hospital",
            Self::Clinic => "Clinic",
            Self::Police => "Police station",
            Self::Ambulance => "Ambulance station",
            Self::Rescue => "Rescue station",
        }
    }

    /// The kind that a word names: ours, OpenStreetMap's value or the usual Indonesian word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Some(match word.trim().to_lowercase().as_str() {
            "fire" | "fire_station" | "damkar" | "pemadam" => Self::Fire,
            "hospital" | "rs" | "rsud" | "rumah sakit" => Self::Hospital,
            "clinic" | "doctors" | "doctor" | "health_post" | "health_centre" | "centre" | "klinik"
            | "puskesmas" => Self::Clinic,
            "police" | "polisi" => Self::Police,
            "ambulance" | "ambulance_station" | "ambulans" => Self::Ambulance,
            "rescue" | "mountain_rescue" | "water_rescue" | "rescue_station" | "lifeguard"
            | "lifeguard_base" | "lifeguard_station" | "basarnas" | "sar" => Self::Rescue,
            _ => return None,
        })
    }

    /// The kind that a name gives away, as `Puskesmas Badean` or `Polsek Genteng` do.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        const WORDS: [(StationKind, &[&str]); 6] = [
            (StationKind::Fire, &["damkar", "pemadam", "fire", "feuerwehr"]),
            (StationKind::Clinic, &["puskesmas", "pustu", "klinik", "clinic", "dokter", "praktek"]),
            (StationKind::Hospital, &["rsud", "rs", "rsu", "rsia", "hospital", "spital"]),
            (StationKind::Police, &["polsek", "polres", "polresta", "polda", "polisi", "police", "polizei"]),
            (StationKind::Ambulance, &["ambulans", "ambulance", "psc"]),
            (StationKind::Rescue, &["basarnas", "sar", "rescue"]),
        ];
        let name = name.to_lowercase();
        if name.contains("rumah sakit") {
            return Some(Self::Hospital);
        }
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        words.find_map(|word| WORDS.iter().find(|(_, known)| known.contains(&word)).map(|&(kind, _)| kind))
    }

    /// The kind that OpenStreetMap's tags give, if they describe a station.
    ///
    /// Sources: the wiki's pages of the keys `amenity`, `emergency` and `healthcare`.
    pub(crate) fn from_tags<'a>(tag: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        match tag("amenity") {
            Some("fire_station") => return Some(Self::Fire),
            Some("hospital") => return Some(Self::Hospital),
            Some("clinic" | "doctors" | "doctor" | "health_post") => return Some(Self::Clinic),
            Some("police") => return Some(Self::Police),
            Some("ambulance_station") => return Some(Self::Ambulance),
            _ => {}
        }
        match tag("emergency") {
            Some("ambulance_station") => return Some(Self::Ambulance),
            Some("fire_station") => return Some(Self::Fire),
            Some("mountain_rescue" | "water_rescue" | "rescue_station" | "lifeguard_base" | "lifeguard") => {
                return Some(Self::Rescue);
            }
            _ => {}
        }
        match tag("healthcare") {
            Some("hospital") => Some(Self::Hospital),
            Some("clinic" | "centre" | "doctor" | "doctors" | "community_health_centre") => {
                Some(Self::Clinic)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_tell_the_kind() {
        let table = [
            ("amenity", "fire_station", Some(StationKind::Fire)),
            ("amenity", "doctors", Some(StationKind::Clinic)),
            ("emergency", "ambulance_station", Some(StationKind::Ambulance)),
            ("emergency", "fire_hydrant", None),
            ("healthcare", "hospital", Some(StationKind::Hospital)),
            ("healthcare", "pharmacy", None),
            ("amenity", "restaurant", None),
        ];
        for (key, value, kind) in table {
            assert_eq!(StationKind::from_tags(|k| (k == key).then_some(value)), kind, "{key}={value}");
        }
    }

    #[test]
    fn names_tell_the_kind() {
        let table = [
            ("Mako Damkar Banyuwangi", Some(StationKind::Fire)),
            ("Puskesmas Badean", Some(StationKind::Clinic)),
            ("Rumah Sakit Islam", Some(StationKind::Hospital)),
            ("RSUD Blambangan", Some(StationKind::Hospital)),
            ("Polsek Genteng", Some(StationKind::Police)),
            ("Sektor Srono", None),
            ("Sarana Motor", None),
        ];
        for (name, kind) in table {
            assert_eq!(StationKind::from_name(name), kind, "{name}");
        }
    }

    #[test]
    fn each_word_reads_back() {
        for kind in StationKind::ALL {
            assert_eq!(StationKind::from_word(kind.as_str()), Some(kind));
        }
    }
}
