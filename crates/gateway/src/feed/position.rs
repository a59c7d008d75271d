//! Phones report where units are, in the form of `OsmAnd` and older Traccar clients.
//!
//! Source: Traccar's `OsmAndProtocolDecoder`: parameters in the query or a form body, speed in knots, unknown device 400.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use room::dispatch::place::NotOnEarth;
use room::dispatch::unit::{SeenUnit, UnitPosition};
use room::dispatch::{At, Command, Position, UnitId};
use thiserror::Error;

use super::{Feed, Refused, id_of};
use crate::front::Front;

/// Metres per second in a knot: 1852 m an hour.
const KNOT_MPS: f32 = 1852.0 / 3600.0;
/// Larger timestamps are milliseconds.
const LAST_SECOND: i64 = i32::MAX as i64;

pub(crate) async fn receive(
    State(front): State<Front>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Refused> {
    let fields = Fields::of(&uri, &headers, &body);
    let feed = Feed::admit(&front.room, &headers, fields.get("token"))?;
    if fields.get("valid").is_some_and(|valid| matches!(valid, "false" | "0")) {
        // The phone itself says that it doesn't know where it is.
        return Ok(StatusCode::OK);
    }
    let seen = fields.seen(now()).map_err(|unclear| Refused::Unclear(unclear.to_string()))?;
    let id = id_of(&["position", &seen.unit.0, &seen.seen.at.0.to_string(), &fields.place()]);
    feed.submit(id, Command::NotePositions { positions: vec![seen] }).await?;
    Ok(StatusCode::OK)
}

fn now() -> At {
    At(jiff::Timestamp::now().as_millisecond())
}

/// Why a position can't be read. It is told to whoever sets up the phone, in the protocol's own names.
#[derive(Clone, Debug, PartialEq, Error)]
enum Unclear {
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("{name}: {value:?} is no number")]
    Number { name: &'static str, value: String },
    #[error("timestamp: {0:?} is no time")]
    Time(String),
    #[error(transparent)]
    Place(#[from] NotOnEarth),
}

/// What was sent, by name; the query before the body.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn of(uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Self {
        let query = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let is_form = kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        let form = form_urlencoded::parse(if is_form { body } else { b"" });
        Self(query.chain(form).map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    fn number(&self, name: &'static str) -> Result<Option<f64>, Unclear> {
        let parse =
            |value: &str| value.parse().map_err(|_| Unclear::Number { name, value: value.to_owned() });
        self.get(name).map(parse).transpose()
    }

    /// Latitude and longitude as they were written.
    fn place(&self) -> String {
        format!("{},{}", self.get("lat").unwrap_or_default(), self.get("lon").unwrap_or_default())
    }

    fn seen(&self, received: At) -> Result<SeenUnit, Unclear> {
        let unit = self.get("id").or_else(|| self.get("deviceid")).ok_or(Unclear::Missing("id"))?;
        let degrees = |name| self.number(name)?.ok_or(Unclear::Missing(name));
        let position = Position::new(degrees("lat")?, degrees("lon")?)?;
        let at = self.get("timestamp").map_or(Ok(received), time_of)?;
        let heading = self.number("bearing")?.or(self.number("heading")?);
        let speed = self.number("speed")?;
        // Negative means unknown.
        let heading_deg = heading
            .filter(|degrees| (0.0..=360.0).contains(degrees))
            .map(|degrees| degrees.round() as u16 % 360);
        let speed_mps = speed.filter(|knots| *knots >= 0.0).map(|knots| knots as f32 * KNOT_MPS);
        let seen = UnitPosition { position, at, heading_deg, speed_mps };
        Ok(SeenUnit { unit: UnitId::from(unit), seen })
    }
}

/// Seconds, milliseconds, or a date and time: of its own zone, or UTC where it names none.
fn time_of(text: &str) -> Result<At, Unclear> {
    if let Ok(number) = text.parse::<i64>() {
        return Ok(At(if number.abs() < LAST_SECOND { number * 1000 } else { number }));
    }
    let zoned = text.parse::<jiff::Timestamp>();
    let instant =
        zoned.or_else(|_| text.parse::<DateTime>().and_then(|local| TimeZone::UTC.to_timestamp(local)));
    instant.map(|instant| At(instant.as_millisecond())).map_err(|_| Unclear::Time(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(query: &str) -> Result<SeenUnit, Unclear> {
        let uri: Uri = format!("/feed/position?{query}").parse().unwrap();
        Fields::of(&uri, &HeaderMap::new(), b"").seen(At(5))
    }

    #[test]
    fn timestamps_come_in_four_forms() {
        let table = [
            ("1700000000", 1_700_000_000_000),
            ("1700000000123", 1_700_000_000_123),
            ("2023-11-14T22:13:20Z", 1_700_000_000_000),
            ("2023-11-15T05:13:20+07:00", 1_700_000_000_000),
            ("2023-11-14 22:13:20", 1_700_000_000_000),
        ];
        for (text, expected) in table {
            assert_eq!(time_of(text), Ok(At(expected)), "{text}");
        }
        assert!(time_of("yesterday").is_err());
    }

    #[test]
    fn knots_become_metres_per_second_and_a_phone_without_a_clock_is_now() {
        let phone = seen("deviceid=AMB-1&lat=-8.2&lon=114.37&speed=10&heading=359.6").unwrap();
        assert_eq!(phone.unit, UnitId::from("AMB-1"));
        assert_eq!(phone.seen.at, At(5));
        assert_eq!(phone.seen.heading_deg, Some(0));
        assert!((phone.seen.speed_mps.unwrap() - 5.144).abs() < 0.001);
    }

    #[test]
    fn what_is_unknown_is_not_zero() {
        let unit = seen("id=AMB-1&lat=-8.2&lon=114.37&speed=-1&bearing=-1").unwrap();
        assert_eq!((unit.seen.speed_mps, unit.seen.heading_deg), (None, None));
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        let table = [
            ("lat=1&lon=1", "id is missing"),
            ("id=A&lon=1", "lat is missing"),
            ("id=A&lat=x&lon=1", "lat: \"x\" is no number"),
            ("id=A&lat=91&lon=1", "91, 1 is not a place on the earth"),
            ("id=A&lat=1&lon=1&timestamp=soon", "timestamp: \"soon\" is no time"),
        ];
        for (query, expected) in table {
            assert_eq!(seen(query).unwrap_err().to_string(), expected, "{query}");
        }
    }

    #[test]
    fn a_form_in_the_body_is_read_as_the_query_is() {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded".parse().unwrap());
        let fields =
            Fields::of(&"/feed/position?id=AMB-1".parse().unwrap(), &headers, b"lat=-8.2&lon=114.37");
        assert_eq!(fields.seen(At(0)).unwrap().unit, UnitId::from("AMB-1"));
    }
}
