//! One desk or page on its WebSocket, from hello to goodbye.

use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use room::api::{Caller, Language};
use room::dispatch::{Actor, Role};
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use crate::ask::{InFlight, bad_request};
use crate::frame::{ClientFrame, Hello, NOT_ADMITTED, ServerFrame, Welcome};
use crate::front::{Front, Limits, told};

/// RFC 6455, section 7.4.1.
const GOING_AWAY: u16 = 1001;

pub(crate) async fn open(State(front): State<Front>, upgrade: WebSocketUpgrade) -> Response {
    let Ok(seat) = front.seats.clone().try_acquire_owned() else {
        return (StatusCode::SERVICE_UNAVAILABLE, "Too many are connected.\n").into_response();
    };
    let most = front.limits.frame_bytes;
    upgrade.max_message_size(most).max_frame_size(most).on_upgrade(move |socket| async move {
        let mut client = Client { socket, limits: front.limits };
        if let Err(Gone(Some((code, why)))) = attend(&front, &mut client).await {
            client.close(code, why).await;
        }
        drop(seat);
    })
}

/// The connection is over; with a close code where the other side should be told why.
struct Gone(Option<(u16, &'static str)>);

const LOST: Gone = Gone(None);
const UNKNOWN: Gone = Gone(Some((NOT_ADMITTED, "this token admits nobody")));

async fn attend(front: &Front, client: &mut Client) -> Result<(), Gone> {
    let Hello { token, seat } = client.hello().await?;
    let admits = admitted(front, &token).ok_or(UNKNOWN)?;
    // Held until the connection is over.
    let taken = seat.filter(|_| admits.desk().is_some()).map(|seat| front.desks.take(&seat));
    let actor = taken.as_ref().map_or_else(|| admits.clone(), |own| at_desk(&admits, &own.name));
    client.send(&Welcome { welcome: actor.clone() }).await?;

    let mut watch = front.room.watch(&Caller { actor: actor.clone(), language: Language::default() });
    let mut in_flight = InFlight::new(front.room.clone(), actor.clone(), front.limits.in_flight);
    let mut stop = std::pin::pin!(told(front.stop.clone()));
    let mut ping = interval(front.limits.ping);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = Instant::now();
    loop {
        tokio::select! {
            message = client.socket.recv(), if in_flight.has_room() => {
                heard = Instant::now();
                let Some(text) = text_of(message)? else { continue };
                // A page that was paired anew, or a token taken back, ends here and not at the next connection.
                if admitted(front, &token).as_ref() != Some(&admits) { return Err(UNKNOWN) }
                match read(&text) {
                    Ok(asked) => in_flight.begin(asked),
                    Err(refused) => client.send(&refused).await?,
                }
            }
            Some(answer) = in_flight.next() => client.send(&answer).await?,
            push = watch.next() => {
                let push = push.ok_or(Gone(Some((GOING_AWAY, "the room is closed"))))?;
                client.send(&ServerFrame::Push { push }).await?;
            }
            _ = ping.tick() => {
                if admitted(front, &token).as_ref() != Some(&admits) { return Err(UNKNOWN) }
                if heard.elapsed() > front.limits.silence { return Err(LOST) }
                client.write(Message::Ping(Vec::new().into())).await?;
                client.send(&ServerFrame::Alive { alive: front.room.now() }).await?;
            }
            () = &mut stop => return Err(Gone(Some((GOING_AWAY, "the room is closing")))),
        }
    }
}

/// Who a token admits to a connection: desks and pages. Feeds have their own doors.
fn admitted(front: &Front, token: &str) -> Option<Actor> {
    let actor = front.room.admit(token)?;
    matches!(actor.role(), Role::Dispatcher | Role::Lead | Role::Responder).then_some(actor)
}

/// The same role at the desk of this name.
fn at_desk(actor: &Actor, name: &str) -> Actor {
    match actor {
        Actor::Dispatcher { .. } => Actor::Dispatcher { desk: name.to_owned() },
        Actor::Lead { .. } => Actor::Lead { desk: name.to_owned() },
        other => other.clone(),
    }
}

/// The text of a message; `None` for what the protocol itself takes care of.
fn text_of(message: Option<Result<Message, axum::Error>>) -> Result<Option<String>, Gone> {
    match message {
        Some(Ok(Message::Text(text))) => Ok(Some(text.as_str().to_owned())),
        // Read as text, so that it gets the answer that any other frame without sense gets.
        Some(Ok(Message::Binary(bytes))) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(None),
        // What is too large or no WebSocket at all leaves nothing to talk about.
        Some(Ok(Message::Close(_)) | Err(_)) | None => Err(LOST),
    }
}

/// A request, or the answer to something that is none. The number and language are used if they can be read.
fn read(text: &str) -> Result<ClientFrame, ServerFrame> {
    #[derive(Default, Deserialize)]
    struct Legible {
        #[serde(default)]
        id: Option<u32>,
        #[serde(default)]
        language: Language,
    }
    serde_json::from_str(text).map_err(|error| {
        let legible: Legible = serde_json::from_str(text).unwrap_or_default();
        ServerFrame::Problem { id: legible.id, problem: bad_request(legible.language, &error.to_string()) }
    })
}

struct Client {
    socket: WebSocket,
    limits: Limits,
}

impl Client {
    /// What the first frame brings.
    async fn hello(&mut self) -> Result<Hello, Gone> {
        let first = timeout(self.limits.hello, self.socket.recv()).await.map_err(|_| UNKNOWN)?;
        let text = text_of(first)?.ok_or(UNKNOWN)?;
        serde_json::from_str(&text).map_err(|_| UNKNOWN)
    }

    async fn send(&mut self, frame: &impl Serialize) -> Result<(), Gone> {
        let text = serde_json::to_string(frame).map_err(|error| {
            tracing::error!(%error, "a frame can't be written");
            LOST
        })?;
        self.write(Message::Text(text.into())).await
    }

    async fn write(&mut self, message: Message) -> Result<(), Gone> {
        match timeout(self.limits.slow_reader, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(LOST),
        }
    }

    async fn close(&mut self, code: u16, why: &'static str) {
        let frame = CloseFrame { code, reason: why.into() };
        // Whoever is gone already needs no goodbye.
        let _ = self.write(Message::Close(Some(frame))).await;
    }
}

#[cfg(test)]
mod tests {
    use room::api::Request;

    use super::*;

    #[test]
    fn a_frame_without_sense_is_answered_as_well_as_it_can_be_read() {
        let table = [
            ("{", None, "Permintaan"),
            ("[]", None, "Permintaan"),
            (r#"{"id": 7, "request": {"ask": "everything"}}"#, Some(7), "Permintaan"),
            (r#"{"id": 7, "language": "en", "request": {"ask": "page", "unit"#, None, "Permintaan"),
            (r#"{"id": 7, "language": "en", "request": {}}"#, Some(7), "The request"),
            (r#"{"id": -1, "language": "en", "request": {"ask": "snapshot"}}"#, None, "Permintaan"),
        ];
        for (text, expected, begins) in table {
            let Err(ServerFrame::Problem { id, problem }) = read(text) else {
                panic!("{text} was understood")
            };
            assert_eq!((id, problem.code.as_str()), (expected, "bad_request"), "{text}");
            assert!(problem.message.starts_with(begins), "{text}: {}", problem.message);
        }
    }

    #[test]
    fn a_frame_speaks_indonesian_unless_told() {
        let asked = read(r#"{"id": 1, "request": {"ask": "snapshot"}}"#).unwrap();
        assert_eq!(asked, ClientFrame { id: 1, language: Language::Id, request: Request::Snapshot });
    }
}
