//! What a change sends, what is refused before it is sent, and what is made of the answers.
#![cfg(feature = "client")]
#![allow(missing_docs)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../client/server.rs"]
#[allow(dead_code, reason = "reading needs more of it")]
mod server;

mod answers;
mod bodies;
mod outcomes;
mod refusals;
