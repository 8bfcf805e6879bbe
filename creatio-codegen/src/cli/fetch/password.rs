//! Where a password comes from: never an argument, which every user of a machine can read.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::PathBuf;

use clap::Args;
use creatio_codegen::diagnostic::code;
use creatio_codegen::{Error, Result};
use creatio_runtime::Secret;

/// More than any password has.
const MAX_BYTES: u64 = 64 << 10;

#[derive(Args)]
#[group(id = "password", multiple = false)]
pub(super) struct Password {
    /// Environment variable that holds the password
    #[arg(long = "password-env", value_name = "NAME", requires = "user")]
    env: Option<String>,
    /// File that holds the password; a line end after it is no part of it
    #[arg(long = "password-file", value_name = "FILE", requires = "user")]
    file: Option<PathBuf>,
    /// Read the password from standard input; a line end after it is no part of it
    #[arg(long = "password-stdin", requires = "user")]
    stdin: bool,
}

impl Password {
    pub(super) fn read(&self) -> Result<Secret> {
        if let Some(name) = &self.env {
            let value = std::env::var(name).map_err(|_| {
                refuse(format!("the environment variable `{name}` is not set"), "set it to the password, in text")
            })?;
            return some(value, &format!("the environment variable `{name}`"));
        }
        if let Some(path) = &self.file {
            let shown = format!("`{}`", path.display());
            let text = File::open(path).and_then(read);
            let text =
                text.map_err(|error| refuse(format!("can't read {shown}: {error}"), "name a file with the password"))?;
            return some(text, &shown);
        }
        if io::stdin().is_terminal() {
            let help = "pipe it in, as in `printf %s \"$PASSWORD\" | creatio-codegen fetch …`";
            return Err(refuse("standard input is a terminal, which would show what is typed".into(), help));
        }
        let text = read(io::stdin());
        let text =
            text.map_err(|error| refuse(format!("can't read standard input: {error}"), "pipe the password in"))?;
        some(text, "standard input")
    }
}

fn read(from: impl Read) -> io::Result<String> {
    let mut text = String::new();
    from.take(MAX_BYTES).read_to_string(&mut text)?;
    let end = text.strip_suffix('\n').map_or(text.len(), |line| line.strip_suffix('\r').unwrap_or(line).len());
    text.truncate(end);
    Ok(text)
}

fn some(text: String, from: &str) -> Result<Secret> {
    if text.is_empty() {
        return Err(refuse(format!("{from} is empty"), "it must hold the password"));
    }
    Ok(text.into())
}

fn refuse(message: String, help: &str) -> Error {
    Error::told(code::NO_PASSWORD, message, Some(help.to_owned()))
}
