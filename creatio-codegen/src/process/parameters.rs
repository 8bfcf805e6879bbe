//! Parameters, and item properties inside of them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::captions::Captions;
use super::keys;
use super::{DataType, Direction, Kind, Parameter};
use crate::diagnostic::{Diagnostic, code, is_invisible};
use crate::json::{Key, Node};
use crate::source::Span;

/// Reads the parameters of one schema.
pub(super) struct Reader<'r> {
    pub(super) captions: &'r Captions,
    pub(super) diagnostics: &'r mut Vec<Diagnostic>,
}

/// Where a list of parameters stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// The parameter whose items they are.
    owner: Option<&'p Place<'p>>,
    name: &'p str,
    uid: Option<&'p str>,
}

impl<'p> Place<'p> {
    /// The parameters of the process itself.
    pub(super) fn process(name: &'p str) -> Self {
        Self { owner: None, name, uid: None }
    }

    /// `Process.Lines.Price`
    fn path(&self) -> String {
        match self.owner {
            Some(owner) => format!("{}.{}", owner.path(), self.name),
            None => self.name.to_owned(),
        }
    }

    /// `Parameters.Lines.Price`
    fn resource(&self) -> String {
        match self.owner {
            Some(owner) => format!("{}.{}", owner.resource(), self.name),
            None => "Parameters".to_owned(),
        }
    }

    /// The parameter, among this one and those around it, that has this UId.
    fn find(&self, uid: &str) -> Option<&str> {
        match self.uid {
            Some(own) if own.eq_ignore_ascii_case(uid) => Some(self.name),
            _ => self.owner?.find(uid),
        }
    }
}

