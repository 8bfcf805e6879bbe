//! Nodes to text.
//!
//! The parameters of a method stand in the service's namespace, members of objects in that of the data contracts (prefix
//! `a`), items of basic types in one of their own (`b`).

use quick_xml::escape::escape;

use super::Node;
use crate::contract::Operation;

const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
const BASIC: &str = "http://schemas.microsoft.com/2003/10/Serialization/";
const ARRAYS: &str = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";

/// The parameters of a method.
pub(super) fn wrapped(operation: &Operation, members: &[(String, Node)]) -> String {
    root(operation, operation.method, operation.namespace, |out| {
        for (name, value) in members {
            element(out, "", name, value);
        }
    })
}

/// A data contract by itself.
pub(super) fn object(operation: &Operation, type_: &str, members: &[(String, Node)]) -> String {
    root(operation, type_, operation.data_namespace, |out| {
        for (name, value) in members {
            element(out, "a:", name, value);
        }
    })
}

/// A value by itself, called by the name of its type.
pub(super) fn whole(operation: &Operation, node: &Node) -> String {
    let namespace = match node {
        node if is_own(node) => operation.data_namespace,
        Node::Object { .. } => operation.data_namespace,
        Node::List(_) => ARRAYS,
        Node::Text { .. } | Node::Null => BASIC,
    };
    root(operation, &name_of(node), namespace, |out| content(out, node))
}

fn root(operation: &Operation, name: &str, namespace: &str, inner: impl FnOnce(&mut String)) -> String {
    let [namespace, data] = [namespace, operation.data_namespace].map(escape);
    let mut out =
        format!("<{name} xmlns=\"{namespace}\" xmlns:a=\"{data}\" xmlns:b=\"{ARRAYS}\" xmlns:i=\"{INSTANCE}\">");
    inner(&mut out);
    out + &format!("</{name}>")
}

fn element(out: &mut String, prefix: &str, name: &str, node: &Node) {
    if *node == Node::Null {
        return out.push_str(&format!("<{prefix}{name} i:nil=\"true\"/>"));
    }
    out.push_str(&format!("<{prefix}{name}>"));
    content(out, node);
    out.push_str(&format!("</{prefix}{name}>"));
}

fn content(out: &mut String, node: &Node) {
    match node {
        Node::Null => {}
        Node::Text { text, .. } => out.push_str(&escape(text)),
        Node::Object { type_, members } => {
            // Pairs of a dictionary are no data contract of anybody's.
            let prefix = if *type_ == PAIR { "b:" } else { "a:" };
            members.iter().for_each(|(name, value)| element(out, prefix, name, value));
        }
        Node::List(items) => {
            // One that is null is called as the others are.
            let known = items.iter().find(|item| **item != Node::Null);
            let name = known.map_or_else(|| name_of(&Node::Null), name_of);
            let prefix = if known.is_some_and(is_own) { "a:" } else { "b:" };
            items.iter().for_each(|item| element(out, prefix, &name, item));
        }
    }
}

/// The adapter for dictionaries writes structs of this name.
const PAIR: &str = "KeyValueOf";

/// Whether its type is one of the data contracts.
fn is_own(node: &Node) -> bool {
    match node {
        Node::Object { type_, .. } => *type_ != PAIR,
        Node::List(items) => items.iter().any(is_own),
        // Enums are.
        Node::Text { type_, .. } => !BASICS.contains(type_),
        Node::Null => false,
    }
}

/// What .NET has names for by itself, as values and adapters call them.
const BASICS: [&str; 17] = [
    "boolean",
    "byte",
    "short",
    "int",
    "long",
    "unsignedByte",
    "unsignedShort",
    "unsignedInt",
    "unsignedLong",
    "float",
    "double",
    "string",
    "base64Binary",
    "dateTime",
    "duration",
    "guid",
    "decimal",
];

/// What .NET calls a type where there is no other name.
fn name_of(node: &Node) -> String {
    match node {
        Node::Null => "anyType".to_owned(),
        Node::Text { type_, .. } => (*type_).to_owned(),
        Node::Object { type_: PAIR, members } => {
            members.iter().fold(PAIR.to_owned(), |name, (_, value)| name + &name_of(value))
        }
        Node::Object { type_: "", .. } => "anyType".to_owned(),
        Node::Object { type_, .. } => (*type_).to_owned(),
        Node::List(items) => format!("ArrayOf{}", items.first().map_or_else(|| "anyType".to_owned(), name_of)),
    }
}
