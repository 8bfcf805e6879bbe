//! `completions`

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;
use creatio_codegen::Result;

use super::{Cli, Outcome, console};

#[derive(Args)]
#[command(
    after_help = "For bash: creatio-codegen completions bash > ~/.local/share/bash-completion/completions/creatio-codegen"
)]
pub(super) struct Options {
    /// The shell
    shell: Shell,
}

pub(super) fn run(options: &Options) -> Result<Outcome> {
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut command, name, &mut script);
    // clap_complete 4.6 spells the state of a tool with a hyphen in two ways, and bash then completes no option.
    let script = String::from_utf8_lossy(&script).replace("creatio__subcmd__codegen", "creatio__codegen");
    console::print(&script)?;
    Ok(Outcome::Done)
}
