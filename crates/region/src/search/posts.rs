//! Kilometre posts by road, and where a kilometre must be that has no post on the map.

use std::collections::HashMap;

use geo::Point;

use super::houses::key;
use super::items::Items;
use super::lines::StreetLines;
use crate::entry::HitKind;

/// The kilometre posts of all roads.
#[derive(Debug, Default)]
pub(super) struct Posts {
    /// Roads' names by [`key`].
    roads: HashMap<Box<str>, u32>,
    /// Road, metres that the post says and item, in this order.
    rows: Vec<(u32, u32, u32)>,
}

/// A kilometre of a road, as it is said.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Kilometre {
    pub(super) metres: u32,
    /// What else was said: the road.
    pub(super) rest: String,
}

/// A post, or a place between two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum OnRoad {
    Post(u32),
    Between { point: Point<f64>, radius_m: f64 },
}

/// A post stands this near to its road, in metres; farther off it is of another road of the same name.
const OF_ROAD_WITHIN_M: f64 = 60.0;

/// How sure one can be of a place between two posts at least, in metres.
const LEAST_RADIUS_M: f64 = 60.0;

/// Two posts belong to one count where the road between them is as long as they say, give or take this share of it.
const MOST_ASTRAY: f64 = 0.3;

impl Posts {
    pub(super) fn new(items: &Items) -> Self {
        let mut posts = Self::default();
        for item in items.of_kind(HitKind::Milestone) {
            let Some(post) = said(items.label(item)).filter(|post| !post.rest.trim().is_empty()) else {
                continue;
            };
            let next = posts.roads.len() as u32;
            let road = *posts.roads.entry(key(&post.rest).into()).or_insert(next);
            posts.rows.push((road, post.metres, item));
        }
        posts.rows.sort_unstable();
        posts.rows.shrink_to_fit();
        posts
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Where this many metres of a street are: at a post, or between the posts before and after, as far along the road
    /// as the count goes. Beyond the first and the last post nothing is guessed.
    pub(super) fn reckon(
        &self,
        items: &Items,
        lines: &StreetLines,
        street: u32,
        metres: u32,
    ) -> Option<OnRoad> {
        let road = *self.roads.get(key(items.label(street)).as_str())?;
        let start = self.rows.partition_point(|row| row.0 < road);
        let posts: Vec<(u32, Point<f64>, u32)> = self.rows[start..]
            .iter()
            .take_while(|row| row.0 == road)
            .filter_map(|&(_, metres, item)| {
                let (point, away) = lines.nearest_on(street, items.get(item).point())?;
                (away < OF_ROAD_WITHIN_M).then_some((metres, point, item))
            })
            .collect();
        let before = posts.iter().rfind(|(own, ..)| *own <= metres)?;
        let after = posts.iter().find(|(own, ..)| *own >= metres)?;
        if before.0 == metres {
            return Some(OnRoad::Post(before.2));
        }
        let counted = f64::from(after.0 - before.0);
        let share = f64::from(metres - before.0) / counted;
        let (point, length_m) = lines.along(street, before.1, after.1, share)?;
        let astray = (length_m - counted).abs();
        let radius_m = LEAST_RADIUS_M + astray / 2.0;
        (astray <= counted * MOST_ASTRAY).then_some(OnRoad::Between { point, radius_m })
    }
}

/// The kilometre in a text: "km 12 Jl. Raya", "KM 12,5", "Km. 12+300".
pub(super) fn said(text: &str) -> Option<Kilometre> {
    let lower = text.to_ascii_lowercase();
    let mut signs = ["kilometer", "km"].into_iter().flat_map(|sign| lower.match_indices(sign));
    signs.find_map(|(at, sign)| kilometre(text, at, at + sign.len()))
}

fn kilometre(text: &str, start: usize, end: usize) -> Option<Kilometre> {
    let before = text.get(..start)?;
    if before.ends_with(char::is_alphanumeric) {
        return None;
    }
    let number = text.get(end..)?.trim_start_matches(['.', ':', ' ']);
    let (whole, after) = digits(number);
    let km: u32 = whole.parse().ok().filter(|km| *km < 10_000)?;
    let decimals = after.strip_prefix([',', '.']).map(digits).filter(|(tenths, _)| !tenths.is_empty());
    let metres = after.strip_prefix(['+', '/']).map(digits).filter(|(metres, _)| metres.len() == 3);
    let (beyond, after) = match (metres, decimals) {
        (Some((metres, after)), _) => (metres.parse().ok()?, after),
        (None, Some((tenths, after))) => (format!("{tenths:0<3}").get(..3)?.parse().ok()?, after),
        (None, None) => (0, after),
    };
    if after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let rest = format!("{} {}", before.trim_end(), after.trim_start()).trim().to_owned();
    Some(Kilometre { metres: km * 1000 + beyond, rest })
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kilometre_is_read_as_it_is_said() {
        let table = [
            ("km 12 Jl. Raya Situbondo", Some((12_000, "Jl. Raya Situbondo"))),
            ("Jl. Raya Situbondo KM. 7", Some((7_000, "Jl. Raya Situbondo"))),
            ("jl raya km12,5 arah utara", Some((12_500, "jl raya arah utara"))),
            ("km 12.25 tol", Some((12_250, "tol"))),
            ("tol KM 720+300 arah Mojokerto", Some((720_300, "tol arah Mojokerto"))),
            ("kilometer 3", Some((3_000, ""))),
            ("2 km utara pasar", None),
            ("akm 12", None),
            ("km 12a", None),
            ("jl melati", None),
        ];
        for (text, expected) in table {
            let found = said(text);
            let found = found.as_ref().map(|post| (post.metres, post.rest.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
