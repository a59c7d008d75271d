//! Opening and closing the front.

use std::future::IntoFuture;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use axum::{Json, Router, middleware};
use room::Room;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use crate::desks::{Desks, Taken};
use crate::door::{self, Door};
use crate::frame::Seat;
use crate::front::{Front, Limits, told};
use crate::{caller, feed, page, session, tile};

/// Where to listen, and as what.
#[derive(Debug, Clone)]
pub struct Listen {
    /// The address; port 0 takes any free one.
    pub addr: SocketAddr,
    /// Addresses by which others reach it, such as `https://112.example` of a proxy or `http://192.168.1.5:1120` when
    /// listening on all interfaces. Requests for any other name are refused.
    pub origins: Vec<String>,
    /// How much is taken from whom.
    pub limits: Limits,
}

impl Default for Listen {
    /// Any free port of this machine alone.
    fn default() -> Self {
        Self { addr: (Ipv4Addr::LOCALHOST, 0).into(), origins: Vec::new(), limits: Limits::default() }
    }
}

/// Why there is no front.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// The system refuses the address.
    #[error("cannot listen on {addr}: {source}")]
    Address {
        /// The address.
        addr: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// An origin that no browser would send.
    #[error("{origin} is no origin; one looks like http://192.168.1.5:1120 or https://112.example")]
    Origin {
        /// What was given.
        origin: String,
    },
}

/// A front that is open.
#[derive(Debug)]
pub struct Serving {
    addr: SocketAddr,
    origins: Vec<String>,
    desks: Arc<Desks>,
    stop: watch::Sender<bool>,
    seats: Arc<Semaphore>,
    limits: Limits,
    task: JoinHandle<std::io::Result<()>>,
}

/// Opens the network front of a room, and tells the room the addresses that lead to it.
///
/// # Errors
/// The address can't be had, or an origin is none.
pub async fn serve(room: Room, listen: Listen) -> Result<Serving, ListenError> {
    if let Some(origin) = listen.origins.iter().find(|origin| !is_origin(origin)) {
        return Err(ListenError::Origin { origin: origin.clone() });
    }
    let no_address = |source| ListenError::Address { addr: listen.addr, source };
    let listener = TcpListener::bind(listen.addr).await.map_err(no_address)?;
    let addr = listener.local_addr().map_err(no_address)?;
    let door = Door::new(addr, &listen.origins);
    let origins = door.origins().to_vec();
    room.set_origins(origins.clone());

    let (stop, stopped) = watch::channel(false);
    let seats = Arc::new(Semaphore::new(listen.limits.connections));
    let desks = Arc::new(Desks::default());
    let front = Front {
        room,
        limits: listen.limits,
        desks: Arc::clone(&desks),
        seats: seats.clone(),
        stop: stopped.clone(),
        pace: Arc::default(),
    };
    // What the room says goes out at once: the second of two short words would wait 40 ms for the first to be acknowledged.
    let listener = listener.tap_io(|line| {
        if let Err(error) = line.set_nodelay(true) {
            tracing::warn!(%error, "a connection gathers what it sends");
        }
    });
    let serving = axum::serve(listener, router(front, door)).with_graceful_shutdown(told(stopped));
    let task = tokio::spawn(serving.into_future());
    Ok(Serving { addr, origins, desks, stop, seats, limits: listen.limits, task })
}

fn is_origin(origin: &str) -> bool {
    let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    let host = host.map(|host| host.strip_suffix('/').unwrap_or(host));
    host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '@', '?', '#', ' ', ';', ',']))
}

fn router(front: Front, door: Door) -> Router {
    Router::new()
        .route("/ws", get(session::open))
        .route("/health", get(health))
        .route("/tiles/{z}/{x}/{y}", get(tile::tile))
        .route("/caller/link", get(caller::link))
        .route("/caller/fix", post(caller::fix).layer(DefaultBodyLimit::max(caller::BODY_BYTES)))
        .route("/feed/call", post(feed::call::receive))
        .route("/feed/position", get(feed::position::receive).post(feed::position::receive))
        .layer(DefaultBodyLimit::max(front.limits.body_bytes))
        .with_state(front)
        .fallback(page::file)
        .layer(middleware::from_fn_with_state(Arc::new(door), door::guard))
}

/// That the room answers at all; how it is, desks are told.
async fn health() -> Json<serde_json::Value> {
    Json(serde_json::json!({ "room": "open", "version": env!("CARGO_PKG_VERSION") }))
}

impl Serving {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The addresses that lead to it, the best for others first.
    pub fn origins(&self) -> &[String] {
        &self.origins
    }

    /// The address on this machine.
    pub fn local_url(&self) -> String {
        let ip = self.addr.ip();
        let here = if ip.is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { ip };
        format!("http://{}/", SocketAddr::new(here, self.addr.port()))
    }

    /// Gives a desk that comes by no connection, such as the window that hosts the room, a name of its own.
    pub fn sit_down(&self, seat: &Seat) -> Taken {
        self.desks.take(seat)
    }

    /// Closes it: says goodbye to every client and waits, not for ever, until they have gone.
    pub async fn shutdown(self) {
        const PATIENCE: Duration = Duration::from_secs(3);
        let _ = self.stop.send(true);
        let all = u32::try_from(self.limits.connections).unwrap_or(u32::MAX);
        let emptied = tokio::time::timeout(PATIENCE, self.seats.acquire_many(all)).await.is_ok();
        let mut task = self.task;
        if tokio::time::timeout(PATIENCE, &mut task).await.is_err() || !emptied {
            tracing::warn!("some clients were cut off");
            task.abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_origin;

    #[test]
    fn an_origin_is_a_scheme_and_a_host() {
        let table = [
            ("http://192.168.1.5:1120", true),
            ("https://112.example", true),
            ("https://112.example/", true),
            ("112.example", false),
            ("ftp://112.example", false),
            ("http://", false),
            ("http://a/b", false),
            ("http://a; script-src *", false),
        ];
        for (origin, expected) in table {
            assert_eq!(is_origin(origin), expected, "{origin}");
        }
    }
}
