//! Commands, options and exit codes.

mod check;
mod explain;
mod generate;
mod list;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use creatio_codegen::diagnostic::Report;
use creatio_codegen::{Config, Error, Result};

/// Configuration that is read when none is named.
const DEFAULT_CONFIG: &str = "creatio.toml";

/// Generate typed Rust for a Creatio instance, or for any OData service, from its $metadata.
#[derive(Parser)]
#[command(name = "creatio-codegen", version, propagate_version = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str =
    "Exit codes: 0 done, 1 the input is wrong, 2 wrong usage, 3 the generated code is not up to date (check)";

#[derive(Subcommand)]
enum Command {
    /// Write the generated code: what changed is written, what is no longer generated is deleted
    Generate(Input),
    /// Compare the generated code with what would be generated, writing nothing; exit code 3 and a diff when they differ
    Check(Input),
    /// List the entities of the document with their columns, lookups and details counted
    List(list::Options),
    /// Say what the code of a diagnostic means
    Explain(explain::Options),
}

/// What every command reads. Options win over the configuration file.
#[derive(Args)]
struct Input {
    /// Configuration file [default: creatio.toml, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The $metadata document, OData 4 or OData 1 to 3
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,
    /// Entities to generate in place of those in the configuration: a glob over type names, or !GLOB to leave some out; repeatable
    #[arg(long = "entity", value_name = "GLOB")]
    entities: Vec<String>,
    /// Generate every type of the document
    #[arg(long, conflicts_with = "entities")]
    all: bool,
    /// Folder of the generated code; DIR/mod.rs is its root
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Input {
    fn config(&self) -> Result<Config> {
        let mut config = match &self.config {
            Some(path) => Config::from_file(path)?,
            None if Path::new(DEFAULT_CONFIG).is_file() => Config::from_file(DEFAULT_CONFIG)?,
            None => Config::new(),
        };
        if let Some(path) = &self.metadata {
            config = config.metadata(path);
        }
        if self.all {
            config = config.only(["*"]);
        } else if !self.entities.is_empty() {
            config = config.only(&self.entities);
        }
        if let Some(folder) = &self.out {
            config = config.output(folder);
        }
        Ok(config)
    }
}

/// How a command ended, when nothing was wrong with its input.
enum Outcome {
    Done,
    Drift,
}

pub(crate) fn run() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Generate(input) => generate::run(&input),
        Command::Check(input) => check::run(&input),
        Command::List(options) => list::run(&options),
        Command::Explain(options) => explain::run(&options),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Drift) => ExitCode::from(3),
        Err(error) => {
            show(error.report());
            ExitCode::from(1)
        }
    }
}

/// Shows diagnostics on standard error, coloured on a terminal.
fn show(report: &Report) {
    say(&report.render(true));
}

/// Writes to standard error. That nobody reads it is no reason to fail.
fn say(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Writes a command's result to standard output; a reader that has seen enough, such as `head`, is no mistake.
fn print(text: &str) -> Result<()> {
    match anstream::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::from(error)),
        _ => Ok(()),
    }
}
