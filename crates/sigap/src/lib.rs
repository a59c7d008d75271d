//! What the command line shares with the desktop shell: a room to try things in.

pub mod demo;
