//! The network front of a room: desks, responder phones and feeds over HTTP and WebSocket.
//!
//! [`serve`] opens it. It decides nothing: it finds out who asks, hands the request to the [`Room`](room::Room) and
//! carries the answer back. What a newcomer should know:
//!
//! 1. Loopback is no proof of trust. Every request must name this listener in `Host`, and in `Origin` if it has one, so
//!    that no web page elsewhere can reach a room through a browser on the desk.
//! 2. Nobody is let in without a token, and a caller's opens two small doors alone; the web UI and the map's tiles, which hold nothing of anybody, are open.
//! 3. Everything is bounded: connections, frames, bodies, requests in flight. Who doesn't read is disconnected.
//! 4. Feeds make their ids from what they were sent, so that a message sent twice counts once.

mod ask;
mod caller;
mod desks;
mod door;
mod feed;
pub mod frame;
mod front;
mod pace;
mod page;
mod serve;
mod session;
mod tile;
mod turns;

pub use ask::{ask, ask_in_turn};
pub use desks::Taken;
pub use front::Limits;
pub use serve::{Listen, ListenError, Serving, serve};
pub use turns::{Turn, Turns};
