//! A document as it comes from a service, before it takes the place of a saved one.

use std::fs;
use std::path::Path;

use crate::csdl;
use crate::diagnostic::{Diagnostic, Report, code, did_you_mean};
use crate::error::{Error, Result};
use crate::select::Pattern;
use crate::{file, glob};

/// Longest saved document that is compared: more than is ever read.
const MAX_BYTES: u64 = 256 << 20;

/// A document that can be saved.
#[derive(Debug)]
pub struct Fetched {
    bytes: Vec<u8>,
}

impl Fetched {
    /// Makes sure that the bytes are a `$metadata` document that declares something. Diagnostics call it `origin`.
    ///
    /// It may have mistakes: what reads it from its file shows where.
    ///
    /// # Errors
    /// When it is something else, such as a login page.
    pub fn check(origin: &str, bytes: Vec<u8>) -> Result<Self> {
        let mut report = Report::default();
        let source = report.sources.add(Path::new(origin), bytes.clone())?;
        let Some(document) = csdl::read(&report.sources, source, &mut report.diagnostics) else {
            // It was asked for here, and by nobody else.
            for one in report.diagnostics.iter_mut().filter(|one| one.help.as_deref() == Some(csdl::ASK_FOR_XML)) {
                one.help =
                    Some("the service answers JSON for `$metadata`: save the document with a browser".to_owned());
            }
            return Err(Error::new(report));
        };
        if document.schemas.iter().all(|schema| schema.types.is_empty()) {
            let message = format!("`{origin}` declares no types");
            let help =
                "check the user's rights, or wait two minutes if the server is building its model; then fetch again";
            return Err(Error::told(code::NOT_METADATA, message, Some(help.to_owned())));
        }
        Ok(Self { bytes })
    }

    /// Bytes that were found to be what they should be.
    #[doc(hidden)]
    pub fn trusted(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Saves it, whole or not at all; `false` when the same is there already.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn save(&self, path: &Path) -> Result<bool> {
        // A link stays one: what it leads to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let is_same = match file::read(&path, MAX_BYTES) {
            // git may have changed the line ends.
            Ok(saved) => saved == self.bytes || without_returns(&saved) == without_returns(&self.bytes),
            Err(_) => false,
        };
        if !is_same {
            file::replace(&path, &self.bytes).map_err(|error| Error::unwritable(&path, &error))?;
        }
        Ok(!is_same)
    }
}

/// Which of the names patterns ask for; `!` before one takes out again what it matches.
///
/// # Errors
/// When one matches nothing.
#[doc(hidden)]
pub fn wanted<'n>(patterns: &[String], names: &[&'n str]) -> Result<Vec<&'n str>> {
    let patterns: Vec<Pattern> = patterns.iter().map(|pattern| Pattern::new(pattern, None)).collect();
    for pattern in &patterns {
        if !names.iter().any(|name| glob::matches(&pattern.glob, name)) {
            return Err(no_match(pattern, names).into());
        }
    }
    let (excludes, includes): (Vec<&Pattern>, Vec<&Pattern>) = patterns.iter().partition(|pattern| pattern.excludes);
    let any = |patterns: &[&Pattern], name: &str| patterns.iter().any(|pattern| glob::matches(&pattern.glob, name));
    let is_wanted = |name: &&&str| (includes.is_empty() || any(&includes, name)) && !any(&excludes, name);
    Ok(names.iter().filter(is_wanted).copied().collect())
}

fn no_match(pattern: &Pattern, names: &[&str]) -> Diagnostic {
    let bang = if pattern.excludes { "!" } else { "" };
    let near = did_you_mean(pattern.glob.trim_matches('*'), names.iter().copied());
    Diagnostic::error(code::NO_MATCH, format!("the pattern `{bang}{}` matches no process", pattern.glob))
        .help("the name is what the process designer calls code, not the title; processes that are switched off are not listed")
        .maybe_help(near)
}

fn without_returns(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|byte| *byte != b'\r').collect()
}
