//! `check`

use creatio_codegen::{Drift, Result};
use similar::TextDiff;

use super::{Input, Outcome, print, say, show};

pub(super) fn run(input: &Input) -> Result<Outcome> {
    let generated = input.config()?.generate()?;
    show(generated.report());
    let drift = generated.check()?;
    let folder = generated.output()?.display();
    if drift.is_empty() {
        say(&format!("{folder}: up to date\n"));
        return Ok(Outcome::Done);
    }
    for one in &drift {
        print(&diff(one))?;
    }
    say(&format!("{folder}: {} of the files differ; `creatio-codegen generate` brings them up to date\n", drift.len()));
    Ok(Outcome::Drift)
}

/// A unified diff from what is there to what would be written.
fn diff(drift: &Drift) -> String {
    let side = |prefix: &str, text: &Option<String>| match text {
        Some(_) => format!("{prefix}/{}", drift.path),
        None => "/dev/null".to_owned(),
    };
    let (found, expected) = (drift.found.as_deref().unwrap_or_default(), drift.expected.as_deref().unwrap_or_default());
    TextDiff::from_lines(found, expected)
        .unified_diff()
        .header(&side("a", &drift.found), &side("b", &drift.expected))
        .to_string()
}
