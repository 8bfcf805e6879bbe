//! From documents to one [`Model`].

use std::collections::HashMap;

use super::scope::{Declared, Scope};
use super::{EntitySet, EnumId, EnumType, Kind, Model, StructuredType, TypeId, inherit, operation, types, v3, v4};
use crate::csdl::{self, Document, StructuredKind, Version};
use crate::diagnostic::{Diagnostic, code};
use crate::source::Span;

/// Resolves `documents`: the first is the service's own, the others are what it refers to.
pub(crate) fn build(documents: &[Document<'_>], diagnostics: &mut Vec<Diagnostic>) -> Model {
    let mut scope = Scope::new(documents, diagnostics);
    declare(&mut scope, documents, diagnostics);
    let mut builder = Builder { scope, diagnostics, model: Model::default(), first: 0 };
    builder.model.schemas = builder.scope.namespaces.iter().map(|&namespace| namespace.to_owned()).collect();
    builder.structured_types(documents);
    for (index, document) in documents.iter().enumerate() {
        builder.enums(document);
        match document.version {
            Version::V3 => v3::links(&mut builder, index, document),
            Version::V4 => v4::links(&mut builder, index, document),
        }
        operation::operations(&mut builder, index, document);
        builder.first += builder.types_of(document).count();
    }
    builder.annotate(documents);
    inherit::flatten(&mut builder.model, builder.diagnostics);
    let mut containers = HashMap::new();
    for (index, document) in documents.iter().enumerate() {
        builder.containers(index, document, &mut containers);
    }
    partners(&mut builder.model);
    builder.model.root = root(&builder.model);
    builder.model
}

/// What the stages of building share.
pub(super) struct Builder<'a, 'd> {
    pub(super) scope: Scope<'a>,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
    pub(super) model: Model,
    /// Id of the first type of the document at hand.
    first: usize,
}

/// Gives every type its id, before anything refers to one.
fn declare<'a>(scope: &mut Scope<'a>, documents: &'a [Document<'a>], diagnostics: &mut Vec<Diagnostic>) {
    let (mut structured, mut enums) = (0, 0);
    for schema in documents.iter().flat_map(|document| &document.schemas) {
        let id = scope.schema(&schema.namespace);
        for ty in &schema.types {
            let what = match ty.kind {
                StructuredKind::Entity => Declared::Entity(TypeId(structured)),
                StructuredKind::Complex => Declared::Complex(TypeId(structured)),
            };
            structured += 1;
            scope.declare(id, &ty.name, what, diagnostics);
        }
        for ty in &schema.enums {
            scope.declare(id, &ty.name, Declared::Enum(EnumId(enums)), diagnostics);
            enums += 1;
        }
    }
    for document in documents {
        for schema in &document.schemas {
            let id = scope.schema(&schema.namespace);
            for definition in &schema.definitions {
                let ty = types::underlying(document.version, definition, diagnostics);
                scope.declare(id, &definition.name, Declared::Definition(ty), diagnostics);
            }
        }
    }
}

