//! The element in which WCF wraps a string.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

/// The text of a document that is one element `string`, in any namespace: Creatio's own pages disagree about it
/// (creatio-services facts 2.2). An empty one has no text.
pub(super) fn element(document: &str) -> Option<String> {
    let mut reader = Reader::from_str(document);
    let (mut text, mut depth) = (None, 0);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if depth == 0 && text.is_none() && tag.local_name().as_ref() == "string" => {
                (text, depth) = (Some(String::new()), 1);
            }
            Event::Empty(tag) if text.is_none() && tag.local_name().as_ref() == "string" => text = Some(String::new()),
            Event::End(_) => depth -= 1,
            Event::Text(part) if depth == 1 => text.as_mut()?.push_str(&part.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(part) if depth == 1 => text.as_mut()?.push_str(&part),
            Event::GeneralRef(part) if depth == 1 => match part.resolve_char_ref().ok()? {
                Some(char) => text.as_mut()?.push(char),
                None => text.as_mut()?.push_str(resolve_predefined_entity(&part)?),
            },
            Event::Text(part) if part.trim().is_empty() => {}
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return text.filter(|_| depth == 0),
            // Another element, a DTD, text beside it: none of these is the answer.
            _ => return None,
        }
    }
}
