//! What is said of the user's input: a stable code, a place, the cause and the remedy.

pub mod code;
mod render;

use std::collections::BTreeMap;

use crate::source::{Sources, Span};
pub use code::Code;
pub(crate) use render::visible;

pub use crate::invisible::is_invisible;

/// How much a [`Diagnostic`] weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something was left out or assumed; the rest is generated.
    Warning,
}

/// One finding about the input.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Whether it stops the run.
    pub severity: Severity,
    /// The stable code.
    pub code: Code,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Where, with a few words beside the mark. The first is the culprit; the others show what it clashes with.
    pub places: Vec<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn error(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, message: message.into(), places: Vec::new(), help: None }
    }

    pub(crate) fn warning(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    pub(crate) fn at(self, span: Span) -> Self {
        self.label(span, "")
    }

    pub(crate) fn maybe_at(self, span: Option<Span>) -> Self {
        match span {
            Some(span) => self.at(span),
            None => self,
        }
    }

    pub(crate) fn label(mut self, span: Span, label: impl Into<String>) -> Self {
        self.places.push((span, label.into()));
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }
}

/// The findings of a run with the sources that they point into.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was found, in the order of the pipeline.
    pub diagnostics: Vec<Diagnostic>,
    /// The inputs.
    pub sources: Sources,
}

impl Report {
    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|one| one.severity == Severity::Error)
    }

    /// The findings that are told, and of how many more there are, by code: a mistake that stands in a document a thousand
    /// times is told a hundred times.
    pub fn shown(&self) -> (Vec<&Diagnostic>, BTreeMap<Code, usize>) {
        const MOST_OF_A_CODE: usize = 100;
        let mut count: BTreeMap<Code, usize> = BTreeMap::new();
        let mut shown = Vec::new();
        for diagnostic in &self.diagnostics {
            let count = count.entry(diagnostic.code).or_default();
            *count += 1;
            if *count <= MOST_OF_A_CODE {
                shown.push(diagnostic);
            }
        }
        count.retain(|_, count| *count > MOST_OF_A_CODE);
        count.values_mut().for_each(|count| *count -= MOST_OF_A_CODE);
        (shown, count)
    }

    /// The findings as text, looking like rustc's, with colours when `styled`.
    pub fn render(&self, styled: bool) -> String {
        render::text(self, styled)
    }
}

/// Text of several lines that can go to any terminal: what is invisible and might steer it is replaced.
pub fn printable(text: &str) -> String {
    let is_bad = |c: char| !matches!(c, '\n' | '\t') && is_invisible(c);
    text.replace(is_bad, "\u{fffd}")
}

/// The name among `known` that is nearest to `name`, as a remedy.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(name, known).map(|near| format!("did you mean `{near}`?"))
}

/// The name among `known` that is nearest to `name` or begins with it, if it may be what was meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 100;
    let limit = name.len().clamp(3, LONGEST) / 3;
    let lower = name.to_lowercase();
    let is_beginning = |other: &&str| name.len() >= 3 && other.to_lowercase().starts_with(&lower);
    let known: Vec<&str> = known.into_iter().filter(|other| other.len() <= LONGEST).collect();
    let near = known
        .iter()
        .copied()
        .filter(|other| other.len().abs_diff(name.len()) <= limit)
        .map(|other| (strsim::osa_distance(&lower, &other.to_lowercase()), other))
        // Names of which nothing is the same are not near, however short they are.
        .filter(|(distance, other)| *distance <= limit && *distance < other.len())
        .min()
        .map(|(_, other)| other);
    near.or_else(|| known.into_iter().filter(is_beginning).min_by_key(|other| (other.len(), *other)))
}
