//! Captions, of which there are some for every culture.

use std::collections::{BTreeMap, BTreeSet};

use super::Process;
use crate::diagnostic::{Diagnostic, code, did_you_mean};
use crate::source::Span;

/// The culture of a new instance, which the others fall back to.
const DEFAULT: &str = "en-US";

/// The culture that captions are read in.
#[derive(Clone, Debug)]
pub(crate) struct Culture {
    name: String,
    /// Whether somebody asked for it.
    is_chosen: bool,
    span: Option<Span>,
}

impl Default for Culture {
    fn default() -> Self {
        Self { name: DEFAULT.to_owned(), is_chosen: false, span: None }
    }
}

impl Culture {
    pub(crate) fn chosen(name: String, span: Option<Span>) -> Self {
        Self { name, is_chosen: true, span }
    }

    /// The cultures that a text is looked for in, the best first.
    pub(super) fn choices(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain((self.name != DEFAULT).then_some(DEFAULT))
    }
}

/// The texts of one process, by what they are of: `Caption`, `Parameters.Order.Caption`.
#[derive(Debug, Default)]
pub(super) struct Captions {
    texts: BTreeMap<String, String>,
    /// The cultures that it has texts in.
    pub(super) cultures: BTreeSet<String>,
}

impl Captions {
    /// Takes over a text, unless it is empty or there is a better one.
    pub(super) fn add(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() && is_read(name) && !self.texts.contains_key(name) {
            self.texts.insert(name.to_owned(), text.to_owned());
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.texts.get(name).cloned()
    }
}

/// Processes have a thousand texts about their diagrams.
pub(super) fn is_read(name: &str) -> bool {
    matches!(name, "Caption" | "Description") || name.starts_with("Parameters.") && name.ends_with(".Caption")
}

/// Tells which processes lack the culture, or that all do.
pub(crate) fn check(processes: &[Process], culture: &Culture, diagnostics: &mut Vec<Diagnostic>) {
    let is_lacking = |process: &&Process| !process.cultures.is_empty() && !process.cultures.contains(&culture.name);
    let lacking: Vec<&Process> = processes.iter().filter(is_lacking).collect();
    let all: BTreeSet<&str> = processes.iter().flat_map(|process| &process.cultures).map(String::as_str).collect();
    if culture.is_chosen && !all.is_empty() && !all.contains(culture.name.as_str()) {
        let near =
            did_you_mean(&culture.name, all.iter().copied()).map_or_else(String::new, |near| format!("; {near}"));
        diagnostics.push(
            Diagnostic::error(code::NO_CULTURE, format!("no process has captions in the culture `{}`", culture.name))
                .maybe_at(culture.span)
                .help(format!("they have {}{near}", list(all.iter().copied()))),
        );
        return;
    }
    for process in lacking {
        let message = format!("`{}` has no captions in the culture `{}`", process.name, culture.name);
        let has = list(process.cultures.iter().map(String::as_str));
        let help = match culture.is_chosen {
            true => format!("it has {has}; where it has {DEFAULT}, that is taken"),
            false => format!("it has {has}: name one of those as `culture`"),
        };
        diagnostics.push(Diagnostic::warning(code::NO_CULTURE, message).at(process.span).help(help));
    }
}

fn list<'c>(cultures: impl Iterator<Item = &'c str>) -> String {
    cultures.map(|culture| format!("`{culture}`")).collect::<Vec<_>>().join(", ")
}
