//! Documents to elements.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// How deep elements may nest.
const DEEPEST: usize = 100;

/// An element. Its name is the local one.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Element {
    pub(crate) name: String,
    pub(crate) nil: bool,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Reads a document. Its own entities are not looked up, and nothing is fetched.
    pub(crate) fn parse(document: &str) -> Result<Self, String> {
        let mut reader = NsReader::from_str(document);
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().map_err(|error| format!("it is no XML: {error}"))?;
            let is_empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    if open.len() > DEEPEST {
                        return Err(format!("it nests deeper than {DEEPEST} elements"));
                    }
                    let nil = is_nil(&reader, &start)?;
                    let name = start.local_name().into_inner().to_owned();
                    open.push(Self { name, nil, ..Self::default() });
                    if is_empty {
                        close(&mut open);
                    }
                }
                Event::End(_) => close(&mut open),
                Event::Text(text) => last(&mut open).text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
                Event::CData(text) => last(&mut open).text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
                Event::GeneralRef(reference) => {
                    let char = match reference.resolve_char_ref() {
                        Ok(None) => named(&reference),
                        other => other.ok().flatten(),
                    };
                    last(&mut open).text.push(char.ok_or("it has an entity that XML does not know")?);
                }
                Event::DocType(_) => return Err("it has a DTD, which is not read".to_owned()),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        match <[Self; 1]>::try_from(open) {
            Ok([mut document]) if document.children.len() == 1 => Ok(document.children.swap_remove(0)),
            Ok(_) => Err("it has no root element".to_owned()),
            Err(_) => Err("it ends in the middle".to_owned()),
        }
    }
}

fn last(open: &mut [Element]) -> &mut Element {
    let at = open.len() - 1;
    &mut open[at]
}

fn close(open: &mut Vec<Element>) {
    // The reader has seen to it that every end has a start; the first is the document.
    if open.len() > 1
        && let Some(child) = open.pop()
    {
        last(open).children.push(child);
    }
}

fn is_nil(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<bool, String> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("it is no XML: {error}"))?;
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let is_instance = matches!(namespace, ResolveResult::Bound(namespace) if namespace.into_inner() == INSTANCE);
        if is_instance && local.into_inner() == "nil" {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
            return Ok(matches!(value.trim(), "true" | "1"));
        }
    }
    Ok(false)
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
