//! What becomes of single types and processes, and why: for people who wonder what was generated.

mod processes;
mod show;
mod why;

pub use processes::ProcessParameter;
pub(crate) use processes::show_processes;
pub(crate) use show::show;
pub use show::{Column, Kind, LeftOut, Link, Member, Shown};
pub(crate) use why::why;
pub use why::{AskedBy, Step, Verdict, Why};

use crate::model::{Model, SchemaId};

/// The types that `glob` means, by their id and enums behind them. `names` are those of the model.
fn asked(model: &Model, names: &Names<'_>, glob: &str) -> Vec<usize> {
    (0..names.len()).filter(|&at| model.name_matches(names[at].0, names[at].1, glob)).collect()
}

/// Schema and name of each type, and of each enum behind them.
type Names<'m> = [(SchemaId, &'m str)];
