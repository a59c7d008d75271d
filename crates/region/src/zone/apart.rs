//! What tells a zone from others of its name.

use std::collections::BTreeMap;

use geo::{InteriorPoint, Point};

use super::{Zone, ZoneLookup};
use crate::side;

/// What people add to each zone's name where another bears the same: the larger zones that it lies in, as many as are
/// needed (`Giri, Banyuwangi`), and where those are the same too, on which side of the others it lies
/// (`sebelah utara`). Empty where nobody else has the name.
pub fn told_apart(zones: &[Zone]) -> Vec<String> {
    let names: Vec<&str> = zones.iter().map(|zone| zone.name.as_str()).collect();
    let mut told: Vec<String> =
        wider_names(zones, &names, |_| true).into_iter().map(|wider| wider.join(", ")).collect();
    let mut alike: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (at, (name, told)) in names.iter().zip(&told).enumerate() {
        alike.entry((name, told)).or_default().push(at);
    }
    let groups: Vec<Vec<usize>> = alike.into_values().filter(|group| group.len() > 1).collect();
    for group in groups {
        let (at, points): (Vec<usize>, Vec<Point<f64>>) =
            group.into_iter().filter_map(|at| Some((at, zones[at].area.interior_point()?))).unzip();
        for (at, side) in at.into_iter().zip(side::each(&points)) {
            let separator = if told[at].is_empty() { "" } else { ", " };
            told[at].extend([separator, side]);
        }
    }
    told
}

/// For each wanted zone whose name another wanted one bears, the names of the larger ones that it lies in, the smallest
/// first: no more than tell it from those, or all. `names` are the zones', by their places.
pub(crate) fn wider_names<'a>(
    zones: &[Zone],
    names: &[&'a str],
    wanted: impl Fn(&Zone) -> bool,
) -> Vec<Vec<&'a str>> {
    let mut told = vec![Vec::new(); zones.len()];
    let mut namesakes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in (0..zones.len()).filter(|&at| wanted(&zones[at])) {
        namesakes.entry(names[at]).or_default().push(at);
    }
    namesakes.retain(|_, group| group.len() > 1);
    if namesakes.is_empty() {
        return told;
    }
    let lookup = ZoneLookup::new(zones);
    for group in namesakes.into_values() {
        let wider: Vec<Vec<&str>> = group
            .iter()
            .map(|&at| {
                lookup.wider(at).filter(|&other| wanted(&zones[other])).map(|other| names[other]).collect()
            })
            .collect();
        let first = |at: usize, count: usize| &wider[at][..count.min(wider[at].len())];
        let mut counts = vec![0; group.len()];
        for count in 1..=wider.iter().map(Vec::len).max().unwrap_or_default() {
            let alike: Vec<bool> = (0..group.len())
                .map(|at| {
                    let own = first(at, counts[at]);
                    (0..group.len()).any(|other| other != at && first(other, counts[other]) == own)
                })
                .collect();
            counts.iter_mut().zip(alike).filter(|(_, alike)| *alike).for_each(|(own, _)| *own = count);
        }
        for (at, &zone) in group.iter().enumerate() {
            told[zone] = first(at, counts[at]).to_vec();
        }
    }
    told
}

impl ZoneLookup<'_> {
    /// The larger zones that hold the middle of a zone, by their places, the smallest first.
    fn wider(&self, at: usize) -> impl Iterator<Item = usize> {
        let middle = self.zones[at].area.interior_point();
        let larger = move |other: &usize| self.sizes[*other] > self.sizes[at];
        middle.into_iter().flat_map(|middle| self.around(middle)).filter(larger)
    }
}

#[cfg(test)]
mod tests {
    use geo::Rect;

    use super::*;

    fn zone(name: &str, (west, south): (f64, f64), across: f64) -> Zone {
        let area = Rect::new((west, south), (west + across, south + across)).to_polygon().into();
        Zone { id: name.to_owned(), name: name.to_owned(), level: None, area }
    }

    #[test]
    fn zones_of_one_name_are_told_apart_as_people_would() {
        let table: [(&str, Vec<Zone>, &[&str]); 5] = [
            (
                "names of their own",
                vec![zone("Giri", (0.0, 0.0), 1.0), zone("Sobo", (2.0, 0.0), 1.0)],
                &["", ""],
            ),
            (
                "by the district",
                vec![
                    zone("Sobo", (0.1, 0.1), 0.5),
                    zone("Sobo", (2.1, 0.1), 0.5),
                    zone("Giri", (0.0, 0.0), 1.0),
                    zone("Glagah", (2.0, 0.0), 1.0),
                ],
                &["Giri", "Glagah", "", ""],
            ),
            (
                "by the regency, in districts of one name",
                vec![
                    zone("Sobo", (0.1, 0.1), 0.5),
                    zone("Sobo", (9.1, 0.1), 0.5),
                    zone("Giri", (0.0, 0.0), 1.0),
                    zone("Giri", (9.0, 0.0), 1.0),
                    zone("Timur", (0.0, 0.0), 2.0),
                    zone("Barat", (9.0, 0.0), 2.0),
                ],
                &["Giri, Timur", "Giri, Barat", "Timur", "Barat", "", ""],
            ),
            (
                "by the side, in one district, far from Indonesia",
                vec![
                    zone("Sobo", (0.1, 0.1), 0.2),
                    zone("Sobo", (0.1, 0.7), 0.2),
                    zone("Giri", (0.0, 0.0), 1.0),
                ],
                &["Giri, south side", "Giri, north side", ""],
            ),
            (
                "by the side, in Indonesia, with nothing around them",
                vec![zone("Sobo", (114.0, -8.0), 0.2), zone("Sobo", (115.0, -7.9), 0.2)],
                &["sebelah barat", "sebelah timur"],
            ),
        ];
        for (what, zones, expected) in table {
            assert_eq!(told_apart(&zones), expected, "{what}");
        }
    }
}
