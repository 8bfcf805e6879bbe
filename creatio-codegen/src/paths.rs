//! Globs over files and folders.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Diagnostic, code};
use crate::file::canonical;
use crate::glob;
use crate::select::Pattern;
use crate::source::{Sources, Span};

/// A path in which `*` and `?` stand for parts of a file's or folder's name; `!` before it takes out again what it matches.
#[derive(Clone, Debug)]
pub(crate) struct PathPattern {
    /// The folder that it is relative to. No globs are looked for in its name.
    base: PathBuf,
    pattern: Pattern,
}

impl PathPattern {
    pub(crate) fn new(base: &Path, text: &str, span: Option<Span>) -> Self {
        Self { base: base.to_owned(), pattern: Pattern::new(text, span) }
    }

    /// As it is written.
    pub(crate) fn text(&self) -> String {
        let bang = if self.pattern.excludes { "!" } else { "" };
        format!("{bang}{}", self.pattern.glob)
    }

    pub(crate) fn excludes(&self) -> bool {
        self.pattern.excludes
    }

    pub(crate) fn span(&self) -> Option<Span> {
        self.pattern.span
    }
}

/// What a pattern matches.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    /// The first pattern that matches it.
    pub(crate) pattern: usize,
    /// Whether that has a glob, so that others of its kind may have been meant.
    pub(crate) by_glob: bool,
}

/// Every file and folder that is meant, once, in the order of their paths. The folders that globs looked into are
/// remembered: a new file there is a new input.
pub(crate) fn expand(patterns: &[PathPattern], sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut excluded = Vec::new();
    for (index, pattern) in patterns.iter().enumerate() {
        let (paths, by_glob) = matches(pattern, sources);
        if let Some(diagnostic) = objection(pattern, by_glob, &paths) {
            diagnostics.push(diagnostic);
        } else if pattern.pattern.excludes {
            excluded.extend(paths.iter().map(|path| canonical(path)));
        } else {
            found.extend(paths.into_iter().map(|path| Found { path, pattern: index, by_glob }));
        }
    }
    found.retain(|one| !excluded.contains(&canonical(&one.path)));
    // A path that is named beside a glob that matches it is meant by itself.
    found.sort_by_cached_key(|one| (canonical(&one.path), one.by_glob, one.pattern));
    found.dedup_by_key(|one| canonical(&one.path));
    found
}

/// What is wrong with a pattern. A path without a glob that is not there is told when it is read, in the system's words.
fn objection(pattern: &PathPattern, by_glob: bool, paths: &[PathBuf]) -> Option<Diagnostic> {
    let Pattern { glob, span, .. } = &pattern.pattern;
    let error = |message: String| Diagnostic::error(code::NO_MATCH, message).maybe_at(*span);
    if glob.is_empty() {
        return Some(
            error("this pattern is empty".to_owned()).help("write a path such as \"creatio/processes/*.json\""),
        );
    }
    if glob.contains("**") {
        let message = format!("the pattern `{}` has a `**`", pattern.text());
        return Some(
            error(message).help("`*` stands for the name of one file or folder: write a pattern for each depth"),
        );
    }
    let is_nothing = paths.iter().all(|path| !path.exists());
    let has_others = glob.contains(['[', '{', '|']);
    (is_nothing && (by_glob || has_others)).then(|| {
        let message = format!("the pattern `{}` matches no file and no folder", pattern.text());
        error(message).help(match (has_others, span) {
            (true, _) => "only `*` and `?` are special in it: write several patterns",
            (false, Some(_)) => {
                "paths are relative to the configuration file; `*` stands for the name of one file or folder"
            }
            (false, None) => "paths are relative to the current folder; `*` stands for the name of one file or folder",
        })
    })
}

/// The paths that a pattern means, and whether it has a glob. Without one, its path is meant whether it is there or not.
fn matches(pattern: &PathPattern, sources: &mut Sources) -> (Vec<PathBuf>, bool) {
    let mut paths = vec![pattern.base.clone()];
    let mut by_glob = false;
    for component in Path::new(&pattern.pattern.glob).components() {
        let part = component.as_os_str();
        let glob = part.to_str().filter(|part| matches!(component, Component::Normal(_)) && part.contains(['*', '?']));
        paths = match glob {
            Some(glob) => {
                by_glob = true;
                paths.iter().flat_map(|folder| entries(folder, glob, sources)).collect()
            }
            None => {
                let joined = paths.iter().map(|path| path.join(part));
                joined.filter(|path| !by_glob || path.exists()).collect()
            }
        };
    }
    (paths, by_glob)
}

/// What lies in a folder and matches, in order. Hidden files must be named as such.
fn entries(folder: &Path, glob: &str, sources: &mut Sources) -> Vec<PathBuf> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = fs::read_dir(here) else { return Vec::new() };
    sources.watch(here);
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_meant = |name: &String| glob::matches(glob, name) && (!name.starts_with('.') || glob.starts_with('.'));
    let mut paths: Vec<PathBuf> = names.filter(is_meant).map(|name| folder.join(name)).collect();
    paths.sort();
    paths
}
