//! From XML to a [`Document`].

use super::{Annotations, Document, Include, Notes, Reference, Schema, Text, Version};
use crate::diagnostic::{Code, Diagnostic, code};
use crate::source::{SourceId, Sources};
use crate::xml::{Attribute, Element, Fatal, Namespace, Xml};

/// The vocabulary whose descriptions and computed marks are read.
const CORE: &str = "Org.OData.Core.V1";

/// Reads one document. What is wrong goes to `diagnostics`; `None` when nothing can be made of it.
pub(crate) fn read<'a>(
    sources: &'a Sources,
    source: SourceId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Document<'a>> {
    let text = sources.get(source).text.as_str();
    let document = super::refuse::other_formats(source, text).and_then(|()| {
        let mut reader =
            Reader { xml: Xml::new(source, text)?, version: Version::V4, core_aliases: Vec::new(), diagnostics };
        let document = reader.document()?;
        reader.xml.finish()?;
        Ok(document)
    });
    document.map_err(|fatal| diagnostics.push(*fatal)).ok()
}

/// The URIs of a document's references. They stand before everything else, so only its beginning is read; what is wrong
/// with it is told by [`read`].
pub(crate) fn references(sources: &Sources, source: SourceId) -> Vec<String> {
    let Ok(mut xml) = Xml::new(source, &sources.get(source).text) else { return Vec::new() };
    let mut uris = Vec::new();
    if xml.root().is_err() {
        return uris;
    }
    while let Ok(Some(child)) = xml.next_child() {
        match (child.name, child.get("Uri").or_else(|| child.get("Url"))) {
            ("Reference", Some(uri)) => uris.push(uri.value.clone().into_owned()),
            ("DataServices", _) => break,
            _ => {}
        }
        if xml.skip().is_err() {
            break;
        }
    }
    uris
}

/// Reads elements; keeps going over what is wrong in itself but leaves the rest readable.
pub(super) struct Reader<'a, 'd> {
    pub(super) xml: Xml<'a>,
    pub(super) version: Version,
    /// What the document calls the core vocabulary.
    core_aliases: Vec<String>,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a> Reader<'a, '_> {
    fn document(&mut self) -> Result<Document<'a>, Fatal> {
        let root = self.xml.root()?;
        self.version = match (root.namespace, root.name) {
            (Namespace::Edmx3, "Edmx") => Version::V3,
            (Namespace::Edmx4, "Edmx") => Version::V4,
            _ => return Err(super::refuse::other_root(&root)),
        };
        let mut document = Document { version: self.version, schemas: Vec::new(), references: Vec::new() };
        let mut data_services = None;
        while let Some(child) = self.xml.next_child()? {
            match child.name {
                "DataServices" => {
                    data_services = Some(child.span);
                    self.data_services(&mut document)?;
                }
                "Reference" => {
                    let reference = self.reference(&child)?;
                    let includes = reference.iter().flat_map(|reference| &reference.includes);
                    let core = includes.filter(|include| *include.namespace == *CORE);
                    self.core_aliases.extend(core.filter_map(|include| Some(include.alias.as_ref()?.to_string())));
                    document.references.extend(reference);
                }
                "Runtime" => return Err(super::refuse::designer_file(&child)),
                _ => self.xml.skip()?,
            }
        }
        if document.schemas.is_empty() {
            let what = if data_services.is_some() {
                "`DataServices` has no `Schema`"
            } else {
                "the document has no `DataServices`"
            };
            return Err(Box::new(
                Diagnostic::error(code::MISPLACED, what)
                    .at(data_services.unwrap_or(root.span))
                    .help("fetch the document again: a service without any type sends nothing to generate from"),
            ));
        }
        Ok(document)
    }

