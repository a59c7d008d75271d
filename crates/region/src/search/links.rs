//! Pasted map links, alone or in a message: what they say without asking the internet.

use super::pairs;

/// What a map link says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// Latitude and longitude, as coordinates are typed.
    Pair(String),
    /// The name of a place.
    Name(String),
    /// Nothing but a key that only the internet can turn into a place.
    NeedsInternet,
}

/// Hosts of shortened links.
const SHORT: [&str; 9] = [
    "maps.app.goo.gl",
    "goo.gl/maps",
    "g.co/kgs",
    "g.page",
    "goo.gl/",
    "osm.org/go",
    "maps.apple/p",
    "what3words.com/",
    "w3w.co/",
];

/// How links begin that are pasted without `https://`.
const MAPS: [&str; 8] = [
    "www.google.",
    "google.com/maps",
    "google.co.id/maps",
    "maps.google.",
    "maps.apple.com",
    "www.openstreetmap.org",
    "openstreetmap.org",
    "waze.com/",
];

/// Three words that name a square on earth, which only their owner can turn into a place.
const THREE_WORDS: &str = "///";

/// What comes before a pair or a name in a link, the surest first.
const BEFORE: [&str; 14] = [
    "q=loc:",
    "q=",
    "query=",
    "destination=",
    "daddr=",
    "coordinate=",
    "ll=",
    "to=ll.",
    "place/",
    "search/",
    "/dir//",
    "address=",
    "/@",
    "center=",
];

/// Reads the link in a text; `None` where there is none.
pub(super) fn read(text: &str) -> Option<Link> {
    if let Some(at) = text.find("geo:") {
        return geo(&text[at + "geo:".len()..]);
    }
    if text.trim_start().starts_with(THREE_WORDS) {
        return Some(Link::NeedsInternet);
    }
    let begins = |word: &str| SHORT.iter().chain(&MAPS).any(|host| word.starts_with(host));
    let link = text.split_whitespace().find(|word| word.contains("://") || begins(word))?;
    if SHORT.iter().any(|host| link.contains(host)) {
        return Some(Link::NeedsInternet);
    }
    let after = |mark: &str| link.find(mark).map(|at| &link[at + mark.len()..]);
    let number = |mark| after(mark).map(leading_number).filter(|number| !number.is_empty());
    for (lat, lon) in [("!3d", "!4d"), ("mlat=", "mlon=")] {
        if let (Some(lat), Some(lon)) = (number(lat), number(lon)) {
            return Some(Link::Pair(format!("{lat} {lon}")));
        }
    }
    let whole = decoded(link);
    let way = whole.split_once("/dir/").map(|(_, way)| way.split("/@").next().unwrap_or(way));
    if let Some(end) = way.and_then(pairs::find) {
        return Some(Link::Pair(end));
    }
    if let Some(pair) = BEFORE.iter().filter_map(|mark| after(mark)).find_map(pair) {
        return Some(Link::Pair(if link.contains("yandex.") { swapped(&pair) } else { pair }));
    }
    if let Some(rest) = after("#map=").or_else(|| after("&map=")) {
        return Some(Link::Pair(rest.split_once('/')?.1.replace('/', " ")));
    }
    let named = BEFORE
        .iter()
        .filter_map(|mark| after(mark))
        .map(value)
        .find(|name| name.contains(char::is_alphabetic));
    if let Some(pair) = pairs::find(&whole) {
        return Some(Link::Pair(pair));
    }
    Some(named.map_or(Link::NeedsInternet, Link::Name)).filter(|_| is_map(link))
}

/// A `geo:` link, without its sign. Of `geo:0,0?q=` the question alone says where.
fn geo(link: &str) -> Option<Link> {
    if let Some((_, question)) = link.split_once("q=") {
        let name = || Some(value(question)).filter(|name| name.contains(char::is_alphabetic));
        return pair(question).map(Link::Pair).or_else(|| name().map(Link::Name));
    }
    pair(link).map(Link::Pair)
}

/// Longitude and latitude the other way round.
fn swapped(pair: &str) -> String {
    pair.split_once(' ').map_or_else(String::new, |(lon, lat)| format!("{lat} {lon}"))
}

/// Whether a link is one of a map at all.
fn is_map(link: &str) -> bool {
    ["maps", "waze.", "openstreetmap.", "osm."].iter().any(|part| link.contains(part))
}

/// A value in a link, up to where the next begins, decoded.
fn value(text: &str) -> String {
    let end = text.find(['&', '/', '?', '#']).unwrap_or(text.len());
    let value = form_urlencoded::parse(&text.as_bytes()[..end]).next();
    value.map(|(value, _)| value.into_owned()).unwrap_or_default()
}

/// `-8.21 114.37` of `-8.21,114.37,15z`; a comma may come as `%2C`.
fn pair(text: &str) -> Option<String> {
    let decoded = decoded(text);
    let first = leading_number(&decoded);
    let rest = &decoded[first.len()..];
    let second = leading_number(rest.trim_start_matches([',', '+', ' ']));
    (first.contains('.') && second.contains('.') && rest.starts_with([',', '+', ' ']))
        .then(|| format!("{first} {second}"))
}

fn decoded(text: &str) -> String {
    text.replace("%2C", ",").replace("%2c", ",").replace("%20", " ")
}

fn leading_number(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_a_point_a_name_or_that_it_needs_the_internet() {
        let table = [
            ("https://maps.google.com/?q=-8.2,114.3", Some(Link::Pair("-8.2 114.3".to_owned()))),
            ("https://maps.google.com/?q=Masjid+Agung&z=17", Some(Link::Name("Masjid Agung".to_owned()))),
            (
                "https://www.google.com/maps/search/?api=1&query=RSUD%20Genteng",
                Some(Link::Name("RSUD Genteng".to_owned())),
            ),
            ("https://maps.app.goo.gl/AbC123", Some(Link::NeedsInternet)),
            ("lokasi saya: https://goo.gl/maps/AbC123", Some(Link::NeedsInternet)),
            ("maps.app.goo.gl/AbC123", Some(Link::NeedsInternet)),
            ("https://www.google.com/maps?cid=123", Some(Link::NeedsInternet)),
            ("///filled.count.soap", Some(Link::NeedsInternet)),
            ("https://w3w.co/filled.count.soap", Some(Link::NeedsInternet)),
            ("geo:0,0?q=-8.2117,114.3760(Rumah)", Some(Link::Pair("-8.2117 114.3760".to_owned()))),
            ("geo:0,0?q=Pasar+Cempaka", Some(Link::Name("Pasar Cempaka".to_owned()))),
            ("https://yandex.com/maps/?ll=9.521%2C47.141&z=1", Some(Link::Pair("47.141 9.521".to_owned()))),
            ("https://example.org/a,b", None),
            ("geo:", None),
            ("jl melati", None),
        ];
        for (text, expected) in table {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
