//! XML as a tree of elements: enough of it for `$metadata`.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may nest. A `$metadata` document needs about eight levels.
const DEEPEST: usize = 64;

/// An element, its namespace prefix dropped.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Children of one name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Reads a document; the result is a nameless element that holds the root.
pub(super) fn parse(text: &str) -> Result<Element, String> {
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open = vec![Element::default()];
    loop {
        let place = reader.buffer_position();
        let fault = |message: String| format!("{message}, at byte {place}");
        match reader.read_event().map_err(|error| fault(error.to_string()))? {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err(fault(format!("elements nest deeper than {DEEPEST} levels")));
                }
                open.push(element(&start).map_err(fault)?);
            }
            Event::Empty(start) => {
                let child = element(&start).map_err(fault)?;
                adopt(&mut open, child);
            }
            Event::End(_) => {
                if let Some(child) = open.pop() {
                    adopt(&mut open, child);
                }
            }
            Event::Eof if open.len() > 1 => {
                return Err(fault(format!("<{}> is never closed", open.pop().unwrap_or_default().name)));
            }
            Event::Eof => return Ok(open.pop().unwrap_or_default()),
            _ => {}
        }
    }
}

fn adopt(open: &mut [Element], child: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(child);
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut element = Element { name: local(start.name().as_ref()), ..Element::default() };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        element.attributes.push((local(attribute.key.as_ref()), value.into_owned()));
    }
    Ok(element)
}

fn local(name: impl AsRef<[u8]>) -> String {
    let name = String::from_utf8_lossy(name.as_ref()).into_owned();
    name.rsplit_once(':').map_or(name.clone(), |(_, local)| local.to_owned())
}
