//! The tags that matter here. All others are dropped as they are read, so that memory stays small.

use crate::text::tidy;

/// Key and value pairs of one element.
#[derive(Debug, Default)]
pub(crate) struct Tags(Vec<(Box<str>, Box<str>)>);

/// Sorted, to be searched by halving.
const KEPT: &[&str] = &[
    "access",
    "addr:housename",
    "addr:housenumber",
    "addr:place",
    "addr:street",
    "admin_level",
    "aerialway",
    "aeroway",
    "alt_name",
    "amenity",
    "area",
    "boundary",
    "bridge",
    "building",
    "bus",
    "capital",
    "covered",
    "craft",
    "distance",
    "duration",
    "emergency",
    "est_width",
    "footway",
    "healthcare",
    "hgv",
    "highway",
    "historic",
    "int_name",
    "junction",
    "landuse",
    "lanes",
    "leisure",
    "loc_name",
    "man_made",
    "maritime",
    "maxheight",
    "maxheight:physical",
    "maxspeed",
    "maxspeed:backward",
    "maxspeed:forward",
    "maxweight",
    "maxwidth",
    "maxwidth:physical",
    "military",
    "motor_vehicle",
    "motorcar",
    "motorcycle",
    "name",
    "name:de",
    "name:en",
    "name:id",
    "natural",
    "office",
    "official_name",
    "old_name",
    "oneway",
    "oneway:emergency",
    "oneway:hgv",
    "oneway:motor_vehicle",
    "oneway:motorcar",
    "oneway:motorcycle",
    "oneway:vehicle",
    "operator",
    "pk",
    "place",
    "population",
    "psv",
    "public_transport",
    "railway",
    "ref",
    "reg_name",
    "religion",
    "route",
    "service",
    "shop",
    "short_name",
    "smoothness",
    "surface",
    "tourism",
    "tracktype",
    "tunnel",
    "type",
    "vehicle",
    "water",
    "waterway",
    "wetland",
    "width",
];

impl Tags {
    /// The value of a key; an empty one counts as none.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(k, _)| **k == *key)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Whether a key has one of these values.
    pub(crate) fn is(&self, key: &str, values: &[&str]) -> bool {
        self.get(key).is_some_and(|value| values.contains(&value))
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (&**key, &**value))
    }

    /// The name to show.
    pub(crate) fn name(&self) -> Option<&str> {
        self.get("name").or_else(|| self.get("name:id")).or_else(|| self.get("name:en"))
    }

    /// The other names that it is known by, one after the other.
    pub(crate) fn other_names(&self) -> String {
        const KEYS: [&str; 10] = [
            "alt_name",
            "short_name",
            "official_name",
            "old_name",
            "loc_name",
            "reg_name",
            "int_name",
            "name:id",
            "name:en",
            "name:de",
        ];
        let shown = self.name();
        let mut names: Vec<&str> = KEYS.iter().filter_map(|key| self.get(key)).collect();
        names.retain(|name| Some(*name) != shown);
        names.dedup();
        names.join("; ")
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Tags {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(tags: I) -> Self {
        let kept = tags.into_iter().filter(|(key, _)| KEPT.binary_search(key).is_ok());
        Self(kept.map(|(key, value)| (key.into(), tidy(value).into())).collect())
    }
}

/// The tags of an element, by their places in its block's texts. One that is no UTF-8, which the format asks for, is
/// left out and takes no other with it.
pub(super) fn readable(
    texts: &[Vec<u8>],
    places: impl Iterator<Item = (usize, usize)> + Clone,
) -> impl Iterator<Item = (&str, &str)> + Clone {
    let text = move |place: usize| str::from_utf8(texts.get(place)?).ok();
    places.filter_map(move |(key, value)| text(key).zip(text(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kept_keys_are_sorted() {
        assert!(KEPT.is_sorted());
    }

    #[test]
    fn what_roads_are_made_of_is_kept() {
        assert!(roads::osm::WAY_KEYS.iter().all(|key| KEPT.contains(key)));
    }

    #[test]
    fn a_tag_that_is_no_text_takes_no_other_with_it() {
        let texts = [b"".to_vec(), b"name".to_vec(), vec![0xff], b"highway".to_vec(), b"primary".to_vec()];
        let read: Vec<_> = readable(&texts, [(1, 2), (3, 4), (9, 4)].into_iter()).collect();
        assert_eq!(read, [("highway", "primary")]);
    }

    #[test]
    fn the_shown_name_is_not_repeated_among_the_others() {
        let tags: Tags =
            [("name", "Pasar"), ("name:id", "Pasar"), ("alt_name", "Pasar Lama"), ("source", "survey")]
                .into_iter()
                .collect();
        assert_eq!(tags.name(), Some("Pasar"));
        assert_eq!(tags.other_names(), "Pasar Lama");
        assert_eq!(tags.get("source"), None);
    }
}
