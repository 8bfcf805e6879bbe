//! Schemas in the folders of a package (creatio-services facts 3.6).

use super::captions::Captions;
use super::keys;
use super::schema::Schema;
use crate::diagnostic::Diagnostic;
use crate::json::{self, Node};
use crate::source::{SourceId, Sources};
use crate::xml::Xml;

/// The files of one schema.
pub(super) struct Files {
    pub(super) metadata: SourceId,
    pub(super) properties: Option<SourceId>,
    /// The texts of each culture that is read, the best first.
    pub(super) resources: Vec<SourceId>,
    /// Every culture that there are texts in.
    pub(super) cultures: Vec<String>,
}

pub(super) fn read(sources: &Sources, files: &Files, diagnostics: &mut Vec<Diagnostic>) -> Option<Schema> {
    let mut captions = Captions::default();
    captions.cultures.extend(files.cultures.iter().cloned());
    for resource in &files.resources {
        if let Err(mut diagnostic) = texts(sources, *resource, &mut captions) {
            diagnostic.help = Some("check the file out again".to_owned());
            diagnostics.push(*diagnostic);
        }
    }
    let properties = files.properties.map(|source| json::parse(sources, source)).transpose();
    let is_active = match &properties {
        Ok(properties) => properties.as_ref().and_then(|properties| is_active(properties.root())),
        Err(diagnostic) => {
            diagnostics.push(diagnostic.clone());
            None
        }
    };
    let metadata = json::parse(sources, files.metadata).map_err(|diagnostic| diagnostics.push(diagnostic)).ok()?;
    let schema = Schema::read(metadata.root(), files.metadata, captions, diagnostics)?;
    Some(Schema { is_active, ..schema })
}

/// The manager that `descriptor.json` names. It stands inside of `Descriptor`.
pub(super) fn manager(descriptor: Node<'_>) -> Option<Node<'_>> {
    descriptor.get(&keys::DESCRIPTOR).unwrap_or(descriptor).get(&keys::MANAGER)
}

/// `IsActiveVersion` in `properties.json`. No whole file of this kind was seen, so it is found as a member at any of the
/// first levels, or as an entry `{"Name": …, "Value": …}` of a list.
fn is_active(properties: Node<'_>) -> Option<bool> {
    const LEVELS: usize = 3;
    fn find(node: Node<'_>, levels: usize) -> Option<bool> {
        if let Some(found) = node.get(&keys::IS_ACTIVE) {
            return found.truth();
        }
        let is_entry = node.get(&keys::NAME).and_then(Node::text) == Some("IsActiveVersion");
        if let (true, Some(value)) = (is_entry, node.get(&json::Key::new("value"))) {
            return value.truth();
        }
        let levels = levels.checked_sub(1)?;
        let inner = node.members().map(|(_, inner)| inner);
        inner.chain(node.items().into_iter().flatten()).find_map(|inner| find(inner, levels))
    }
    find(properties, LEVELS)
}

/// Every `<Item Name="…" Value="…"/>`, wherever it stands.
fn texts(sources: &Sources, source: SourceId, captions: &mut Captions) -> Result<(), crate::xml::Fatal> {
    let mut xml = Xml::new(source, &sources.get(source).text)?;
    xml.root()?;
    let mut open = 1_usize;
    while open > 0 {
        let Some(element) = xml.next_child()? else {
            open -= 1;
            continue;
        };
        open += 1;
        if let ("Item", Some(name), Some(value)) = (element.name, element.get("Name"), element.get("Value")) {
            captions.add(&name.value, &value.value);
        }
    }
    xml.finish()
}
