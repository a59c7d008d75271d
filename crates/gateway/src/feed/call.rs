//! The telephone exchange tells of its calls: a JSON webhook.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use room::api::Receipt;
use room::dispatch::{At, CallId, Channel, Command, Fix, FixSource, Personal, Position};
use serde::{Deserialize, Serialize};

use super::{Feed, Refused, id_of};
use crate::front::Front;

/// The longest call id of an exchange, bytes; real ones have fewer than 64.
const LONGEST_ID: usize = 200;

/// What the exchange sends. What it sends besides is ignored.
#[derive(Debug, Deserialize)]
struct Message {
    event: Step,
    /// The exchange's own id of the call.
    call: String,
    #[serde(default)]
    number: Option<Number>,
    /// Read apart from the rest: a call rings although its location makes no sense.
    #[serde(default)]
    location: Option<serde_json::Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    Ringing,
    Answered,
    HungUp,
}

/// Some exchanges write a number as a number.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Number {
    Text(String),
    Digits(u64),
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
    let (location, ignored) = match message.location.as_ref().map(Location::read).transpose() {
        Ok(location) => (location, None),
        Err(why) => (None, Some(format!("location: {why}"))),
    };
    let call = CallId(id_of(&["call", &message.call]));
    let receipt = take(&feed, call, &message, location).await?;
    Ok(Json(Kept { call, seq: receipt.seq, ignored }))
}

/// Every message begins with the ring, which counts once: so a call whose first message was lost still rings.
async fn take(
    feed: &Feed<'_>,
    call: CallId,
    message: &Message,
    location: Option<Location>,
) -> Result<Receipt, Refused> {
    let id = |step: &str| id_of(&[step, &message.call]);
    let number = message.number.as_ref().map(|number| Personal::from(number.text()));
    let ring = Command::Ring { call, channel: Channel::Phone, number, fixes: Vec::new() };
    let mut receipt = feed.submit(id("ring"), ring).await?;
    if let Some(location) = location {
        // A location comes up to 20 s after the ring, perhaps when the call is over: not a reason to refuse the rest.
        let same = id_of(&["fix", &message.call, &location.spelt()]);
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

impl Number {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Digits(digits) => digits.to_string(),
        }
    }
}

impl Location {
    /// No network knows a place better than a metre or worse than this.
    const RADIUS_M: std::ops::RangeInclusive<f64> = 1.0..=100_000.0;

    fn read(value: &serde_json::Value) -> Result<Self, serde_json::Error> {
        Self::deserialize(value)
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
            (r#"{"lat": -8.2, "lon": 114.37, "radius_m": 50}"#, true),
            (r#"{"lat": -8.2, "lon": 114.37, "radius_m": 12.5}"#, true),
            (r#"{"lat": -98.2, "lon": 114.37, "radius_m": 50}"#, false),
            (r#"{"lat": "-8.2", "lon": 114.37, "radius_m": 50}"#, false),
            (r#"{"lat": -8.2}"#, false),
            ("[]", false),
        ];
        for (json, expected) in table {
            let value = serde_json::from_str(json).unwrap();
            assert_eq!(Location::read(&value).is_ok(), expected, "{json}");
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
    fn numbers_come_as_text_or_digits() {
        for json in [
            r#"{"event":"ringing","call":"1","number":"081"}"#,
            r#"{"event":"ringing","call":"1","number":81}"#,
        ] {
            let message: Message = serde_json::from_str(json).unwrap();
            assert!(message.number.unwrap().text().ends_with("81"), "{json}");
        }
    }
}