    fn data_services(&mut self, document: &mut Document<'a>) -> Result<(), Fatal> {
        while let Some(child) = self.xml.next_child()? {
            match (child.namespace, child.name) {
                (Namespace::Edm3 | Namespace::Edm4, "Schema") => document.schemas.extend(self.schema(&child)?),
                (_, "Schema") => {
                    return Err(Box::new(
                        Diagnostic::error(code::MISPLACED, "`Schema` is in no namespace of CSDL")
                            .at(child.span)
                            .help("OData 4 documents say xmlns=\"http://docs.oasis-open.org/odata/ns/edm\""),
                    ));
                }
                (_, "EntityType" | "ComplexType" | "EntityContainer" | "Association") => {
                    return Err(Box::new(
                        Diagnostic::error(code::MISPLACED, format!("`{}` stands outside of a `Schema`", child.name))
                            .at(child.span)
                            .help("the document was edited or cut: fetch it again"),
                    ));
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// The next child that CSDL defines; those of other namespaces are passed over.
    pub(super) fn next_member(&mut self) -> Result<Option<Element<'a>>, Fatal> {
        while let Some(child) = self.xml.next_child()? {
            if matches!(child.namespace, Namespace::Edm3 | Namespace::Edm4) {
                return Ok(Some(child));
            }
            self.xml.skip()?;
        }
        Ok(None)
    }

    fn reference(&mut self, element: &Element<'a>) -> Result<Option<Reference<'a>>, Fatal> {
        let uri = element.get("Uri").or_else(|| element.get("Url"));
        let mut includes = Vec::new();
        while let Some(child) = self.xml.next_child()? {
            if child.name == "Include" {
                includes.extend(self.include(&child));
            }
            self.xml.skip()?;
        }
        Ok(uri.map(|uri| Reference { uri: text(uri), includes }))
    }

    pub(super) fn include(&mut self, element: &Element<'a>) -> Option<Include<'a>> {
        let namespace = self.required(element, "Namespace")?;
        Some(Include { namespace, alias: element.get("Alias").map(text) })
    }

    fn schema(&mut self, element: &Element<'a>) -> Result<Option<Schema<'a>>, Fatal> {
        let Some(namespace) = self.path(element, "Namespace") else {
            return self.xml.skip().map(|()| None);
        };
        let mut schema = Schema {
            namespace,
            alias: element.get("Alias").map(text),
            usings: Vec::new(),
            types: Vec::new(),
            enums: Vec::new(),
            definitions: Vec::new(),
            associations: Vec::new(),
            operations: Vec::new(),
            containers: Vec::new(),
            annotations: Vec::new(),
        };
        while let Some(child) = self.next_member()? {
            self.schema_member(&mut schema, &child)?;
        }
        Ok(Some(schema))
    }

    fn schema_member(&mut self, schema: &mut Schema<'a>, child: &Element<'a>) -> Result<(), Fatal> {
        match child.name {
            "EntityType" | "ComplexType" => schema.types.extend(self.structured_type(child)?),
            "EnumType" => schema.enums.extend(self.enum_type(child)?),
            "TypeDefinition" => schema.definitions.extend(self.type_definition(child)?),
            "Association" => schema.associations.extend(self.association(child)?),
            "Function" | "Action" if self.version == Version::V4 => schema.operations.extend(self.operation(child)?),
            "EntityContainer" => schema.containers.extend(self.container(child)?),
            "Annotations" => schema.annotations.extend(self.annotations(child)?),
            "Using" => {
                schema.usings.extend(self.include(child));
                self.xml.skip()?;
            }
            _ => self.xml.skip()?,
        }
        Ok(())
    }

    fn annotations(&mut self, element: &Element<'a>) -> Result<Option<Annotations<'a>>, Fatal> {
        let mut notes = Notes::default();
        self.notes_until_end(&mut notes)?;
        Ok(element.get("Target").map(|target| Annotations { target: text(target), notes }))
    }

    /// Reads the rest of an element of which only annotations and documentation matter.
    pub(super) fn notes_until_end(&mut self, notes: &mut Notes) -> Result<(), Fatal> {
        while let Some(child) = self.next_member()? {
            self.note(&child, notes)?;
        }
        Ok(())
    }

    /// Reads a child element that may be an annotation or documentation, and passes over any other.
    pub(super) fn note(&mut self, child: &Element<'a>, notes: &mut Notes) -> Result<(), Fatal> {
        match child.name {
            "Annotation" => self.annotation(child, notes),
            "Documentation" => {
                while let Some(part) = self.next_member()? {
                    match part.name {
                        "Summary" | "LongDescription" => notes.description.push(self.xml.text()?),
                        _ => self.xml.skip()?,
                    }
                }
                Ok(())
            }
            _ => self.xml.skip(),
        }
    }

    fn annotation(&mut self, element: &Element<'a>, notes: &mut Notes) -> Result<(), Fatal> {
        // A qualifier addresses some other audience, such as a device.
        let term = element.get("Term").filter(|_| element.get("Qualifier").is_none());
        let term = term.map_or("", |term| self.core_term(&term.value));
        match term {
            "Description" | "LongDescription" => match element.get("String") {
                Some(value) => {
                    notes.description.push(value.value.clone().into_owned());
                    self.xml.skip()
                }
                None => {
                    while let Some(child) = self.next_member()? {
                        match child.name {
                            "String" => notes.description.push(self.xml.text()?),
                            _ => self.xml.skip()?,
                        }
                    }
                    Ok(())
                }
            },
            "Computed" => {
                // The term's default is true.
                notes.computed |= element.get("Bool").is_none_or(|value| value.value != "false");
                self.xml.skip()
            }
            _ => self.xml.skip(),
        }
    }

    /// The last part of a term of the core vocabulary, under its full name or an alias of it.
    fn core_term<'t>(&self, term: &'t str) -> &'t str {
        let Some((namespace, local)) = term.rsplit_once('.') else { return "" };
        let is_core = namespace == CORE
            || matches!(namespace, "Core" | "Core.V1")
            || self.core_aliases.iter().any(|alias| alias == namespace);
        if is_core { local } else { "" }
    }

    /// The name of a member: a slash in it would be read as a path.
    pub(super) fn name(&mut self, element: &Element<'a>) -> Option<Text<'a>> {
        self.name_without(element, "/")
    }

    /// The name of a type: a dot in it would be read as a namespace, a parenthesis as a collection.
    pub(super) fn type_name(&mut self, element: &Element<'a>) -> Option<Text<'a>> {
        self.name_without(element, "/.()")
    }

    /// The name of a set or import, which some services group with slashes.
    pub(super) fn set_name(&mut self, element: &Element<'a>) -> Option<Text<'a>> {
        self.name_without(element, "")
    }

    fn name_without(&mut self, element: &Element<'a>, forbidden: &str) -> Option<Text<'a>> {
        let name = self.required(element, "Name")?;
        self.checked(element, "Name", name, forbidden)
    }

    /// The name, perhaps a path, of something declared elsewhere.
    pub(super) fn path(&mut self, element: &Element<'a>, attribute: &str) -> Option<Text<'a>> {
        let path = self.required(element, attribute)?;
        self.checked(element, attribute, path, "")
    }

    fn checked(&mut self, element: &Element<'a>, attribute: &str, name: Text<'a>, forbidden: &str) -> Option<Text<'a>> {
        let Some(bad) = name.chars().find(|c| !may_stand_in_a_name(*c) || forbidden.contains(*c)) else {
            return Some(name);
        };
        let message = format!(
            "the `{attribute}` of this `{}` holds {}, which no OData name can have",
            element.name,
            describe(bad)
        );
        self.complain(Diagnostic::error(code::BAD_NAME, message).at(name.span));
        None
    }

    pub(super) fn required(&mut self, element: &Element<'a>, attribute: &str) -> Option<Text<'a>> {
        match element.get(attribute) {
            Some(found) if !found.value.is_empty() => Some(text(found)),
            Some(_) => {
                let message = format!("the `{attribute}` of this `{}` is empty", element.name);
                self.complain(Diagnostic::error(code::MISSING_ATTRIBUTE, message).at(element.span));
                None
            }
            None => {
                self.missing(element, attribute);
                None
            }
        }
    }

    pub(super) fn missing(&mut self, element: &Element<'a>, attribute: &str) {
        let message = format!("`{}` has no `{attribute}`", element.name);
        self.complain(Diagnostic::error(code::MISSING_ATTRIBUTE, message).at(element.span));
    }

    pub(super) fn flag(&mut self, attribute: Option<&Attribute<'a>>) -> Option<bool> {
        let attribute = attribute?;
        match attribute.value.trim() {
            "true" | "1" | "True" => Some(true),
            "false" | "0" | "False" => Some(false),
            _ => {
                self.bad_value(code::BAD_VALUE, attribute, "`true` or `false` is expected");
                None
            }
        }
    }

    pub(super) fn bad_value(&mut self, code: Code, attribute: &Attribute<'a>, expected: &str) {
        let message = format!("`{}` has a value that CSDL does not allow", attribute.name);
        self.complain(Diagnostic::error(code, message).label(attribute.span, expected));
    }

    pub(super) fn complain(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

pub(super) fn text<'a>(attribute: &Attribute<'a>) -> Text<'a> {
    Text { value: attribute.value.clone(), span: attribute.span }
}

/// CSDL allows letters, digits and underscores. Services stretch that, so only what a URL path, a generated table or a
/// terminal can't carry is refused.
fn may_stand_in_a_name(c: char) -> bool {
    let bidi = matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !(c.is_control()
        || c.is_whitespace()
        || bidi
        || matches!(c, '<' | '>' | '`' | '\\' | '"' | '\'' | '?' | '#' | '&' | '\u{feff}'))
}

fn describe(c: char) -> String {
    if c == '`' {
        "a backtick".into()
    } else if c == ' ' {
        "a space".into()
    } else if c.is_ascii_graphic() {
        format!("`{c}`")
    } else {
        format!("the character U+{:04X}", u32::from(c))
    }
}
