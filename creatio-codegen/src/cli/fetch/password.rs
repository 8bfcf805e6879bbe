//! Where a password comes from: never an argument, which every user of a machine can read.

use std::env::VarError;
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
            let shown = format!("the environment variable `{name}`");
            let value = std::env::var(name).map_err(|error| match error {
                VarError::NotPresent => refuse(format!("{shown} is not set"), "set it to the password, in text"),
                VarError::NotUnicode(_) => refuse(format!("{shown} is not text"), "set it to the password, in text"),
            })?;
            return some(value, &shown);
        }
        if let Some(path) = &self.file {
            let shown = format!("`{}`", path.display());
            let bytes = File::open(path).and_then(read);
            let bytes = bytes
                .map_err(|error| refuse(format!("can't read {shown}: {error}"), "name a file with the password"))?;
            return text(bytes, &shown, "save it as UTF-8");
        }
        if io::stdin().is_terminal() {
            let help = "pipe it in, as in `printf %s \"$PASSWORD\" | creatio-codegen fetch …`";
            return Err(refuse("standard input is a terminal, which would show what is typed".into(), help));
        }
        let bytes = read(io::stdin());
        let bytes =
            bytes.map_err(|error| refuse(format!("can't read standard input: {error}"), "pipe the password in"))?;
        text(bytes, "standard input", "pipe it in as UTF-8")
    }
}

fn read(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The password among the bytes of a file. What an editor puts around it is no part of it: it would be sent, refused, and
/// count towards the lock of the account.
fn text(bytes: Vec<u8>, from: &str, help: &str) -> Result<Secret> {
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    // UTF-16 that begins without a mark is UTF-8, too, with a zero in every other place.
    let text = text.ok_or_else(|| refuse(format!("{from} is not UTF-8 text"), help))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let line = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
    some(line.to_owned(), from)
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
