//! The XML of .NET's data contracts, as strict about namespaces and order as `DataContractSerializer` is: what it does not
//! expect it passes over in silence.

use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};
use serde_json::{Map, Value};

const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
const BASIC: &str = "http://schemas.microsoft.com/2003/10/Serialization/";
const ARRAYS: &str = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";

/// What a service that speaks XML knows of its data contracts.
#[derive(Clone, Debug)]
pub(super) struct Xml {
    /// The service's own namespace.
    pub(super) namespace: String,
    /// That of its data contracts.
    pub(super) data: String,
    /// The members of all of them, in their order.
    pub(super) members: Vec<String>,
}

#[derive(Debug, Default)]
struct Element {
    namespace: String,
    name: String,
    nil: bool,
    text: String,
    children: Vec<Element>,
}

impl Xml {
    /// The parameters of a wrapped body.
    pub(super) fn wrapped(&self, method: &str, body: &[u8]) -> Option<Map<String, Value>> {
        let root = parse(body)?;
        if root.name != method || root.namespace != self.namespace {
            return None;
        }
        let own = root.children.iter().filter(|child| child.namespace == self.namespace);
        Some(own.map(|child| (child.name.clone(), self.value(child))).collect())
    }

    /// The one parameter of a body that is not wrapped.
    pub(super) fn bare(&self, body: &[u8]) -> Option<Value> {
        let root = parse(body)?;
        [&self.data, BASIC, ARRAYS].contains(&root.namespace.as_str()).then(|| self.value(&root))
    }

    fn value(&self, element: &Element) -> Value {
        if element.nil {
            return Value::Null;
        }
        let position = |child: &Element| {
            let is_own = child.namespace == self.data;
            self.members.iter().position(|member| *member == child.name).filter(|_| is_own)
        };
        let is_pair = |child: &Element| child.namespace == ARRAYS && matches!(child.name.as_str(), "Key" | "Value");
        if element.children.iter().any(is_pair) {
            return element.children.iter().map(|child| (child.name.clone(), self.value(child))).collect();
        }
        if element.children.iter().any(|child| position(child).is_some()) {
            let mut members = Map::new();
            let mut reached = 0;
            for (at, child) in element.children.iter().filter_map(|child| Some((position(child)?, child))) {
                // One that comes too late is not looked at.
                if at >= reached {
                    members.insert(child.name.clone(), self.value(child));
                    reached = at + 1;
                }
            }
            return Value::Object(members);
        }
        match element.children.is_empty() {
            true => Value::from(element.text.as_str()),
            false => element.children.iter().map(|child| self.value(child)).collect(),
        }
    }

    /// A wrapped reply.
    pub(super) fn reply(&self, method: &str, members: &[(String, Value)]) -> String {
        let mut out = format!("<{method}Response xmlns=\"{}\" {}>", self.namespace, self.prefixes());
        members.iter().for_each(|(name, value)| write(&mut out, name, value));
        out + &format!("</{method}Response>")
    }

    /// A reply that is not wrapped.
    pub(super) fn bare_reply(&self, value: &Value) -> String {
        let mut out = String::new();
        write(&mut out, "Returned", value);
        out.replacen("<Returned", &format!("<Returned xmlns=\"{BASIC}\" {}", self.prefixes()), 1)
    }

    fn prefixes(&self) -> String {
        format!("xmlns:q=\"{}\" xmlns:d=\"{ARRAYS}\" xmlns:z=\"{INSTANCE}\"", self.data)
    }
}

fn write(out: &mut String, name: &str, value: &Value) {
    if value.is_null() {
        return out.push_str(&format!("<{name} z:nil=\"true\" />"));
    }
    out.push_str(&format!("<{name}>"));
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| write(out, &format!("q:{name}"), value)),
        Value::Array(items) => items.iter().for_each(|item| match item {
            // A dictionary, not a list of data contracts.
            Value::Object(pair) if pair.keys().eq(["Key", "Value"]) => {
                out.push_str("<d:KeyValueOfanyTypeanyType>");
                pair.iter().for_each(|(name, value)| write(out, &format!("d:{name}"), value));
                out.push_str("</d:KeyValueOfanyTypeanyType>");
            }
            Value::Object(_) => write(out, "q:Item", item),
            _ => write(out, "d:item", item),
        }),
        Value::String(text) => out.push_str(&quick_xml::escape::escape(text)),
        other => out.push_str(&other.to_string()),
    }
    out.push_str(&format!("</{name}>"));
}

