//! `why`

use clap::Args;
use creatio_codegen::Result;
use creatio_codegen::inspect::{Step, Verdict, Why};
use serde_json::{Value, json};

use super::{Console, Input, Outcome};

#[derive(Args)]
pub(super) struct Options {
    /// Name of a type, or a glob
    entity: String,
    #[command(flatten)]
    input: Input,
}

pub(super) fn run(options: &Options, console: &Console) -> Result<Outcome> {
    let (whys, report) = options.input.config()?.why(&options.entity)?;
    console.report(&report);
    console.result(|| whys.iter().map(text).collect(), || whys.iter().map(json).collect::<Vec<_>>())?;
    Ok(Outcome::Done)
}

fn text(why: &Why) -> String {
    let verdict = match &why.verdict {
        Verdict::Generated => "is generated:".to_owned(),
        Verdict::Excluded { pattern } => format!("is not generated: the pattern {pattern} takes it out"),
        Verdict::NotAsked { closure: None } => {
            "is not generated: no pattern matches it, and no lookup or column of what is generated leads to it\n  \
             name it in `entities`"
                .to_owned()
        }
        Verdict::NotAsked { closure: Some(levels) } => {
            format!(
                "is not generated: no pattern matches it\n  \
                 name it in `entities`, or set `closure = {levels}`, which brings it and all else so near:"
            )
        }
    };
    let steps = why.steps.iter().map(|step| match step {
        Step::Pattern { pattern, ty } => format!("  the pattern {pattern} matches {ty}\n"),
        Step::Lookup { link, ty } => format!("  the lookup {link} leads to {ty}\n"),
        Step::Column { column, ty } => format!("  the column {column} holds a {ty}\n"),
    });
    format!("{} {verdict}\n{}", why.name, steps.collect::<String>())
}

fn json(why: &Why) -> Value {
    let (verdict, pattern, closure) = match &why.verdict {
        Verdict::Generated => ("generated", None, None),
        Verdict::Excluded { pattern } => ("excluded", Some(pattern), None),
        Verdict::NotAsked { closure } => ("not asked for", None, *closure),
    };
    let steps = why.steps.iter().map(|step| match step {
        Step::Pattern { pattern, ty } => json!({ "pattern": pattern, "type": ty }),
        Step::Lookup { link, ty } => json!({ "lookup": link, "type": ty }),
        Step::Column { column, ty } => json!({ "column": column, "type": ty }),
    });
    json!({
        "name": why.name,
        "verdict": verdict,
        "excluded_by": pattern,
        "closure": closure,
        "steps": steps.collect::<Vec<_>>(),
    })
}