impl<'a> Builder<'a, '_> {
    pub(super) fn complain(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The types of `document`, which must be the one at hand. Ids follow the order of declaration.
    pub(super) fn types_of(
        &self,
        document: &'a Document<'a>,
    ) -> impl Iterator<Item = (TypeId, &'a csdl::StructuredType<'a>)> + use<'a> {
        let first = self.first;
        document
            .schemas
            .iter()
            .flat_map(|schema| &schema.types)
            .enumerate()
            .map(move |(index, ty)| (TypeId(first + index), ty))
    }

    /// The id of every structured type is its place among all of them, so they are built in the order of declaration.
    fn structured_types(&mut self, documents: &'a [Document<'a>]) {
        for (index, document) in documents.iter().enumerate() {
            for schema in &document.schemas {
                for ty in &schema.types {
                    let built = StructuredType {
                        schema: self.scope.schema(&schema.namespace),
                        name: ty.name.value.clone().into_owned(),
                        kind: if ty.kind == StructuredKind::Entity { Kind::Entity } else { Kind::Complex },
                        base: self.base(index, ty),
                        is_abstract: ty.is_abstract,
                        is_open: ty.is_open,
                        has_stream: ty.has_stream,
                        key: self.key(ty),
                        properties: self.properties(index, document, ty),
                        links: Vec::new(),
                        description: ty.notes.description.clone(),
                        span: ty.name.span,
                    };
                    self.model.types.push(built);
                }
            }
        }
    }

    /// `Annotations` that name their target: a type or enum, or a member of one.
    fn annotate(&mut self, documents: &'a [Document<'a>]) {
        for (index, document) in documents.iter().enumerate() {
            for annotations in document.schemas.iter().flat_map(|schema| &schema.annotations) {
                let (name, member) = annotations.target.split_once('/').unwrap_or((&annotations.target, ""));
                let notes = &annotations.notes;
                match self.scope.find(index, name) {
                    Some(Declared::Entity(id) | Declared::Complex(id)) => {
                        annotate_type(&mut self.model.types[id.0], member, notes);
                    }
                    Some(Declared::Enum(id)) => annotate_enum(&mut self.model.enums[id.0], member, notes),
                    _ => {}
                }
            }
        }
    }

    fn containers(&mut self, index: usize, document: &'a Document<'a>, known: &mut HashMap<&'a str, Span>) {
        let containers: Vec<_> = document
            .schemas
            .iter()
            .flat_map(|schema| schema.containers.iter().map(move |container| (schema, container)))
            .collect();
        if document.version == Version::V4
            && let [(_, first), (_, second), ..] = containers.as_slice()
        {
            self.complain(
                Diagnostic::error(code::DUPLICATE, "a service has one entity container; this document has two")
                    .at(second.name.span)
                    .label(first.name.span, "first here"),
            );
        }
        known.extend(containers.iter().map(|(_, container)| (&*container.name.value, container.name.span)));
        for (schema, container) in containers {
            if let Some(extends) = &container.extends {
                let local = extends.rsplit('.').next().unwrap_or_default();
                if !known.contains_key(local) && self.scope.promised_by(index, extends).is_none() {
                    let message = format!("the container `{}` is not declared", &**extends);
                    self.complain(Diagnostic::error(code::UNKNOWN_REFERENCE, message).at(extends.span));
                }
            }
            let mut names = HashMap::new();
            for set in &container.sets {
                if let Some(first) = names.insert(&*set.name.value, set.name.span) {
                    let message = format!("the set `{}` is declared twice", &*set.name);
                    self.complain(
                        Diagnostic::error(code::DUPLICATE, message).at(set.name.span).label(first, "first here"),
                    );
                }
                if let Some(ty) = self.entity_of_set(index, &set.ty) {
                    self.model.sets.push(EntitySet { name: set.name.to_string(), ty, is_singleton: set.is_singleton });
                }
            }
            let schema = self.scope.schema(&schema.namespace);
            operation::imports(self, index, schema, &container.imports);
        }
    }
}

fn annotate_type(ty: &mut StructuredType, member: &str, notes: &csdl::Notes) {
    let description = notes.description.iter().cloned();
    if member.is_empty() {
        ty.description.extend(description);
    } else if let Some(property) = ty.properties.iter_mut().find(|property| property.name == member) {
        property.description.extend(description);
        property.computed |= notes.computed;
    } else if let Some(link) = ty.links.iter_mut().find(|link| link.name == member) {
        link.description.extend(description);
    }
}

fn annotate_enum(ty: &mut EnumType, member: &str, notes: &csdl::Notes) {
    let description = notes.description.iter().cloned();
    if member.is_empty() {
        ty.description.extend(description);
    } else if let Some(member) = ty.members.iter_mut().find(|known| known.name == member) {
        member.description.extend(description);
    }
}

/// A partner holds in both directions, though documents often name it on one side only.
fn partners(model: &mut Model) {
    let mut named = Vec::new();
    for (id, ty) in model.types.iter().enumerate() {
        for link in &ty.links {
            if let (super::Target::Type(target), Some(partner)) = (&link.target, &link.partner) {
                named.push((*target, partner.clone(), TypeId(id), link.name.clone()));
            }
        }
    }
    for (target, partner, source, name) in named {
        let Some(link) = model.types[target.0].links.iter_mut().find(|link| link.name == partner) else { continue };
        if link.partner.is_none() && link.target == super::Target::Type(source) {
            link.partner = Some(name);
        }
    }
}

/// The schema of the entity sets; without any set, the one with the most types. Names decide a tie.
fn root(model: &Model) -> super::SchemaId {
    let weight = |schema: &super::SchemaId| {
        let sets = model.sets.iter().filter(|set| model.ty(set.ty).schema == *schema).count();
        let types = model.types.iter().filter(|ty| ty.schema == *schema).count();
        (sets, types, std::cmp::Reverse(&model.schemas[schema.0]))
    };
    (0..model.schemas.len()).map(super::SchemaId).max_by_key(weight).unwrap_or_default()
}
