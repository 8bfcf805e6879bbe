//! What the programs in `tests/misuse` misuse.
#![forbid(unsafe_code)]

/// A process that is generated from a fixture.
#[path = "../../fixtures/process/directions/expected/mod.rs"]
pub mod directions;

/// The code that is generated from the project's own metadata.
#[path = "../../fixtures/creatio/expected/mod.rs"]
pub mod creatio;

/// An entity with columns that the service computes.
#[path = "../../fixtures/emit/computed/expected/mod.rs"]
pub mod invoices;