impl Reader<'_> {
    /// Every parameter of a list, in its order; what is wrong with any of them is told.
    pub(super) fn list(&mut self, list: Node<'_>, place: &Place<'_>) -> Vec<Parameter> {
        let Some(items) = list.items() else {
            let what = if place.owner.is_none() { "parameters" } else { "item properties" };
            let message = format!("the {what} of `{}` are {}, not a list", place.path(), list.kind());
            self.bad(list, message);
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut seen: HashMap<String, Span> = HashMap::new();
        for node in items {
            let Some(parameter) = self.parameter(node, place) else { continue };
            match seen.entry(parameter.name.clone()) {
                Entry::Vacant(new) => {
                    new.insert(parameter.span);
                    out.push(parameter);
                }
                Entry::Occupied(other) => self.diagnostics.push(
                    Diagnostic::error(
                        code::DUPLICATE,
                        format!("`{}` has two parameters `{}`", place.path(), other.key()),
                    )
                    .at(parameter.span)
                    .label(*other.get(), "the other one")
                    .help("give one of them another code in the process designer, and save the schema again"),
                ),
            }
        }
        out
    }

    fn parameter(&mut self, node: Node<'_>, place: &Place<'_>) -> Option<Parameter> {
        if !node.is_object() {
            self.bad(node, format!("a parameter of `{}` is {}, not an object", place.path(), node.kind()));
            return None;
        }
        let found = node.get(&keys::NAME).filter(|name| name.text() != Some(""));
        let name = match found.map(|name| (name, name.text())) {
            Some((_, Some(name))) if is_name(name) => name,
            Some((found, Some(name))) => {
                self.bad(found, format!("`{name}` can't be the name of a parameter of `{}`", place.path()));
                return None;
            }
            Some((found, None)) => {
                self.bad(found, format!("the name of a parameter of `{}` is {}, not text", place.path(), found.kind()));
                return None;
            }
            None => {
                self.bad_at_start(node, format!("a parameter of `{}` has no name", place.path()));
                return None;
            }
        };
        let place = Place { owner: Some(place), name, uid: node.get(&keys::UID).and_then(Node::text) };
        // All are looked at, so that all mistakes are told.
        let ty = self.data_type(node, &place);
        let direction = self.direction(node, &place);
        let reference = self.text(node, &keys::REFERENCE, &place).map(str::to_owned);
        let items = node.get(&keys::ITEMS).map_or_else(Vec::new, |list| self.items(node, list, &place));
        Some(Parameter {
            name: name.to_owned(),
            caption: self.captions.get(&format!("{}.Caption", place.resource())),
            direction: direction?,
            ty: ty?,
            reference,
            items,
            span: found.map_or(node.start(), Node::span),
        })
    }

    fn items(&mut self, node: Node<'_>, list: Node<'_>, place: &Place<'_>) -> Vec<Parameter> {
        // A copy of a collection may end up among its own items, where its items would be copied once more.
        let outer = place.uid.and_then(|uid| place.owner?.find(uid));
        if let Some(outer) = outer {
            let message = format!("`{}` is the same parameter as `{outer}`, which it is an item of", place.path());
            self.diagnostics.push(
                Diagnostic::error(code::CYCLE, message)
                    .at(node.get(&keys::UID).unwrap_or(node).span())
                    .help("take it out of the collection in the process designer, and save the schema again"),
            );
            return Vec::new();
        }
        self.list(list, place)
    }

    fn data_type(&mut self, node: Node<'_>, place: &Place<'_>) -> Option<DataType> {
        if node.get(&keys::DATA_TYPE).is_none() {
            self.bad_at_start(node, format!("`{}` has no `{}`", place.path(), keys::DATA_TYPE.name));
            return None;
        }
        let ty = DataType::of(self.text(node, &keys::DATA_TYPE, place)?);
        if ty.kind == Kind::Unknown {
            let message = format!("`{}` is of the type `{}`, which is not known", place.path(), ty.name);
            let span = node.get(&keys::DATA_TYPE).unwrap_or(node).span();
            self.diagnostics.push(
                Diagnostic::warning(code::UNKNOWN_PARAMETER_TYPE, message)
                    .at(span)
                    .help("it is taken for text; tell us of it, with the version of Creatio that writes it"),
            );
        }
        Some(ty)
    }

    /// The member is left out when it equals the default, which is Variable (creatio-services facts 3.2).
    fn direction(&mut self, node: Node<'_>, place: &Place<'_>) -> Option<Direction> {
        let Some(found) = node.get(&keys::DIRECTION) else { return Some(Direction::Variable) };
        match found.number() {
            Some(0) => Some(Direction::In),
            Some(1) => Some(Direction::Out),
            Some(2) => Some(Direction::Variable),
            Some(3) => Some(Direction::Internal),
            _ => {
                let message = format!("`{}` has a direction that there is not", place.path());
                let help = "it is 0 (in), 1 (out), 2 (both) or 3 (internal); left out, it is 2";
                self.diagnostics.push(Diagnostic::error(code::BAD_MEMBER, message).at(found.span()).help(help));
                None
            }
        }
    }

    /// Text at a key, if it is there.
    fn text<'n>(&mut self, node: Node<'n>, key: &Key, place: &Place<'_>) -> Option<&'n str> {
        let found = node.get(key)?;
        let text = found.text();
        if text.is_none() {
            self.bad(found, format!("`{}` of `{}` is {}, not text", key.name, place.path(), found.kind()));
        }
        text
    }

    fn bad(&mut self, node: Node<'_>, message: String) {
        let span = if node.is_object() || node.kind() == "a list" { node.start() } else { node.span() };
        self.diagnostics.push(Diagnostic::error(code::BAD_MEMBER, message).at(span).help(SAVE_AGAIN));
    }

    fn bad_at_start(&mut self, node: Node<'_>, message: String) {
        self.diagnostics.push(Diagnostic::error(code::BAD_MEMBER, message).at(node.start()).help(SAVE_AGAIN));
    }
}

pub(super) const SAVE_AGAIN: &str = "save the schema again; if it was edited, undo that";

/// Codes are identifiers; we ask only for what keeps paths and messages whole.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c == '.' || c == '`' || c.is_whitespace() || is_invisible(c))
}
