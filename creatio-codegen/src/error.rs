//! The error of every fallible call.

use std::fmt;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Report, code};
use crate::file;

/// What is wrong with the input, all of it. `Debug` and `Display` are the rendered report, so that `fn main() -> Result<()>`
/// of a build script shows it.
pub struct Error(Box<Report>);

/// A result with this crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(report: Report) -> Self {
        Self(Box::new(report))
    }

    /// A pattern that matches none of `known`.
    #[doc(hidden)]
    pub fn no_match<'n>(pattern: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        crate::select::no_match(&crate::select::Pattern::new(pattern, None), known.into_iter()).into()
    }

    /// A file of the user's is where one was to be written.
    #[doc(hidden)]
    pub fn already_there(path: &Path) -> Self {
        Diagnostic::error(code::FOREIGN_FILE, format!("`{}` is already there", path.display()))
            .help("it stays as it is; delete it to start anew, or name another with `--config FILE`")
            .into()
    }

    /// A file that can't be written.
    #[doc(hidden)]
    pub fn unwritable(path: &Path, error: &std::io::Error) -> Self {
        file::unwritable(path, error).into()
    }

    /// A failure that has no place in a file.
    #[doc(hidden)]
    pub fn told(code: Code, message: impl Into<String>, help: Option<String>) -> Self {
        Diagnostic::error(code, message).maybe_help(help).into()
    }

    /// Everything that was found, warnings too, and the sources.
    pub fn report(&self) -> &Report {
        &self.0
    }
}

impl From<Diagnostic> for Error {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::new(Report { diagnostics: vec![diagnostic], ..Report::default() })
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Diagnostic::error(code::UNWRITABLE, format!("can't write the result: {error}"))
            .help(file::remedy(&error))
            .into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.render(false).trim_end())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the metadata or its configuration can't be used\n\n{self}")
    }
}

impl std::error::Error for Error {}
