//! `explain`

use clap::Args;
use clap::builder::PossibleValuesParser;
use creatio_codegen::Result;
use creatio_codegen::diagnostic::code;

use super::{Outcome, print};

#[derive(Args)]
pub(super) struct Options {
    /// A code such as C0306; without one, all are told
    #[arg(value_parser = codes(), ignore_case = true, hide_possible_values = true)]
    code: Option<String>,
}

fn codes() -> PossibleValuesParser {
    PossibleValuesParser::new(code::ALL.iter().map(|(code, _)| code.0))
}

pub(super) fn run(options: &Options) -> Result<Outcome> {
    let is_wanted = |code: &str| options.code.as_ref().is_none_or(|wanted| code.eq_ignore_ascii_case(wanted));
    for (code, meaning) in code::ALL.iter().filter(|(code, _)| is_wanted(code.0)) {
        print(&format!("{}: {}\n", code.0, meaning.trim().replace('\n', "\n      ")))?;
    }
    Ok(Outcome::Done)
}
