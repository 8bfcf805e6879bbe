//! `explain`

use clap::Args;
use clap::builder::PossibleValuesParser;
use creatio_codegen::Result;
use creatio_codegen::diagnostic::{Code, code};
use serde_json::json;

use super::{Console, Outcome};

#[derive(Args)]
pub(super) struct Options {
    /// A code such as C0306; without one, all are told
    #[arg(value_parser = codes(), ignore_case = true, hide_possible_values = true)]
    code: Option<String>,
}

fn codes() -> PossibleValuesParser {
    PossibleValuesParser::new(code::ALL.iter().map(|(code, _)| code.0))
}

pub(super) fn run(options: &Options, console: &Console) -> Result<Outcome> {
    let is_wanted = |code: &str| options.code.as_ref().is_none_or(|wanted| code.eq_ignore_ascii_case(wanted));
    let codes: Vec<_> = code::ALL.iter().filter(|(code, _)| is_wanted(code.0)).collect();
    let text = |(code, meaning): &&(Code, &str)| format!("{}: {}\n", code.0, meaning.trim().replace('\n', "\n      "));
    console.result(
        || codes.iter().map(text).collect(),
        || codes.iter().map(|(code, meaning)| json!({ "code": code.0, "meaning": meaning.trim() })).collect::<Vec<_>>(),
    )?;
    Ok(Outcome::Done)
}
