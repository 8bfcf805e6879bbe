//! What to generate from what, as a builder and as `creatio.toml`.

mod file;
mod value;

use std::path::{Path, PathBuf};

use crate::cargo;
use crate::diagnostic::{Diagnostic, Report, code};
use crate::error::{Error, Result};
use crate::generate::{self, Generated};
use crate::inspect::{self, Shown, Why};
use crate::model::Model;
use crate::paths::PathPattern;
use crate::plan::{Derive, Options, Renames};
use crate::process::Culture;
use crate::profile::Profile;
use crate::select::Pattern;
use crate::source::{Sources, Span};

/// What to generate. `creatio.toml` and the builder say the same things.
///
/// ```no_run
/// # fn main() -> creatio_codegen::Result<()> {
/// creatio_codegen::Config::new()
///     .metadata("creatio/metadata.xml")
///     .entities(["Contact", "Account", "Usr*", "!UsrTemp*"])
///     .generate()?
///     .write_to_out_dir()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) metadata: Option<Metadata>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) closure: u32,
    pub(crate) processes: Vec<PathPattern>,
    pub(crate) schemas: Vec<PathPattern>,
    pub(crate) culture: Culture,
    pub(crate) output: Option<PathBuf>,
    pub(crate) profile: Option<Profile>,
    pub(crate) options: Options,
    /// The configuration file, if there is one: spans point into it.
    pub(crate) sources: Sources,
}

/// The document: a file, or bytes that are at hand.
#[derive(Clone, Debug)]
pub(crate) struct Metadata {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Option<Vec<u8>>,
    /// Where a configuration file names it.
    pub(crate) span: Option<Span>,
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

impl Config {
    /// Nothing is generated that is not asked for, so this alone generates nothing.
    pub fn new() -> Self {
        Self {
            metadata: None,
            patterns: Vec::new(),
            closure: 0,
            processes: Vec::new(),
            schemas: Vec::new(),
            culture: Culture::default(),
            output: None,
            profile: None,
            options: Options {
                renames: Renames::default(),
                derives: vec![Derive::Clone, Derive::Debug, Derive::PartialEq],
            },
            sources: Sources::default(),
        }
    }

    /// Reads a `creatio.toml`. Paths in it are relative to its folder.
    ///
    /// # Errors
    /// When the file can't be read, is not TOML, or has a key that is unknown or not supported yet.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self> {
        cargo::failed(file::read(path.as_ref()))
    }

    /// The `$metadata` document, of OData 4 or of OData 1 to 3. What it refers to is looked for beside it.
    pub fn metadata(mut self, path: impl Into<PathBuf>) -> Self {
        self.metadata = Some(Metadata { path: path.into(), bytes: None, span: None });
        self
    }

    /// The `$metadata` document as text or bytes that are at hand. Diagnostics call it `path`, and what it refers to is
    /// looked for beside that path.
    pub fn metadata_bytes(mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        self.metadata = Some(Metadata { path: path.into(), bytes: Some(bytes.into()), span: None });
        self
    }

    /// Globs over type names, in addition to those already there; `!X` takes out again what `X` matches. A pattern with a
    /// dot is matched with the namespace.
    pub fn entities<P: AsRef<str>>(mut self, patterns: impl IntoIterator<Item = P>) -> Self {
        self.patterns.extend(patterns.into_iter().map(|pattern| Pattern::new(pattern.as_ref(), None)));
        self
    }

    /// Globs in place of those already there.
    pub fn only<P: AsRef<str>>(mut self, patterns: impl IntoIterator<Item = P>) -> Self {
        self.patterns.clear();
        self.entities(patterns)
    }

    /// Over how many levels the lookups of what was asked for bring their targets along. 0 by default.
    pub fn closure(mut self, levels: u32) -> Self {
        self.closure = levels;
        self
    }

