//! What a schema says of a process, whatever it came in.

use super::captions::Captions;
use super::keys;
use super::parameters::{Place, Reader, SAVE_AGAIN, is_name};
use super::{Parameter, Process};
use crate::diagnostic::{Diagnostic, Severity, code};
use crate::json::Node;
use crate::source::{SourceId, Span};

/// The manager of the schemas that are processes.
pub(super) const MANAGER: &str = "ProcessSchemaManager";

/// A schema as it was read, of whose family nothing is known yet.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(super) name: String,
    pub(super) uid: Option<String>,
    pub(super) parent: Option<String>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) captions: Captions,
    pub(super) is_whole: bool,
    /// Whether a start of the process runs this version; only package folders tell.
    pub(super) is_active: Option<bool>,
    /// The name of its file, when a reply was saved.
    pub(super) file_name: Option<String>,
    pub(super) file: SourceId,
    pub(super) span: Span,
}

impl Schema {
    /// Reads what stands at `metaData.schema`. It is looked at as a whole, for all mistakes.
    pub(super) fn read(
        meta_data: Node<'_>,
        file: SourceId,
        captions: Captions,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let before = diagnostics.len();
        let Some(schema) = meta_data.get(&keys::META_DATA).and_then(|inner| inner.get(&keys::SCHEMA)) else {
            let message = "there is no `metaData.schema` in this";
            diagnostics.push(Diagnostic::error(code::NOT_A_PROCESS, message).at(meta_data.start()).help(SAVE_AGAIN));
            return None;
        };
        if let Some(manager) = schema.get(&keys::MANAGER)
            && manager.text() != Some(MANAGER)
        {
            diagnostics.push(other_manager(manager));
            return None;
        }
        let found = schema.get(&keys::NAME);
        let name = found.and_then(Node::text).filter(|name| is_name(name));
        if name.is_none() {
            let message = "the schema has no name that a process can have";
            let span = found.map_or(schema.start(), Node::span);
            diagnostics.push(Diagnostic::error(code::BAD_MEMBER, message).at(span).help(SAVE_AGAIN));
        }
        let parameters = schema.get(&keys::PARAMETERS).map_or_else(Vec::new, |list| {
            Reader { captions: &captions, diagnostics }.list(list, &Place::process(name.unwrap_or("?")))
        });
        let text = |key| schema.get(key).and_then(Node::text).map(str::to_lowercase);
        Some(Self {
            name: name?.to_owned(),
            uid: text(&keys::UID),
            parent: text(&keys::PARENT),
            parameters,
            captions,
            is_whole: diagnostics[before..].iter().all(|one| one.severity != Severity::Error),
            is_active: None,
            file_name: None,
            file,
            span: found?.span(),
        })
    }

    pub(super) fn into_process(self, name: String) -> Process {
        Process {
            name,
            version: self.name,
            caption: self.captions.get("Caption"),
            description: self.captions.get("Description"),
            parameters: self.parameters,
            cultures: self.captions.cultures.into_iter().collect(),
            is_whole: self.is_whole,
            file: self.file,
            span: self.span,
        }
    }
}

pub(super) fn other_manager(manager: Node<'_>) -> Diagnostic {
    let message = match manager.text() {
        Some(name) => format!("this is a schema of `{name}`, not a process"),
        None => format!("`{}` is {}, not text", keys::MANAGER.name, manager.kind()),
    };
    Diagnostic::error(code::NOT_A_PROCESS, message)
        .at(manager.span())
        .help(format!("processes are schemas of `{MANAGER}`"))
}
