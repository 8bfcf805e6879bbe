//! The XML of .NET's data contracts (`DataContractSerializer`), by way of serde.
//!
//! Out, a value becomes a tree that remembers .NET's names of types, since items of lists are called by them; in, a document
//! becomes a tree of elements that serde reads, by local names.

mod node;
mod read;
mod tree;
mod write;

use serde::Serialize;
use serde_json::Error;

use super::arguments::Written;
use super::request::Writing;
use super::{Operation, json};

pub(crate) use self::node::Node;
pub(crate) use self::tree::Element;

impl Written for Node {
    fn write<T: Serialize + ?Sized>(value: &T) -> Result<Self, Error> {
        value.serialize(node::Maker)
    }
}

impl Writing for Node {
    const CONTENT_TYPE: &'static str = "text/xml; charset=utf-8";
    const ACCEPT: &'static str = "text/xml";

    fn in_url(&self, name: &str) -> Result<Option<String>, String> {
        match self {
            Self::Null => Ok(None),
            Self::Text { text, .. } => Ok(Some(text.clone())),
            Self::List(_) | Self::Object { .. } => json::in_url(name, "[]"),
        }
    }

    fn wrapped(operation: &Operation, members: &[(String, Self)]) -> Vec<u8> {
        write::wrapped(operation, members).into_bytes()
    }

    fn bare(operation: &Operation, type_: &str, members: &[(String, Self)]) -> Vec<u8> {
        write::object(operation, type_, members).into_bytes()
    }

    fn whole(&self, operation: &Operation) -> Vec<u8> {
        write::whole(operation, self).into_bytes()
    }
}
