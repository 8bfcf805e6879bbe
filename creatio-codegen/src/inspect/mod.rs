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

use crate::diagnostic::{Diagnostic, Report};
use crate::error::{Error, Result};
use crate::model::{Model, SchemaId};
use crate::select::{self, Pattern};

/// The types that `glob` means, by their id and enums behind them. `names` are those of the model.
fn asked(model: &Model, names: &Names<'_>, glob: &str, mut report: Report) -> Result<(Vec<usize>, Report)> {
    let found: Vec<usize> = (0..names.len()).filter(|&at| model.name_matches(names[at].0, names[at].1, glob)).collect();
    if found.is_empty() {
        let unknown: Diagnostic = select::no_match(&Pattern::new(glob, None), names.iter().map(|(_, name)| *name));
        report.diagnostics.push(unknown);
        return Err(Error::new(report));
    }
    Ok((found, report))
}

/// Schema and name of each type, and of each enum behind them.
type Names<'m> = [(SchemaId, &'m str)];
