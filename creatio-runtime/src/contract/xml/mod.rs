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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    fn written(value: &impl Serialize) -> Result<String, String> {
        let node = Node::write(value).map_err(|error| error.to_string())?;
        let body = Node::wrapped(&Operation::new("S", "M"), &[("x".to_owned(), node)]);
        Ok(String::from_utf8(body).unwrap())
    }

    /// A reader of XML makes one line feed of a carriage return, and takes no control characters, however they are written.
    #[test]
    fn texts_arrive_as_they_are() {
        for text in ["a\r\nb", "\r", " <&>\"' \t\n ", "]]>", "\u{e4}\u{1f600}", "\u{85}\u{2028}"] {
            let xml = written(&text).unwrap();
            let carriage = text.contains('\r');
            assert_eq!(xml.contains("&#13;"), carriage, "{xml}");
            assert!(!xml.contains('\r'), "{xml}");
            assert_eq!(Element::parse(&xml).unwrap().child("x").unwrap().text, text, "{xml}");
        }
        for text in ["\0", "a\u{b}", "\u{1f}", "\u{fffe}", "\u{ffff}"] {
            assert!(written(&text).is_err(), "{text:?}");
        }
        assert!(written(&'\u{1}').is_err());
    }

    #[test]
    fn an_empty_dictionary_is_an_empty_element() {
        #[derive(Deserialize)]
        struct Totals {
            #[serde(with = "crate::wcf::dictionary")]
            totals: BTreeMap<String, i32>,
        }
        for xml in ["<T><totals/></T>", "<T><totals>\n</totals></T>"] {
            let totals = Totals::deserialize(&Element::parse(xml).unwrap());
            assert_eq!(totals.unwrap().totals, BTreeMap::new(), "{xml}");
        }
    }

    /// .NET passes over items of another namespace, and the list would arrive empty.
    #[test]
    fn enums_stand_in_the_namespace_of_data_contracts() {
        #[derive(Serialize)]
        enum Status {
            Open,
        }
        assert!(written(&[Status::Open]).unwrap().contains("<x><a:Status>Open</a:Status></x>"));
        assert!(written(&[Some("Open")]).unwrap().contains("<x><b:string>Open</b:string></x>"));
        assert!(written(&[1_u64]).unwrap().contains("<x><b:unsignedLong>1</b:unsignedLong></x>"));
        let operation = Operation::new("S", "M").data_namespace("urn:d");
        let whole = |node: Node| String::from_utf8(node.whole(&operation)).unwrap();
        assert!(whole(Node::write(&Status::Open).unwrap()).starts_with("<Status xmlns=\"urn:d\""));
        assert!(whole(Node::write(&[Status::Open]).unwrap()).starts_with("<ArrayOfStatus xmlns=\"urn:d\""));
        assert!(
            whole(Node::write(&7).unwrap())
                .starts_with("<int xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/\"")
        );
    }
}
