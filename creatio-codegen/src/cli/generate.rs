//! `generate`

use creatio_codegen::Result;
use serde_json::json;

use super::{Console, Input, Outcome};

pub(super) fn run(input: &Input, console: &Console) -> Result<Outcome> {
    let generated = input.config()?.generate()?;
    console.report(generated.report());
    let changes = generated.write()?;
    let folder = generated.output()?.display();
    let (written, deleted, unchanged) = (&changes.written, &changes.deleted, changes.unchanged);
    console.say(&format!("{folder}: {} written, {} deleted, {unchanged} unchanged\n", written.len(), deleted.len()));
    console.summary(
        || json!({ "folder": folder.to_string(), "written": written, "deleted": deleted, "unchanged": unchanged }),
    )?;
    Ok(Outcome::Done)
}