    /// Business processes, as globs over paths, in addition to those already there: a file is a saved reply of
    /// `ProcessSchemaRequest`, a folder that of a schema in a package (`Schemas/UsrOrder`). `!X` takes out again what `X`
    /// matches. Folders of other schemas that a glob matches are passed over.
    ///
    /// A process needs no `$metadata`. It is called by the name of its base version; of a family of versions, that of the
    /// active one is to be given. A reply tells neither, so a file `UsrOrder.json` that holds the version `UsrOrderCustom1` is
    /// taken for `UsrOrder`.
    ///
    /// ```no_run
    /// # fn main() -> creatio_codegen::Result<()> {
    /// creatio_codegen::Config::new()
    ///     .processes(["creatio/processes/*.json", "packages/UsrSales/Schemas/Usr*"])
    ///     .schemas(["creatio/schemas/*.json"])
    ///     .generate()?
    ///     .write_to_out_dir()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn processes<P: AsRef<str>>(mut self, patterns: impl IntoIterator<Item = P>) -> Self {
        self.processes.extend(here(patterns));
        self
    }

    /// Entity schemas, as globs over paths, in addition to those already there: saved replies of `EntitySchemaManagerRequest`
    /// or `RuntimeEntitySchemaRequest`. Just now they tell the names of the entities that lookups of processes refer to, and
    /// nothing else.
    pub fn schemas<P: AsRef<str>>(mut self, patterns: impl IntoIterator<Item = P>) -> Self {
        self.schemas.extend(here(patterns));
        self
    }

    /// The culture in which captions of processes become documentation; `en-US` by default. Where a text is not translated,
    /// that of `en-US` is taken, as Creatio does.
    pub fn culture(mut self, name: impl Into<String>) -> Self {
        self.culture = Culture::chosen(name.into(), None);
        self
    }

    /// The folder that [`Generated::write`] writes to and [`Generated::check`] looks at.
    pub fn output(mut self, folder: impl Into<PathBuf>) -> Self {
        self.output = Some(folder.into());
        self
    }

    /// Which vendor's habits the document follows; left out, its namespace tells.
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = Some(profile);
        self
    }

    /// What the structs derive, in place of all three.
    pub fn derive(mut self, derives: impl IntoIterator<Item = Derive>) -> Self {
        self.options.derives = derives.into_iter().collect();
        self
    }

    /// Another Rust name for a type (`Contact`) or a member (`Contact.Type`), named as the document spells it. Or for a process
    /// (`UsrOrder`), a parameter (`UsrOrder.Lines`) or an item of it (`UsrOrder.Lines.Price`), as its schema spells it; where a
    /// type is called the same, `processes.UsrOrder`.
    pub fn rename(mut self, wire: impl Into<String>, ident: impl Into<String>) -> Self {
        self.options.renames.insert(wire.into(), ident.into(), None);
        self
    }

    /// Reads the document and generates. Nothing is written yet.
    ///
    /// # Errors
    /// When the document or the configuration is wrong; the error holds all that was found. In a build script it is told to
    /// cargo too, as its own errors.
    pub fn generate(&self) -> Result<Generated> {
        cargo::failed(generate::generate(self))
    }

    /// Reads the document without narrowing it to what was asked for.
    ///
    /// # Errors
    /// When the document is wrong.
    pub fn model(&self) -> Result<(Model, Report)> {
        generate::model(self).map(|read| (read.model, read.report))
    }

    /// Shows what each type and each process that `glob` means becomes in Rust; without patterns, as if every type were asked
    /// for.
    ///
    /// # Errors
    /// When the input or the configuration is wrong, or neither a type nor a process is meant.
    pub fn show(&self, glob: &str) -> Result<(Vec<Shown>, Report)> {
        inspect::show(self, glob)
    }

    /// Shows what each process that `glob` means, or `!glob` does not, becomes in Rust. There may be none; a document is not
    /// looked at.
    ///
    /// # Errors
    /// When a process or the configuration is wrong.
    pub fn show_processes(&self, glob: &str) -> Result<(Vec<Shown>, Report)> {
        inspect::show_processes(self, glob)
    }

    /// Tells of each type that `glob` means why it is generated, or why not; and of each process, which file it comes from.
    ///
    /// # Errors
    /// When the input or the configuration is wrong, or neither a type nor a process is meant.
    pub fn why(&self, glob: &str) -> Result<(Vec<Why>, Report)> {
        inspect::why(self, glob)
    }

    /// Where the `$metadata` document is, if that was said.
    #[doc(hidden)]
    pub fn metadata_path(&self) -> Option<&std::path::Path> {
        self.metadata.as_ref().map(|metadata| metadata.path.as_path())
    }

    pub(crate) fn required_metadata(&self) -> Result<&Metadata> {
        self.metadata.as_ref().ok_or_else(|| {
            let file = self.sources.iter().next().map(|file| file.path.display().to_string());
            let (message, help) = match file {
                Some(file) => (
                    format!("`{file}` names no metadata document"),
                    "set `metadata = \"…\"` in it, or give `--metadata FILE`; `creatio-codegen fetch` saves one",
                ),
                None => (
                    "no metadata document is named".to_owned(),
                    "`creatio-codegen init` writes a creatio.toml that names one, and `creatio-codegen fetch` saves it; or \
                     give `--metadata FILE`",
                ),
            };
            Error::from(
                Diagnostic::error(code::INCOMPLETE_CONFIG, message)
                    .help(help),
            )
        })
    }
}

/// Patterns relative to the current folder.
fn here<P: AsRef<str>>(patterns: impl IntoIterator<Item = P>) -> impl Iterator<Item = PathPattern> {
    patterns.into_iter().map(|pattern| PathPattern::new(Path::new(""), pattern.as_ref(), None))
}
