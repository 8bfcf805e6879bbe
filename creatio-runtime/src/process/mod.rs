//! Business processes: what a generated process is, and how it is run.
//!
//! creatio-codegen makes of a process's schema a struct of what goes in and one of what comes out.
#![cfg_attr(feature = "client", doc = "")]
#![cfg_attr(feature = "client", doc = include_str!("guide.md"))]

#[cfg(feature = "client")]
mod engine;
#[cfg(feature = "client")]
mod execute;
mod input;
#[cfg(feature = "client")]
mod library;
#[cfg(feature = "client")]
mod log;
mod output;
mod parameters;
#[cfg(feature = "client")]
mod refusal;
#[cfg(feature = "client")]
mod reply;
mod results;
#[cfg(feature = "client")]
mod run;
mod scalar;
#[cfg(feature = "client")]
mod select;
#[cfg(feature = "client")]
mod status;
#[cfg(feature = "client")]
mod string;
#[cfg(feature = "client")]
mod values;

#[cfg(feature = "client")]
pub use self::engine::Processes;
pub use self::input::Input;
#[cfg(feature = "client")]
pub use self::library::Listed;
#[cfg(feature = "client")]
pub use self::log::LogEntry;
pub use self::output::{Given, Output};
pub use self::parameters::Parameters;
#[cfg(feature = "client")]
pub use self::refusal::Refusal;
pub use self::results::Results;
#[cfg(feature = "client")]
pub use self::run::{Outcome, Run};
#[cfg(feature = "client")]
pub use self::status::Status;

/// A business process: the struct holds what it is started with.
///
/// creatio-codegen generates it from the process's schema, with an [`Output`](Self::Output) of its own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no business process",
    label = "not a process",
    note = "processes are the structs that creatio-codegen generates from process schemas: `processes` in creatio.toml"
)]
pub trait Process: Inputs + Send + Sync + 'static {
    /// The name of its schema: that of the base version, by which the active version is run.
    const NAME: &'static str;

    /// What it hands back.
    type Output: Outputs + Send + 'static;
}

/// Values on their way in: those of a process, or of an item of a collection.
pub trait Inputs {
    /// Puts each value under the name of its parameter, in Creatio's spelling.
    fn write(&self, to: &mut Parameters);
}

/// Values on their way out: those of a process, or of an item of a collection.
pub trait Outputs: Sized {
    /// The names of the parameters, in Creatio's spelling, in the order in which [`read`](Self::read) takes them.
    const NAMES: &'static [&'static str];

    /// Takes the values, one after the other. It never stops early: see [`Results`].
    fn read(from: &mut Results<'_>) -> Self;
}
