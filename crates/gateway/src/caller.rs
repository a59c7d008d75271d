//! A caller's own phone tells where it is, on a page that the room gave out for its call.
//!
//! The link's token opens these two doors and no other, for one call and not for long. Who holds it can say where a
//! phone is; it is told nothing but whether the link still works.

use std::time::Instant;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use room::api::{Caller, Language, Problem, ProblemKind, Request};
use room::dispatch::{Actor, At, CallId, Command, Fix, FixSource, Position};
use serde::Deserialize;

use crate::ask::ask;
use crate::feed::id_of;
use crate::front::Front;

/// The largest body, bytes: a position has fewer than 200.
pub(crate) const BODY_BYTES: usize = 1024;
/// No phone knows its place better than a metre or worse than this.
const RADIUS_M: std::ops::RangeInclusive<f64> = 1.0..=100_000.0;
/// A phone's clock that is off by more than this is not believed, milliseconds.
const CLOCK_SLACK_MS: i64 = 5 * 60 * 1000;

/// Where a phone says it is.
#[derive(Debug, Deserialize)]
struct Told {
    #[serde(flatten)]
    position: Position,
    /// Metres.
    accuracy_m: f64,
    /// When it was measured, by the phone's clock, milliseconds.
    at: i64,
}

/// Why a phone isn't heard.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// No link, or one that doesn't work any more.
    Ended,
    /// Too often.
    TooOften,
    /// It can't be understood.
    Unclear,
    /// The room can't keep it now.
    Later,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, retry_after) = match self {
            Self::Ended => (StatusCode::GONE, None),
            Self::TooOften => (StatusCode::TOO_MANY_REQUESTS, Some("2")),
            Self::Unclear => (StatusCode::BAD_REQUEST, None),
            Self::Later => (StatusCode::SERVICE_UNAVAILABLE, Some("2")),
        };
        let mut response = status.into_response();
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
        }
        response
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        match problem.kind {
            ProblemKind::Refusal if problem.code == "too_long" => Self::TooOften,
            ProblemKind::Refusal => Self::Ended,
            ProblemKind::Unavailable | ProblemKind::Fault => Self::Later,
        }
    }
}

/// Whether the link still works.
pub(crate) async fn link(State(front): State<Front>, headers: HeaderMap) -> Result<StatusCode, Refused> {
    admit(&front, &headers)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where the phone is.
pub(crate) async fn fix(
    State(front): State<Front>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Refused> {
    let call = admit(&front, &headers)?;
    let told: Told = serde_json::from_slice(&body).map_err(|_| Refused::Unclear)?;
    if !told.accuracy_m.is_finite() || told.position.is_nowhere() {
        return Err(Refused::Unclear);
    }
    if !front.pace.hears(call, Instant::now()) {
        return Err(Refused::TooOften);
    }
    // What is sent again, because no answer came, counts once.
    let text = String::from_utf8_lossy(&body);
    let id = id_of(&["caller", &call.to_string(), &text]);
    let command = Command::AddFix { call, fix: told.fix(jiff::Timestamp::now().as_millisecond()) };
    let caller = Caller { actor: Actor::Caller { call }, language: Language::default() };
    ask(&front.room, caller, Request::Submit { id, command: Box::new(command) }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The call whose link this is.
fn admit(front: &Front, headers: &HeaderMap) -> Result<CallId, Refused> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = bearer.and_then(|value| value.strip_prefix("Bearer "));
    match token.and_then(|token| front.room.admit(token)) {
        Some(Actor::Caller { call }) => Ok(call),
        _ if front.pace.looks_at_a_stranger(Instant::now()) => Err(Refused::Ended),
        _ => Err(Refused::TooOften),
    }
}

impl Told {
    fn fix(&self, now_ms: i64) -> Fix {
        let believed = (now_ms - CLOCK_SLACK_MS..=now_ms).contains(&self.at);
        Fix {
            position: self.position,
            radius_m: self.accuracy_m.clamp(*RADIUS_M.start(), *RADIUS_M.end()).round() as u32,
            source: FixSource::CallerPage,
            at: At(if believed { self.at } else { now_ms }),
            label: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phones_clock_is_believed_within_reason() {
        const NOW: i64 = 1_795_282_200_000;
        for (at, expected) in
            [(NOW, NOW), (NOW - 4_000, NOW - 4_000), (NOW + 1, NOW), (0, NOW), (i64::MAX, NOW)]
        {
            let position = Position::new(-8.2, 114.37).unwrap();
            assert_eq!(Told { position, accuracy_m: 12.0, at }.fix(NOW).at, At(expected), "{at}");
        }
    }
}
