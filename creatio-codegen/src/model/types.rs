//! Properties, keys, bases and enums.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::build::Builder;
use super::scope::{Declared, expression, primitive};
use super::{EnumType, Member, Property, Type, TypeId};
use crate::csdl::{self, Document, StructuredKind, Text, TypeDefinition, Version};
use crate::diagnostic::{Diagnostic, code};

impl<'a> Builder<'a, '_> {
    pub(super) fn base(&mut self, index: usize, ty: &'a csdl::StructuredType<'a>) -> Option<TypeId> {
        let base = ty.base.as_ref()?;
        match (self.scope.find(index, base), ty.kind) {
            (Some(Declared::Entity(id)), StructuredKind::Entity)
            | (Some(Declared::Complex(id)), StructuredKind::Complex) => Some(*id),
            (Some(_), _) => {
                let message = format!("`{}` can't be the base of `{}`: it is of another kind", &**base, &*ty.name);
                self.complain(Diagnostic::error(code::WRONG_KIND, message).at(base.span));
                None
            }
            // The abstract types that every type derives from anyway.
            (None, _) if matches!(&**base, "Edm.EntityType" | "Edm.ComplexType") => None,
            (None, _) => {
                self.diagnostics.push(self.scope.unknown(index, base, base));
                None
            }
        }
    }

    pub(super) fn key(&mut self, ty: &'a csdl::StructuredType<'a>) -> Vec<String> {
        let parts = ty.key.as_deref().unwrap_or_default();
        for (index, part) in parts.iter().enumerate() {
            if let Some(first) = parts[..index].iter().find(|first| first.name.value == part.name.value) {
                let message = format!("the key of `{}` names `{}` twice", &*ty.name, &*part.name);
                let diagnostic = Diagnostic::error(code::BAD_KEY, message).at(part.name.span);
                self.complain(diagnostic.label(first.name.span, "first here"));
            }
            if part.name.contains('/') && part.alias.is_none() {
                self.complain(
                    Diagnostic::error(code::BAD_KEY, format!("the key path `{}` needs an alias", &*part.name))
                        .at(part.name.span)
                        .help("CSDL demands an `Alias` where a key leads through a complex property"),
                );
            }
            let local = part.name.split('/').next().unwrap_or_default();
            let declared = ty.properties.iter().any(|property| &*property.name == local);
            // With a base the property may be inherited; that is looked at when everything is flattened.
            if !declared && ty.base.is_none() {
                self.complain(no_key_property(
                    &part.name,
                    &ty.name,
                    ty.properties.iter().map(|property| &*property.name),
                ));
            }
        }
        parts.iter().map(|part| part.name.to_string()).collect()
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
            let Some(mut of_type) = self.property_type(index, document.version, &property.ty) else { continue };
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
                description: property.notes.description.clone(),
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
                self.complain(Diagnostic::error(code::DUPLICATE, message).at(name.span).label(first, "first here"));
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
                    self.diagnostics.push(self.scope.unknown(index, text, name));
                    None
                }
            },
        }
    }

    pub(super) fn entity_of_set(&mut self, index: usize, text: &Text<'_>) -> Option<TypeId> {
        match self.scope.find(index, text) {
            Some(Declared::Entity(id)) => Some(*id),
            Some(_) => {
                self.complain(
                    Diagnostic::error(code::WRONG_KIND, format!("`{}` is not an entity type", &**text)).at(text.span),
                );
                None
            }
            None => {
                // A set whose type lives elsewhere can't be generated; nobody can ask for it either.
                if self.scope.promised_by(index, text).is_none() {
                    self.diagnostics.push(self.scope.unknown(index, text, text));
                }
                None
            }
        }
    }

    pub(super) fn enums(&mut self, document: &'a Document<'a>) {
        for schema in &document.schemas {
            for ty in &schema.enums {
                let built = EnumType {
                    schema: self.scope.schema(&schema.namespace),
                    name: ty.name.to_string(),
                    is_flags: ty.is_flags,
                    members: self.members(ty),
                    description: ty.notes.description.clone(),
                    span: ty.name.span,
                };
                self.model.enums.push(built);
            }
        }
    }

    fn members(&mut self, ty: &'a csdl::EnumType<'a>) -> Vec<Member> {
        let underlying = ty.underlying.as_ref().map_or("Int32", |text| text.strip_prefix("Edm.").unwrap_or(text));
        let range = INTEGERS.iter().find(|(name, _)| *name == underlying).map(|(_, range)| range);
        if let (Some(text), None) = (&ty.underlying, range) {
            let message = format!("an enum can't stand on `{}`", &**text);
            let help = "allowed are Edm.Byte, Edm.SByte, Edm.Int16, Edm.Int32 and Edm.Int64";
            self.complain(Diagnostic::error(code::BAD_VALUE, message).at(text.span).help(help));
        }
        let mut seen = HashMap::new();
        let mut next = Some(0_i64);
        let mut out = Vec::with_capacity(ty.members.len());
        for member in &ty.members {
            if let Some(first) = seen.insert(&*member.name.value, member.name.span) {
                let message = format!("the enum `{}` has two members called `{}`", &*ty.name, &*member.name);
                self.complain(
                    Diagnostic::error(code::DUPLICATE, message).at(member.name.span).label(first, "first here"),
                );
            }
            let value = match &member.value {
                Some(text) => text.trim().parse().ok(),
                None => next,
            };
            let value = value.filter(|value| range.is_none_or(|range| range.contains(value)));
            let Some(value) = value else {
                let span = member.value.as_ref().map_or(member.name.span, |value| value.span);
                let message = match range {
                    Some(_) => format!("the value of this member does not fit into Edm.{underlying}"),
                    None => "the value of this member is no integer".to_owned(),
                };
                self.complain(Diagnostic::error(code::BAD_VALUE, message).at(span));
                continue;
            };
            next = value.checked_add(1);
            out.push(Member { name: member.name.to_string(), value, description: member.notes.description.clone() });
        }
        out
    }
}

/// What an enum can stand on, and the values that it can have.
const INTEGERS: [(&str, RangeInclusive<i64>); 5] = [
    ("Byte", 0..=255),
    ("SByte", -128..=127),
    ("Int16", -32_768..=32_767),
    ("Int32", -2_147_483_648..=2_147_483_647),
    ("Int64", i64::MIN..=i64::MAX),
];

/// What a type definition stands for.
pub(super) fn underlying(version: Version, definition: &TypeDefinition<'_>, diagnostics: &mut Vec<Diagnostic>) -> Type {
    let name = definition.underlying.trim();
    primitive(version, name).unwrap_or_else(|| {
        diagnostics.push(
            Diagnostic::error(code::WRONG_KIND, format!("a type definition can't stand for `{name}`"))
                .at(definition.underlying.span)
                .help("only a primitive type can be given another name"),
        );
        Type::Unsupported(name.to_owned())
    })
}

/// Says that a key names what is not there.
pub(super) fn no_key_property<'n>(part: &Text<'_>, ty: &str, known: impl IntoIterator<Item = &'n str>) -> Diagnostic {
    Diagnostic::error(code::BAD_KEY, format!("the key of `{ty}` names `{}`, which is no property of it", &**part))
        .at(part.span)
        .maybe_help(crate::diagnostic::did_you_mean(part, known))
}
