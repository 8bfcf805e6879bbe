//! `explain`

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command};
use creatio_codegen::diagnostic::{Code, code};
use serde_json::json;

use super::{Console, Outcome};

#[derive(Args)]
pub(super) struct Options {
    /// A code such as C0306; without one, all are told
    #[arg(value_parser = Codes, hide_possible_values = true)]
    code: Option<Code>,
}

/// The codes there are: few enough for a shell to complete, too many for an error to list.
#[derive(Clone)]
struct Codes;

impl TypedValueParser for Codes {
    type Value = Code;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<Code, clap::Error> {
        StringValueParser::new().try_map(|text| find(&text)).parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(code::ALL.iter().map(|(code, _)| PossibleValue::new(code.0))))
    }
}

fn find(text: &str) -> Result<Code, String> {
    let codes = || code::ALL.iter().map(|(code, _)| *code);
    if let Some(code) = codes().find(|code| code.0.eq_ignore_ascii_case(text)) {
        return Ok(code);
    }
    let upper = text.to_uppercase();
    let is_near =
        |code: &Code| upper.len() > 2 && (code.0.ends_with(&upper) || strsim::osa_distance(code.0, &upper) == 1);
    let near = codes().find(is_near).map(|code| format!("; did you mean {}?", code.0));
    Err(format!("there is no code {text}; codes look like C0302{}", near.unwrap_or_default()))
}

pub(super) fn run(options: &Options, console: &Console) -> creatio_codegen::Result<Outcome> {
    let is_wanted = |code: Code| options.code.is_none_or(|wanted| code == wanted);
    let codes: Vec<_> = code::ALL.iter().filter(|(code, _)| is_wanted(*code)).collect();
    let text = |(code, meaning): &&(Code, &str)| format!("{}: {}\n", code.0, meaning.trim().replace('\n', "\n      "));
    console.result(
        || codes.iter().map(text).collect(),
        || codes.iter().map(|(code, meaning)| json!({ "code": code.0, "meaning": meaning.trim() })).collect::<Vec<_>>(),
    )?;
    Ok(Outcome::Done)
}
