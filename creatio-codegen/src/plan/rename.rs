//! `[rename]` of the configuration.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::ident::is_ident;
use crate::diagnostic::{Diagnostic, code};
use crate::source::Span;

/// Rust names that the user chose, by the name in the document: `Contact`, `Contact.Type`, either with its namespace.
#[derive(Clone, Debug, Default)]
pub(crate) struct Renames {
    names: BTreeMap<String, (String, Option<Span>)>,
    used: RefCell<BTreeSet<String>>,
}

impl Renames {
    pub(crate) fn insert(&mut self, wire: String, ident: String, span: Option<Span>) {
        self.names.insert(wire, (ident, span));
    }

    /// The name chosen for what has this path in the document, with its namespace.
    pub(super) fn get(&self, namespace: &str, path: &str) -> Option<&str> {
        if self.names.is_empty() {
            return None;
        }
        let full = format!("{namespace}.{path}");
        let (wire, (ident, _)) = self.names.get_key_value(&full).or_else(|| self.names.get_key_value(path))?;
        self.used.borrow_mut().insert(wire.clone());
        Some(ident)
    }

    /// What is wrong with the names themselves.
    pub(crate) fn check(&self, diagnostics: &mut Vec<Diagnostic>) {
        for (wire, (ident, span)) in &self.names {
            if !is_ident(ident) {
                diagnostics.push(bad(format!("`{ident}`, chosen for `{wire}`, is no Rust name"), *span));
            }
        }
    }

    /// What was never asked for: it names nothing, or nothing that is generated.
    pub(super) fn unused(&self, diagnostics: &mut Vec<Diagnostic>) {
        let used = self.used.borrow();
        for (wire, (_, span)) in self.names.iter().filter(|(wire, _)| !used.contains(*wire)) {
            let diagnostic = bad(format!("`{wire}` names nothing that is generated"), *span);
            diagnostics.push(
                diagnostic
                    .help("a type is named by itself, a member as `Type.Member`, both as the document spells them"),
            );
        }
    }
}

fn bad(message: String, span: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::error(code::BAD_RENAME, message);
    match span {
        Some(span) => diagnostic.at(span),
        None => diagnostic,
    }
}
