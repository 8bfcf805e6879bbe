//! From XML to a [`Document`].

use super::notes::CORE;
use super::{Document, Include, Reference, Schema, Text, Version};
use crate::diagnostic::{Diagnostic, code};
use crate::source::{SourceId, Sources, Span};
use crate::xml::{Attribute, Element, Fatal, Namespace, Xml};

/// Reads one document. What is wrong goes to `diagnostics`; `None` when nothing can be made of it.
pub(crate) fn read<'a>(
    sources: &'a Sources,
    source: SourceId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Document<'a>> {
    let text = sources.get(source).text.as_str();
    let document = super::refuse::other_formats(source, text).and_then(|()| {
        let mut reader = Reader {
            xml: Xml::new(source, text)?,
            version: Version::V4,
            core_aliases: Vec::new(),
            lacks_a_name: false,
            diagnostics,
        };
        let document = reader.document()?;
        let lacks_a_name = reader.lacks_a_name;
        reader.xml.finish()?;
        // What mentions the nameless can't be told from what mentions nothing.
        Ok((!lacks_a_name).then_some(document))
    });
    document.map_err(|fatal| diagnostics.push(*fatal)).ok().flatten()
}

/// The URIs of a document's references. They stand before everything else, so only its beginning is read; what is wrong
/// with it is told by [`read`].
pub(crate) fn references(sources: &Sources, source: SourceId) -> Vec<(String, Span)> {
    let Ok(mut xml) = Xml::new(source, &sources.get(source).text) else { return Vec::new() };
    let mut uris = Vec::new();
    if xml.root().is_err() {
        return uris;
    }
    while let Ok(Some(child)) = xml.next_child() {
        let is_edmx = matches!(child.namespace, Namespace::Edmx3 | Namespace::Edmx4);
        match (child.name, child.get("Uri").or_else(|| child.get("Url"))) {
            ("Reference", Some(uri)) if is_edmx => uris.push((uri.value.clone().into_owned(), uri.span)),
            ("DataServices", _) if is_edmx => break,
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
    pub(super) core_aliases: Vec<String>,
    /// Whether something is declared without a name.
    pub(super) lacks_a_name: bool,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a> Reader<'a, '_> {
    fn document(&mut self) -> Result<Document<'a>, Fatal> {
        let root = self.xml.root()?;
        self.version = match (root.namespace, root.name) {
            (Namespace::Edmx3, "Edmx") => Version::V3,
            (Namespace::Edmx4, "Edmx") => Version::V4,
            _ => return Err(super::refuse::other_root(&root, &mut self.xml)),
        };
        let mut document = Document { version: self.version, schemas: Vec::new(), references: Vec::new() };
        let mut data_services = None;
        while let Some(child) = self.xml.next_child()? {
            match (child.namespace, child.name) {
                (Namespace::Edmx3 | Namespace::Edmx4, "DataServices") => {
                    data_services = Some(child.span);
                    self.data_services(&mut document)?;
                }
                (Namespace::Edmx3 | Namespace::Edmx4, "Reference") => {
                    let reference = self.reference(&child)?;
                    let includes = reference.iter().flat_map(|reference| &reference.includes);
                    let core = includes.filter(|include| *include.namespace == *CORE);
                    self.core_aliases.extend(core.filter_map(|include| Some(include.alias.as_ref()?.to_string())));
                    document.references.extend(reference);
                }
                (Namespace::Edmx3 | Namespace::Edmx4, "Runtime") => return Err(super::refuse::designer_file(&child)),
                _ => self.pass_over(&child)?,
            }
        }
        if document.schemas.is_empty() {
            return Err(super::refuse::no_schema(root.span, data_services));
        }
        Ok(document)
    }

    fn data_services(&mut self, document: &mut Document<'a>) -> Result<(), Fatal> {
        while let Some(child) = self.xml.next_child()? {
            match (child.namespace, child.name) {
                (Namespace::Edm3 | Namespace::Edm4, "Schema") => document.schemas.push(self.schema(&child)?),
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
                            .help(EDITED),
                    ));
                }
                _ => self.pass_over(&child)?,
            }
        }
        Ok(())
    }

    /// The next child that CSDL defines; those of other namespaces are passed over.
    pub(super) fn next_member(&mut self) -> Result<Option<Element<'a>>, Fatal> {
        while let Some(child) = self.xml.next_child()? {
            self.told_of_text();
            if matches!(child.namespace, Namespace::Edm3 | Namespace::Edm4) {
                return Ok(Some(child));
            }
            self.xml.skip()?;
        }
        self.told_of_text();
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

    fn schema(&mut self, element: &Element<'a>) -> Result<Schema<'a>, Fatal> {
        let namespace = self.declared(element, "Namespace", "");
        // What stands in a schema without a namespace is read all the same: it may be wrong too.
        let namespace = namespace.unwrap_or(Text { value: "".into(), span: element.span });
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
        Ok(schema)
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
            _ => self.pass_over(child)?,
        }
        Ok(())
    }

    pub(super) fn complain(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// The remedy where a service would not have sent this.
pub(super) const EDITED: &str = "the document was edited or cut: fetch it again";

pub(super) fn text<'a>(attribute: &Attribute<'a>) -> Text<'a> {
    Text { value: attribute.value.clone(), span: attribute.span }
}
