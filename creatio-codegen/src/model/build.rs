//! From documents to one [`Model`].

use std::collections::{HashMap, HashSet};

use super::annotate::{annotate, description};
use super::scope::{Declared, Scope};
use super::{EnumId, Kind, Model, StructuredType, TypeId, container, inherit, limits, links, operation, types, v3, v4};
use crate::csdl::{self, Document, StructuredKind, Version};
use crate::diagnostic::{Diagnostic, Severity};

/// Resolves `documents`: the first is the service's own, the others are what it refers to.
pub(crate) fn build(documents: &[Document<'_>], diagnostics: &mut Vec<Diagnostic>) -> Model {
    let too_large = limits::check(documents);
    if !too_large.is_empty() {
        diagnostics.extend(too_large);
        return Model::default();
    }
    let unread = diagnostics.iter().any(|one| one.severity == Severity::Error);
    let mut scope = Scope::new(documents, diagnostics);
    declare(&mut scope, documents, diagnostics);
    let model =
        Model { schemas: scope.namespaces.iter().map(|&namespace| namespace.to_owned()).collect(), ..Model::default() };
    let versions = documents.iter().map(|document| document.version).collect();
    let (lost, told) = (HashSet::new(), HashMap::new());
    let mut builder = Builder { scope, diagnostics, model, versions, first: 0, unread, lost, told };
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
    annotate(&mut builder, documents);
    let schemas = documents.iter().flat_map(|document| &document.schemas);
    let written: Vec<_> = schemas.flat_map(|schema| &schema.types).collect();
    if inherit::flatten(&mut builder, &written) {
        builder.check_keys(&written);
    }
    container::containers(&mut builder, documents);
    builder.count_unknown();
    links::partners(&mut builder.model);
    builder.model.root = root(&builder.model);
    builder.model
}

/// What the stages of building share.
pub(super) struct Builder<'a, 'd> {
    pub(super) scope: Scope<'a>,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
    pub(super) model: Model,
    /// Of each document.
    pub(super) versions: Vec<Version>,
    /// Id of the first type of the document at hand.
    first: usize,
    /// Something in the documents could not even be read.
    pub(super) unread: bool,
    /// Properties of types that were left out because of a mistake that is told; without a name, all that a type inherits.
    pub(super) lost: HashSet<(TypeId, &'a str)>,
    /// Unknown types: which diagnostic tells of them, and in how many more places they stand.
    pub(super) told: HashMap<String, (usize, usize)>,
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

    /// The id of the type that is built next.
    pub(super) fn next_type(&self) -> TypeId {
        TypeId(self.model.types.len())
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
                        description: description(&ty.notes),
                        span: ty.name.span,
                    };
                    self.model.types.push(built);
                }
            }
        }
    }
}

/// The schema of the entity sets; without any set, the one with the most types. Names decide a tie.
fn root(model: &Model) -> super::SchemaId {
    let mut weights = vec![(0_usize, 0_usize); model.schemas.len()];
    model.sets.iter().for_each(|set| weights[model.ty(set.ty).schema.0].0 += 1);
    model.types.iter().for_each(|ty| weights[ty.schema.0].1 += 1);
    let weight = |schema: &usize| (weights[*schema], std::cmp::Reverse(&model.schemas[*schema]));
    super::SchemaId((0..model.schemas.len()).max_by_key(weight).unwrap_or_default())
}
