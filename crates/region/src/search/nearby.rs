//! What lies near a point, and which streets meet a street.

use geo::{Distance, Haversine, Point};

use super::ranking::What;
use super::{Hit, Near, SearchIndex};
use crate::entry::{HitKind, JUNCTION_SIGN};

/// How many streets a typed name may mean.
const STREETS: usize = 12;

impl SearchIndex {
    /// Named things near a point, the nearest first.
    pub fn landmarks(&self, here: Point<f64>, within_m: f64, limit: usize) -> Vec<Hit> {
        let near = |id: u32| {
            let metres = Haversine.distance(here, self.items.get(id).point());
            (metres <= within_m).then_some((metres, id))
        };
        let mut found: Vec<(f64, u32)> = self.items.of_kind(HitKind::Facility).filter_map(near).collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut hits: Vec<Hit> = Vec::with_capacity(limit);
        for (_, id) in found {
            let named_already = hits.iter().any(|hit| hit.label == self.items.label(id));
            if hits.len() < limit && !named_already {
                hits.extend(self.as_hits(&[id], here));
            }
        }
        hits
    }

    /// The junctions of the street that a text means, the nearest to `here` first; those alone whose other street has a
    /// word that begins with each word of `crossing`.
    pub fn crossings(&self, street: &str, crossing: &str, here: Point<f64>, limit: usize) -> Vec<Hit> {
        let streets = self.search(street, &Near::from(here), STREETS);
        let Some(name) = streets.into_iter().find(|hit| hit.kind == HitKind::Street).map(|hit| hit.label)
        else {
            return Vec::new();
        };
        let wanted = crossing.to_lowercase();
        let wanted: Vec<&str> = words(&wanted).collect();
        let fits = |id: &u32| {
            let Some((a, b)) = self.items.label(*id).split_once(JUNCTION_SIGN) else { return false };
            let other = if a == name { b } else { a };
            let other = other.to_lowercase();
            (a == name || b == name)
                && wanted.iter().all(|wanted| words(&other).any(|word| word.starts_with(wanted)))
        };
        let mut found: Vec<u32> = self.items.of_kind(HitKind::Junction).filter(fits).collect();
        let metres = |id: &u32| Haversine.distance(here, self.items.get(*id).point());
        found.sort_by(|a, b| metres(a).total_cmp(&metres(b)));
        found.truncate(limit);
        self.as_hits(&found, here)
    }

    fn as_hits(&self, ids: &[u32], here: Point<f64>) -> Vec<Hit> {
        let near = Near::from(here);
        ids.iter().map(|id| self.hit(&What::Item(*id), &near)).collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
