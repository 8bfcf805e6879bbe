//! Input files as text, and places in them.

mod decode;

use std::collections::BTreeSet;
use std::fmt;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::diagnostic::{Diagnostic, code};
use crate::file;
use decode::decode;

/// So many bytes are read in all. The largest known Creatio `$metadata` has 10 MB.
const MAX_BYTES: u64 = 256 << 20;

/// An input file: its path as the user named it, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path as shown in diagnostics.
    pub path: PathBuf,
    /// The text, decoded to UTF-8 and without a byte order mark.
    pub text: String,
    /// Whether it was read from disk.
    pub is_file: bool,
    /// Where its lines start, once somebody asks.
    lines: OnceLock<Vec<usize>>,
}

/// A place as people name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Source {
    fn new(path: &Path, text: String, is_file: bool) -> Self {
        // Tools that join files leave several marks.
        let text = if text.starts_with('\u{feff}') { text.trim_start_matches('\u{feff}').to_owned() } else { text };
        Self { path: path.to_owned(), text, is_file, lines: OnceLock::new() }
    }

    /// The line and column of a byte, or of the end when there are fewer bytes.
    pub fn location(&self, offset: usize) -> Location {
        let offset = floor(&self.text, offset);
        let lines = self
            .lines
            .get_or_init(|| std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let line = lines.partition_point(|start| *start <= offset);
        Location { line, column: self.text[lines[line - 1]..offset].chars().count() + 1 }
    }
}

/// Every input of a run. A [`Span`] points into one of them.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    all: Vec<Source>,
    /// Folders of which every file may be an input.
    watched: BTreeSet<PathBuf>,
}

/// Which of the [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceId(u32);

impl SourceId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes in one input.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// The input.
    pub source: SourceId,
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes from `range.start` up to `range.end` of `source`.
    pub(crate) fn new(source: SourceId, range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.source.0, self.start, self.end)
    }
}

impl Sources {
    /// Adds bytes that are at hand, under the name that diagnostics shall show: UTF-8 with or without a byte order mark, or
    /// UTF-16 with one.
    ///
    /// # Errors
    /// A diagnostic when the bytes are too many or not text of these encodings.
    pub(crate) fn add(&mut self, path: &Path, bytes: Vec<u8>) -> Result<SourceId, Diagnostic> {
        self.refuse_too_much(path, bytes.len() as u64)?;
        self.push(path, bytes, false)
    }

    /// Reads a file from disk.
    ///
    /// # Errors
    /// A diagnostic when the file can't be read, is too long or is not text.
    pub(crate) fn read(&mut self, path: &Path) -> Result<SourceId, Diagnostic> {
        let unreadable = |error| unreadable(path, &error);
        let len = file::len(path).map_err(unreadable)?;
        self.refuse_too_much(path, len)?;
        let bytes = file::read(path, len).map_err(unreadable)?;
        self.push(path, bytes, true)
    }

    fn refuse_too_much(&self, path: &Path, len: u64) -> Result<(), Diagnostic> {
        let before: u64 = self.all.iter().map(|source| source.text.len() as u64).sum();
        if before + len <= MAX_BYTES {
            return Ok(());
        }
        let message = format!("`{}` has {len} bytes; at most {MAX_BYTES} are read in all", path.display());
        Err(Diagnostic::error(code::TOO_LARGE, message).help("is it the right file?"))
    }

    fn push(&mut self, path: &Path, bytes: Vec<u8>, is_file: bool) -> Result<SourceId, Diagnostic> {
        let text = decode(path, bytes)?;
        self.all.push(Source::new(path, text, is_file));
        Ok(SourceId(u32::try_from(self.all.len() - 1).expect("fewer than 2^32 inputs")))
    }

    /// The source of `id`.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.all[id.index()]
    }

    /// Every source, in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.all.iter()
    }

    /// Remembers a folder in which a new file would be an input.
    pub(crate) fn watch(&mut self, folder: &Path) {
        self.watched.insert(folder.to_owned());
    }

    pub(crate) fn watched(&self) -> impl Iterator<Item = &Path> {
        self.watched.iter().map(PathBuf::as_path)
    }
}

/// The nearest character boundary at or before `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let help = match error.kind() {
        ErrorKind::NotFound => {
            "paths on the command line are relative to the current folder, those in creatio.toml to its own"
        }
        ErrorKind::IsADirectory => "name the file, not its folder",
        _ => file::remedy(error),
    };
    Diagnostic::error(code::UNREADABLE_FILE, format!("can't read `{}`: {error}", path.display())).help(help)
}
