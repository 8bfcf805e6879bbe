//! Running business processes through the typed API, against a sandbox: what is said of a run is held against what ran.
#![allow(missing_docs)]

/// A process with a parameter of every type.
#[allow(unreachable_pub)]
#[path = "../../../creatio-runtime/tests/common/approve.rs"]
mod approve;
#[path = "../reading/clock.rs"]
mod clock;
#[allow(unreachable_pub)]
#[path = "../../fixtures/process/collections/expected/mod.rs"]
mod collections;
#[allow(unreachable_pub)]
#[path = "../../fixtures/process/directions/expected/mod.rs"]
mod directions;
#[allow(unreachable_pub)]
#[path = "../../fixtures/process/every-type/expected/mod.rs"]
mod every_type;
#[path = "../reading/stage.rs"]
#[allow(dead_code, reason = "reading needs more of it")]
mod stage;
#[allow(unreachable_pub)]
#[path = "../../fixtures/process/version/expected/mod.rs"]
mod version;
#[allow(unreachable_pub)]
#[path = "../../fixtures/process/without-parameters/expected/mod.rs"]
mod without_parameters;

mod bad_days;
mod engine;
mod execute;
mod generated;
mod outcomes;
mod process;
mod values;
