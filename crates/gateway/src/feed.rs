//! Machines that ring and report positions.
//!
//! They send again what they aren't sure has arrived, so every id here is made from what was sent.

pub(crate) mod call;
pub(crate) mod position;

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use room::Room;
use room::api::{Answer, Caller, Language, Problem, ProblemKind, Receipt, Request};
use room::dispatch::{Actor, Command, Role};
use uuid::Uuid;

use crate::ask::{ask, bad_request};

/// The namespace of the ids made here (RFC 9562, version 5).
const FEEDS: Uuid = Uuid::from_u128(0x7c9a_41f2_0b6e_4d1c_9a55_112f_eed5_0001);

/// The id that these parts always give.
pub(crate) fn id_of(parts: &[&str]) -> Uuid {
    Uuid::new_v5(&FEEDS, parts.join("\u{1f}").as_bytes())
}

/// A feed that was let in.
struct Feed<'a> {
    room: &'a Room,
    caller: Caller,
}

impl<'a> Feed<'a> {
    /// Who sends this, by its bearer token or the one beside it.
    fn admit(room: &'a Room, headers: &HeaderMap, beside: Option<&str>) -> Result<Self, Refused> {
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = bearer.and_then(|value| value.strip_prefix("Bearer ")).or(beside);
        let actor: Actor = token.and_then(|token| room.admit(token)).ok_or(Refused::Unknown)?;
        if actor.role() != Role::Feed {
            return Err(Refused::NotAFeed);
        }
        Ok(Self { room, caller: Caller { actor, language: Language::En } })
    }

    async fn submit(&self, id: Uuid, command: Command) -> Result<Receipt, Problem> {
        let request = Request::Submit { id, command: Box::new(command) };
        match ask(self.room, self.caller.clone(), request).await? {
            Answer::Receipt(receipt) => Ok(receipt),
            _ => Err(bad_request(Language::En, "no receipt")),
        }
    }
}

/// Why a feed's message was not taken.
#[derive(Debug)]
pub(crate) enum Refused {
    /// No token, or one that admits nobody.
    Unknown,
    /// A token of somebody else's.
    NotAFeed,
    /// It can't be understood.
    Unclear(String),
    /// The room says no.
    Problem(Problem),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, problem) = match self {
            Self::Unknown => (StatusCode::UNAUTHORIZED, refusal("not_admitted", "A feed's token is needed.")),
            Self::NotAFeed => {
                (StatusCode::FORBIDDEN, refusal("not_permitted", "This token is not a feed's."))
            }
            Self::Unclear(detail) => (StatusCode::BAD_REQUEST, bad_request(Language::En, &detail)),
            Self::Problem(problem) => (status(&problem), problem),
        };
        let mut response = (status, Json(problem)).into_response();
        match status {
            StatusCode::UNAUTHORIZED => {
                response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            StatusCode::SERVICE_UNAVAILABLE => {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            }
            _ => {}
        }
        response
    }
}

fn refusal(code: &str, message: &str) -> Problem {
    Problem { kind: ProblemKind::Refusal, code: code.to_owned(), message: message.to_owned(), retry: false }
}

fn status(problem: &Problem) -> StatusCode {
    match (problem.kind, problem.code.as_str()) {
        // What Traccar's clients expect for a device that nobody knows.
        (ProblemKind::Refusal, "unknown_unit") => StatusCode::BAD_REQUEST,
        (ProblemKind::Refusal, "not_permitted") => StatusCode::FORBIDDEN,
        (ProblemKind::Refusal, _) => StatusCode::CONFLICT,
        (ProblemKind::Unavailable, _) => StatusCode::SERVICE_UNAVAILABLE,
        (ProblemKind::Fault, _) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
