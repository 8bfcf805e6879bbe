//! Reading through the typed API, against a sandbox: the runtime writes and reads, the sandbox parses and answers, and no
//! line of code is common to both.
#![allow(missing_docs)]

/// The bindings of the project's own document, shaped as Creatio's are.
#[path = "../../fixtures/creatio/expected/mod.rs"]
mod creatio;

mod bad_days;
mod clock;
mod memory;
mod projections;
mod random;
mod stage;
mod walk;
