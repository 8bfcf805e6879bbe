//! `check`

use creatio_codegen::{Drift, Result};
use serde_json::json;
use similar::TextDiff;

use super::{Console, Input, Outcome};

pub(super) fn run(input: &Input, console: &Console) -> Result<Outcome> {
    let generated = input.config()?.generate()?;
    console.report(generated.report());
    let drift = generated.check()?;
    let folder = generated.output()?.display();
    console.result(
        || drift.iter().map(diff).collect(),
        || json!({ "folder": folder.to_string(), "drift": drift.iter().map(told).collect::<Vec<_>>() }),
    )?;
    if drift.is_empty() {
        console.say(&format!("{folder}: up to date\n"));
        return Ok(Outcome::Done);
    }
    let count = drift.len();
    console.say(&format!("{folder}: {count} of the files differ; `creatio-codegen generate` brings them up to date\n"));
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

fn told(drift: &Drift) -> serde_json::Value {
    let state = match (&drift.found, &drift.expected) {
        (None, _) => "missing",
        (_, None) => "left over",
        _ => "different",
    };
    json!({ "path": drift.path, "state": state })
}