/// Reads a document; nothing when it is none.
fn parse(body: &[u8]) -> Option<Element> {
    let mut reader = NsReader::from_str(std::str::from_utf8(body).ok()?);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().ok()?;
        let is_empty = matches!(event, Event::Empty(_));
        let mut ends = is_empty;
        match event {
            Event::Start(start) | Event::Empty(start) => {
                let (namespace, local) = reader.resolver().resolve_element(start.name());
                let namespace = match namespace {
                    ResolveResult::Bound(namespace) => namespace.into_inner().to_owned(),
                    ResolveResult::Unbound => String::new(),
                    ResolveResult::Unknown(_) => return None,
                };
                let mut element = Element { namespace, name: local.into_inner().to_owned(), ..Element::default() };
                for attribute in start.attributes() {
                    let attribute = attribute.ok()?;
                    let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
                    let is_instance =
                        matches!(namespace, ResolveResult::Bound(namespace) if namespace.into_inner() == INSTANCE);
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
                    element.nil |= is_instance && local.into_inner() == "nil" && value == "true";
                }
                open.push(element);
            }
            Event::End(_) => ends = true,
            Event::Text(text) => open.last_mut()?.text.push_str(&text),
            Event::CData(text) => open.last_mut()?.text.push_str(&text),
            Event::GeneralRef(reference) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*reference)).ok()?.into_owned();
                open.last_mut()?.text.push_str(&text);
            }
            Event::Eof => break,
            _ => {}
        }
        if ends {
            let child = open.pop()?;
            open.last_mut()?.children.push(child);
        }
    }
    let [document] = <[Element; 1]>::try_from(open).ok()?;
    document.children.into_iter().next()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn xml() -> Xml {
        let members = ["amount", "note", "lines"].map(str::to_owned).to_vec();
        Xml { namespace: "urn:s".into(), data: "urn:d".into(), members }
    }

    #[test]
    fn namespaces_and_order_matter() {
        let body = |inner: &str| {
            format!(
                "<Run xmlns='urn:s' xmlns:a='urn:d' xmlns:i='{INSTANCE}' xmlns:b='{ARRAYS}'><order>{inner}</order></Run>"
            )
        };
        for (inner, expected) in [
            ("<a:amount>1</a:amount><a:note>x &amp; y</a:note>", json!({"amount": "1", "note": "x & y"})),
            ("<a:note i:nil='true'/><a:amount>1</a:amount>", json!({"note": null})),
            ("<amount>1</amount><a:note/>", json!({"note": ""})),
            ("<b:int>1</b:int><b:int>2</b:int>", json!(["1", "2"])),
            (
                "<b:KeyValueOfstringint><b:Key>a</b:Key><b:Value>1</b:Value></b:KeyValueOfstringint>",
                json!([{"Key": "a", "Value": "1"}]),
            ),
            ("text", json!("text")),
        ] {
            let read = xml().wrapped("Run", body(inner).as_bytes());
            assert_eq!(read.map(Value::Object), Some(json!({ "order": expected })), "{inner}");
        }
        for wrong in ["<Run/>", "<Walk xmlns='urn:s'/>", "<Run xmlns='urn:s'>", "{}", "<a:Run/>"] {
            assert_eq!(xml().wrapped("Run", wrong.as_bytes()), None, "{wrong}");
        }
        assert_eq!(xml().bare(b"<Order xmlns='urn:d'><amount>1</amount></Order>"), Some(json!({"amount": "1"})));
        assert_eq!(xml().bare(b"<Order xmlns='urn:x'/>"), None);
    }

    #[test]
    fn replies() {
        let value = json!({"amount": 1, "lines": [{"note": null}, 2, {"Key": 1, "Value": 2}]});
        let pair = "<d:KeyValueOfanyTypeanyType><d:Key>1</d:Key><d:Value>2</d:Value></d:KeyValueOfanyTypeanyType>";
        let items = format!("<q:Item><q:note z:nil=\"true\" /></q:Item><d:item>2</d:item>{pair}");
        let inner = format!("<q:amount>1</q:amount><q:lines>{items}</q:lines>");
        let reply = xml().reply("Run", &[("RunResult".to_owned(), value.clone())]);
        assert!(reply.starts_with("<RunResponse xmlns=\"urn:s\" xmlns:q=\"urn:d\""), "{reply}");
        assert!(reply.ends_with(&format!("><RunResult>{inner}</RunResult></RunResponse>")), "{reply}");
        assert!(xml().bare_reply(&value).ends_with(&format!(">{inner}</Returned>")));
    }
}
