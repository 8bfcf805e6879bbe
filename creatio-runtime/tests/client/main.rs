//! What is sent, and what becomes of the answers: against a server that answers by script.

mod contracts;
mod errors;
mod limits;
mod login;
mod probe;
mod processes;
mod retry;
mod server;
mod services;
mod session;
mod transport;
#[cfg(feature = "xml")]
mod xml;
