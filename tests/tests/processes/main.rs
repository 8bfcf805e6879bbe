//! Running business processes through the typed API, against a sandbox: what is said of a run is held against what ran.
#![allow(missing_docs)]

/// A process with a parameter of every type.
#[allow(unreachable_pub)]
#[path = "../../../creatio-runtime/tests/common/approve.rs"]
mod approve;
#[path = "../reading/clock.rs"]
mod clock;
#[path = "../reading/stage.rs"]
#[allow(dead_code, reason = "reading needs more of it")]
mod stage;

mod bad_days;
mod engine;
mod execute;
mod outcomes;
mod process;
mod values;
