//! `generate`

use creatio_codegen::Result;

use super::{Input, Outcome, say, show};

pub(super) fn run(input: &Input) -> Result<Outcome> {
    let generated = input.config()?.generate()?;
    show(generated.report());
    let changes = generated.write()?;
    let folder = generated.output()?.display();
    let (written, deleted) = (changes.written.len(), changes.deleted.len());
    say(&format!("{folder}: {written} written, {deleted} deleted, {} unchanged\n", changes.unchanged));
    Ok(Outcome::Done)
}
