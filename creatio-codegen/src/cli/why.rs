//! `why`

use clap::Args;
use creatio_codegen::Result;
use creatio_codegen::inspect::{AskedBy, Step, Verdict, Why};
use serde_json::{Value, json};

use super::{Console, Input, Outcome};

#[derive(Args)]
pub(super) struct Options {
    /// Name of a type or of a business process, or a glob
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
        Verdict::Excluded(by) => format!("is not generated: the pattern {} takes it out", told(by)),
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
        Step::Pattern { pattern, ty } => format!("  the pattern {} matches {ty}\n", told(pattern)),
        Step::Lookup { link, ty } => format!("  the lookup {link} leads to {ty}\n"),
        Step::Column { column, ty } => format!("  the column {column} holds a {ty}\n"),
        Step::File { file } => format!("  `processes` names {}\n", file.display()),
    });
    format!("{} {verdict}\n{}", why.name, steps.collect::<String>())
}

fn told(by: &AskedBy) -> String {
    match &by.place {
        Some((path, line)) => format!("`{}` ({}:{line})", by.pattern, path.display()),
        None => format!("`{}`", by.pattern),
    }
}

fn json(why: &Why) -> Value {
    let (verdict, excluded_by, closure) = match &why.verdict {
        Verdict::Generated => ("generated", None, None),
        Verdict::Excluded(by) => ("excluded", Some(asked_by(by)), None),
        Verdict::NotAsked { closure } => ("not asked for", None, *closure),
    };
    let steps = why.steps.iter().map(|step| match step {
        Step::Pattern { pattern, ty } => json!({ "pattern": asked_by(pattern), "type": ty }),
        Step::Lookup { link, ty } => json!({ "lookup": link, "type": ty }),
        Step::Column { column, ty } => json!({ "column": column, "type": ty }),
        Step::File { file } => json!({ "file": file.to_string_lossy() }),
    });
    json!({
        "name": why.name,
        "verdict": verdict,
        "excluded_by": excluded_by,
        "closure": closure,
        "steps": steps.collect::<Vec<_>>(),
    })
}

fn asked_by(by: &AskedBy) -> Value {
    let (file, line) = by.place.as_ref().map(|(path, line)| (path.to_string_lossy(), line)).unzip();
    json!({ "glob": by.pattern, "file": file, "line": line })
}
