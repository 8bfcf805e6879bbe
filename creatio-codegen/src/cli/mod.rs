//! Commands, options and exit codes.

mod check;
mod completions;
mod console;
mod explain;
mod fetch;
mod generate;
mod init;
mod list;
mod show;
mod table;
mod why;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use creatio_codegen::diagnostic::code;
use creatio_codegen::{Config, Error, Result};

use console::Console;

/// Configuration that is read when none is named.
const DEFAULT_CONFIG: &str = "creatio.toml";

/// Where the document is kept when nobody says.
const DEFAULT_METADATA: &str = "creatio/metadata.xml";

/// Generate typed Rust for a Creatio instance, or for any OData service, from its $metadata.
///
/// creatio.toml, which `init` writes, says what to generate; options win over it. Nothing is generated that was not asked
/// for.
#[derive(Parser)]
#[command(name = "creatio-codegen", version, propagate_version = true, after_help = AFTER_HELP, max_term_width = 120)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    console: Console,
}

const AFTER_HELP: &str = "\
To start:
  creatio-codegen init                    write a creatio.toml and a build.rs
  creatio-codegen fetch --url https://acme.creatio.com --user Ann --password-env CREATIO_PASSWORD
  creatio-codegen list 'Usr*'             see what the document has
  creatio-codegen show Contact            see what becomes of it
  creatio-codegen generate                write the code, when it is kept in git

Exit codes: 0 done, 1 the input is wrong, 2 wrong usage, 3 the generated code is not up to date (check)
Colours are used on a terminal, unless NO_COLOR is set.";

#[derive(Subcommand)]
enum Command {
    /// Write a creatio.toml and a build.rs to start from; with --out DIR, for code that is kept in git
    Init(init::Options),
    /// Save the $metadata of a running instance, or of any OData service
    Fetch(fetch::Options),
    /// Write the generated code: what changed is written, what is no longer generated is deleted
    Generate(Input),
    /// Compare the generated code with what would be generated, writing nothing; exit code 3 and a diff when they differ
    Check(Input),
    /// List the entities of the document with their columns, lookups and details counted, or the business processes
    List(list::Options),
    /// Show a type, or a business process: its members, the Rust they become, what is left out and why
    Show(show::Options),
    /// Tell what brought a type, or a business process, into the generated code, or what would
    Why(why::Options),
    /// Say what the code of a diagnostic means
    Explain(explain::Options),
    /// Print a script that completes commands and options in a shell
    Completions(completions::Options),
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
            None if self.metadata.is_none() && Path::new(DEFAULT_METADATA).is_file() => return Err(unnamed()),
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

/// `fetch` has saved a document, and nothing names it.
fn unnamed() -> Error {
    let message = format!("there is no {DEFAULT_CONFIG}, and no metadata document is named");
    let help = format!(
        "`{DEFAULT_METADATA}` is there: `creatio-codegen init` writes a {DEFAULT_CONFIG} that names it; or give `--metadata \
         {DEFAULT_METADATA}`"
    );
    Error::told(code::INCOMPLETE_CONFIG, message, Some(help))
}

/// How a command ended, when nothing was wrong with its input.
enum Outcome {
    Done,
    Drift,
}

pub(crate) fn run() -> ExitCode {
    let Cli { command, console } = Cli::parse();
    let outcome = match &command {
        Command::Init(options) => init::run(options, &console),
        Command::Fetch(options) => fetch::run(options, &console),
        Command::Generate(input) => generate::run(input, &console),
        Command::Check(input) => check::run(input, &console),
        Command::List(options) => list::run(options, &console),
        Command::Show(options) => show::run(options, &console),
        Command::Why(options) => why::run(options, &console),
        Command::Explain(options) => explain::run(options, &console),
        Command::Completions(options) => completions::run(options),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Drift) => ExitCode::from(3),
        Err(error) => {
            console.report(error.report());
            ExitCode::from(1)
        }
    }
}
