//! Every door of the network front, over real sockets: what is refused, what is let in, and what happens then.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper that fails fails its test"
)]

mod callers;
mod feeds;
mod house;
mod pages;
mod sockets;
