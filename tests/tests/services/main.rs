//! Custom web services end to end: contracts, the client, and a sandbox that shares no code with them.
#![allow(missing_docs)]

mod failures;
mod forms;
mod random;
mod stage;
mod table;
