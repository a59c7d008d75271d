//! The telephone exchange tells of its calls: a JSON webhook.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use room::Room;
use room::api::Receipt;
use room::dispatch::{At, CallId, CallStage, Channel, Command, Fix, FixSource, Personal, Position};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Feed, Refused, id_of};
use crate::front::Front;

/// The longest call id of an exchange, bytes; real ones have fewer than 64.
const LONGEST_ID: usize = 200;
/// What rings under the id of a call that has been over for so long is another call, seconds. Exchanges that aren't sure
/// whether they were heard send again within seconds.
const AGAIN_S: u32 = 10 * 60;
/// The most that is kept of a number, characters; a SIP address may stand in its place.
const LONGEST_NUMBER: usize = 80;

/// What the exchange sends. What it sends besides is ignored.
#[derive(Debug, Deserialize)]
struct Message {
    event: Step,
    /// The exchange's own id of the call.
    call: String,
    /// Read apart from the rest, as the location is: a call rings although they make no sense.
    #[serde(default)]
    number: Option<Value>,
    #[serde(default)]
    location: Option<Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    Ringing,
    Answered,
    HungUp,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
struct Location {
    #[serde(flatten)]
    position: Position,
    radius_m: f64,
}

/// What was kept.
#[derive(Debug, Serialize)]
pub(crate) struct Kept {
    /// The room's id of the call.
    call: CallId,
    seq: u64,
    /// What of the message was of no use, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    ignored: Option<String>,
}

pub(crate) async fn receive(
    State(front): State<Front>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Kept>, Refused> {
    let feed = Feed::admit(&front.room, &headers, None)?;
    let message: Message =
        serde_json::from_slice(&body).map_err(|error| Refused::Unclear(error.to_string()))?;
    if message.call.is_empty() || message.call.len() > LONGEST_ID {
        return Err(Refused::Unclear(format!("call: 1 to {LONGEST_ID} bytes")));
    }
    let mut ignored = Vec::new();
    let number = message.number.as_ref().and_then(|number| said(number, &mut ignored));
    let location = message.location.as_ref().map(Location::read).transpose();
    let location = location.unwrap_or_else(|why| {
        ignored.push(format!("location: {why}"));
        None
    });
    let key = key_of(&front.room, &message);
    let call = call_of(&key);
    let receipt = take(&feed, &key, &message, number, location.flatten()).await?;
    let ignored = Some(ignored.join("; ")).filter(|why| !why.is_empty());
    Ok(Json(Kept { call, seq: receipt.seq, ignored }))
}

fn call_of(key: &str) -> CallId {
    CallId(id_of(&["call", key]))
}

/// Which of the calls that came under the exchange's id is meant: the latest. One that rings long after that one was over is
/// another, for an exchange that was started anew may count its calls from one again, and each of them must ring.
fn key_of(room: &Room, message: &Message) -> String {
    let key = |nth: u32| match nth {
        0 => message.call.clone(),
        nth => format!("{}\u{1f}{nth}", message.call),
    };
    let stage = |nth| room.call_stage(call_of(&key(nth)));
    let mut latest = 0;
    while stage(latest + 1).is_some() {
        latest += 1;
    }
    let is_over = matches!(stage(latest), Some(CallStage::Closed { since, .. }) if room.now().seconds_since(since) > AGAIN_S);
    key(if is_over && message.event == Step::Ringing { latest + 1 } else { latest })
}

/// The number as it was told. Some exchanges write it as a number, and each has its own way to say that there is none;
/// what can't be a number must not keep the call from ringing.
fn said(number: &Value, ignored: &mut Vec<String>) -> Option<Personal> {
    let told = match number {
        Value::String(text) => text.clone(),
        Value::Number(digits) if digits.as_i64().is_none_or(|whole| whole > 0) => digits.to_string(),
        Value::Null => return None,
        _ => {
            ignored.push("number: neither text nor digits".to_owned());
            return None;
        }
    };
    let written = told.chars().filter(|letter| !letter.is_control());
    let number: String = written.take(LONGEST_NUMBER).collect();
    if number.len() < told.len() {
        ignored.push(format!("number: control characters, or what is beyond {LONGEST_NUMBER} characters"));
    }
    Some(number.trim()).filter(|number| !number.is_empty()).map(Personal::from)
}

/// Every message begins with the ring, which counts once: so a call whose first message was lost still rings.
async fn take(
    feed: &Feed<'_>,
    key: &str,
    message: &Message,
    number: Option<Personal>,
    location: Option<Location>,
) -> Result<Receipt, Refused> {
    let (id, call) = (|step: &str| id_of(&[step, key]), call_of(key));
    let ring = Command::Ring { call, channel: Channel::Phone, number, fixes: Vec::new() };
    let mut receipt = feed.submit(id("ring"), ring).await?;
    if let Some(location) = location {
        // A location comes up to 20 s after the ring, perhaps when the call is over: not a reason to refuse the rest.
        let same = id_of(&["fix", key, &location.spelt()]);
        match feed.submit(same, Command::AddFix { call, fix: location.fix(front_now()) }).await {
            Ok(added) => receipt = added,
            Err(problem) => tracing::info!(%problem, "a call's location came too late"),
        }
    }
    match message.event {
        Step::Ringing => Ok(receipt),
        Step::Answered => Ok(feed.submit(id("answer"), Command::Answer { call }).await?),
        Step::HungUp => Ok(feed.submit(id("hang_up"), Command::HangUp { call }).await?),
    }
}

impl Location {
    /// No network knows a place better than a metre or worse than this.
    const RADIUS_M: std::ops::RangeInclusive<f64> = 1.0..=100_000.0;

    /// None where the network says that it doesn't know: some write that as 0,0, which is no place.
    fn read(value: &Value) -> Result<Option<Self>, serde_json::Error> {
        let read = Option::<Self>::deserialize(value)?;
        Ok(read.filter(|own| !own.position.is_nowhere()))
    }

    fn spelt(self) -> String {
        format!("{},{},{}", self.position.lat(), self.position.lon(), self.radius_m)
    }

    fn fix(self, at: At) -> Fix {
        Fix {
            position: self.position,
            radius_m: self.radius_m.clamp(*Self::RADIUS_M.start(), *Self::RADIUS_M.end()).round() as u32,
            source: FixSource::Network,
            at,
            label: String::new(),
        }
    }
}

/// The exchange gives no time of its own for a location.
fn front_now() -> At {
    At(jiff::Timestamp::now().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_without_sense_is_told_from_one_with() {
        let table = [
            (r#"{"lat": -8.2, "lon": 114.37, "radius_m": 50}"#, Some(true)),
            (r#"{"lat": -8.2, "lon": 114.37, "radius_m": 12.5}"#, Some(true)),
            (r#"{"lat": 0.0, "lon": 0, "radius_m": 12.5}"#, Some(false)),
            ("null", Some(false)),
            (r#"{"lat": -98.2, "lon": 114.37, "radius_m": 50}"#, None),
            (r#"{"lat": "-8.2", "lon": 114.37, "radius_m": 50}"#, None),
            (r#"{"lat": -8.2}"#, None),
            ("[]", None),
        ];
        for (json, is_a_place) in table {
            let value = serde_json::from_str(json).unwrap();
            assert_eq!(Location::read(&value).ok().map(|own| own.is_some()), is_a_place, "{json}");
        }
    }

    #[test]
    fn a_radius_stays_within_reason() {
        for (given, expected) in [(0.0, 1), (12.4, 12), (1e9, 100_000), (-5.0, 1)] {
            let position = Position::new(-8.2, 114.37).unwrap();
            assert_eq!(Location { position, radius_m: given }.fix(At(0)).radius_m, expected, "{given}");
        }
    }

    #[test]
    fn a_number_is_read_as_well_as_it_can_be() {
        let long = "9".repeat(500);
        let table = [
            (r#""0800-0000-0112""#.to_owned(), Some("0800-0000-0112"), true),
            (r#"" +62 812 ""#.to_owned(), Some("+62 812"), true),
            ("800112".to_owned(), Some("800112"), true),
            ("null".to_owned(), None, true),
            (r#""""#.to_owned(), None, true),
            ("-1".to_owned(), None, false),
            ("true".to_owned(), None, false),
            ("{}".to_owned(), None, false),
            (r#"["081"]"#.to_owned(), None, false),
            (r#""08\u000012""#.to_owned(), Some("0812"), false),
            (format!("\"{long}\""), Some(&long[..LONGEST_NUMBER]), false),
        ];
        for (json, expected, is_whole) in table {
            let mut ignored = Vec::new();
            let number = said(&serde_json::from_str(&json).unwrap(), &mut ignored);
            assert_eq!(number.as_ref().map(Personal::text), expected, "{json}");
            assert_eq!(ignored.is_empty(), is_whole, "{json}: {ignored:?}");
        }
    }
}
