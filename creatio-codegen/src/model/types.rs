//! Properties, bases and the types that they name.

use std::collections::HashMap;

use super::annotate::description;
use super::build::Builder;
use super::expression::{Expression, expression};
use super::scope::{Declared, built_in, primitive};
use super::{Property, Type, TypeId};
use crate::csdl::{self, Document, StructuredKind, Text, TypeDefinition, Version};
use crate::diagnostic::{Diagnostic, Severity, code};

impl<'a> Builder<'a, '_> {
    pub(super) fn base(&mut self, index: usize, ty: &'a csdl::StructuredType<'a>) -> Option<TypeId> {
        let base = ty.base.as_ref()?;
        let kind = match (self.scope.find(index, base), ty.kind) {
            (Some(Declared::Entity(id)), StructuredKind::Entity)
            | (Some(Declared::Complex(id)), StructuredKind::Complex) => return Some(*id),
            (Some(other), _) => Some(other.kind()),
            // The abstract types that every type derives from anyway.
            (None, _) if matches!(&**base, "Edm.EntityType" | "Edm.ComplexType") => return None,
            (None, _) => built_in(base),
        };
        match kind {
            Some(kind) => {
                let message = format!("`{}` can't be the base of `{}`: it is {kind}", &**base, &*ty.name);
                let help = match ty.kind {
                    StructuredKind::Entity => "an entity type derives from an entity type, or from none",
                    StructuredKind::Complex => "a complex type derives from a complex type, or from none",
                };
                self.complain(Diagnostic::error(code::WRONG_KIND, message).at(base.span).help(help));
            }
            None => self.unknown(Severity::Error, index, base, base),
        }
        // Whatever it would have inherited is not missed.
        self.lost.insert((self.next_type(), ""));
        None
    }

    pub(super) fn properties(
        &mut self,
        index: usize,
        document: &'a Document<'a>,
        ty: &'a csdl::StructuredType<'a>,
    ) -> Vec<Property> {
        self.unique_members(ty);
        let mut out = Vec::with_capacity(ty.properties.len());
        for property in &ty.properties {
            let Some(mut of_type) = self.property_type(index, document.version, &property.ty) else {
                self.lost.insert((self.next_type(), &property.name));
                continue;
            };
            if property.collection_kind && !matches!(of_type, Type::Collection(_)) {
                of_type = Type::Collection(Box::new(of_type));
            }
            // What a missing `Nullable` means for items differs between 4.0 and 4.01; services that send null items say so.
            let default = !matches!(of_type, Type::Collection(_));
            out.push(Property {
                name: property.name.value.clone().into_owned(),
                ty: of_type,
                nullable: property.nullable.unwrap_or(default),
                computed: property.notes.computed,
                lookup: None,
                description: description(&property.notes),
                span: property.name.span,
            });
        }
        out
    }

    /// Properties and navigations share one space of names.
    fn unique_members(&mut self, ty: &'a csdl::StructuredType<'a>) {
        let mut seen = HashMap::with_capacity(ty.properties.len() + ty.navigations.len());
        let names =
            ty.properties.iter().map(|property| &property.name).chain(ty.navigations.iter().map(|link| &link.name));
        for name in names {
            if let Some(first) = seen.insert(&*name.value, name.span) {
                let message = format!("`{}` has two properties called `{}`", &*ty.name, &**name);
                let diagnostic = Diagnostic::error(code::DUPLICATE, message).at(name.span).label(first, "first here");
                self.complain(diagnostic.help("take one out, or give it another name"));
            }
        }
    }

    fn property_type(&mut self, index: usize, version: Version, text: &Text<'_>) -> Option<Type> {
        let expression = match expression(text) {
            Ok(expression) => expression,
            Err(diagnostic) => {
                self.complain(diagnostic);
                return None;
            }
        };
        let item = self.single_type(index, version, text, expression.name)?;
        Some(if expression.is_collection { Type::Collection(Box::new(item)) } else { item })
    }

    fn single_type(&mut self, index: usize, version: Version, text: &Text<'_>, name: &str) -> Option<Type> {
        if let Some(built_in) = primitive(version, name) {
            return Some(built_in);
        }
        match self.scope.find(index, name) {
            Some(Declared::Complex(id)) => Some(Type::Complex(*id)),
            Some(Declared::Enum(id)) => Some(Type::Enum(*id)),
            Some(Declared::Definition(ty)) => Some(ty.clone()),
            Some(Declared::Entity(_)) => {
                self.complain(
                    Diagnostic::error(code::WRONG_KIND, format!("a property can't be of the entity type `{name}`"))
                        .at(text.span)
                        .help("an entity is reached by a `NavigationProperty`"),
                );
                None
            }
            // What another document declares can't be generated without it, but the rest can.
            None => match self.scope.promised_by(index, name) {
                Some(uri) => Some(Type::Elsewhere { name: self.scope.full_name(index, name), uri: uri.to_owned() }),
                None => {
                    self.unknown(Severity::Error, index, text, name);
                    None
                }
            },
        }
    }

    pub(super) fn entity_of_set(&mut self, index: usize, text: &Text<'_>) -> Option<TypeId> {
        let name = match expression(text) {
            Ok(Expression { name, is_collection: false }) => name,
            Ok(Expression { name, .. }) => {
                let message = format!("`{}` is no type of a set", &**text);
                let help = format!("a set names the type of one row: write `{name}`");
                self.complain(Diagnostic::error(code::WRONG_KIND, message).at(text.span).help(help));
                return None;
            }
            Err(diagnostic) => {
                self.complain(diagnostic);
                return None;
            }
        };
        match self.scope.entity(index, name) {
            Ok(Some(id)) => return Some(id),
            // A set whose type lives elsewhere can't be generated; nobody can ask for it either.
            Ok(None) if self.scope.promised_by(index, name).is_some() => {}
            Ok(None) => self.unknown(Severity::Error, index, text, name),
            Err(kind) => {
                let message = format!("a set holds entities; `{name}` is {kind}");
                let help = "name an entity type, or take the set out";
                self.complain(Diagnostic::error(code::WRONG_KIND, message).at(text.span).help(help));
            }
        }
        None
    }
}

/// What a type definition stands for.
pub(super) fn underlying(version: Version, definition: &TypeDefinition<'_>, diagnostics: &mut Vec<Diagnostic>) -> Type {
    let name = definition.underlying.trim();
    primitive(version, name).unwrap_or_else(|| {
        diagnostics.push(
            Diagnostic::error(code::WRONG_KIND, format!("a type definition can't stand for `{name}`"))
                .at(definition.underlying.span)
                .help("only a primitive type can be given another name"),
        );
        Type::Unsupported(definition.name.to_string())
    })
}
