//! Entity, complex and enum types, type definitions and associations.

use super::read::{Reader, text};
use super::{
    Association, AssociationEnd, Constraint, EnumType, Member, Multiplicity, Navigation, NavigationTarget, Notes,
    Property, PropertyRef, StructuredKind, StructuredType, Text, TypeDefinition, Version,
};
use crate::diagnostic::{Diagnostic, code};
use crate::xml::{Element, Fatal, Namespace};

impl<'a> Reader<'a, '_> {
    pub(super) fn structured_type(&mut self, element: &Element<'a>) -> Result<Option<StructuredType<'a>>, Fatal> {
        let name = self.type_name(element);
        let mut out = StructuredType {
            kind: if element.name == "EntityType" { StructuredKind::Entity } else { StructuredKind::Complex },
            // The members of a type without a name are read all the same: they may be wrong too.
            name: name.clone().unwrap_or(Text { value: "".into(), span: element.span }),
            base: element.get("BaseType").map(text),
            is_abstract: self.flag(element.get("Abstract")).unwrap_or(false),
            is_open: self.flag(element.get("OpenType")).unwrap_or(false),
            has_stream: self
                .flag(element.get("HasStream").or_else(|| element.get_in(Namespace::Metadata3, "HasStream")))
                .unwrap_or(false),
            key: None,
            properties: Vec::new(),
            navigations: Vec::new(),
            notes: Notes::default(),
        };
        let mut first_key = None;
        while let Some(child) = self.next_member()? {
            match child.name {
                "Key" if out.kind == StructuredKind::Entity => {
                    if let Some(first) = first_key {
                        self.complain(
                            Diagnostic::error(code::DUPLICATE, "a type has one `Key`; this is a second")
                                .at(child.span)
                                .label(first, "the first")
                                .help("put each `PropertyRef` into the first"),
                        );
                    }
                    first_key = Some(child.span);
                    out.key = Some(self.key()?);
                }
                "Property" => out.properties.extend(self.property(&child)?),
                "NavigationProperty" => out.navigations.extend(self.navigation(&child)?),
                _ => self.note(&child, &mut out.notes)?,
            }
        }
        Ok(name.map(|_| out))
    }

    fn key(&mut self) -> Result<Vec<PropertyRef<'a>>, Fatal> {
        let mut parts = Vec::new();
        while let Some(child) = self.next_member()? {
            if child.name == "PropertyRef" {
                let name = self.path(&child, "Name");
                parts.extend(name.map(|name| PropertyRef { name, alias: child.get("Alias").map(text) }));
            }
            // Complains of what is no `PropertyRef`.
            self.pass_over(&child)?;
        }
        Ok(parts)
    }

    fn property(&mut self, element: &Element<'a>) -> Result<Option<Property<'a>>, Fatal> {
        let name = self.name(element);
        let ty = self.type_or_string(element, "Type");
        let collection_kind = element.get("CollectionKind").is_some_and(|kind| kind.value != "None");
        let nullable = self.flag(element.get("Nullable"));
        let generated = element.get_in(Namespace::Annotation3, "StoreGeneratedPattern");
        let computed = generated.is_some_and(|pattern| pattern.value == "Computed");
        let mut notes = Notes { computed, ..Notes::default() };
        self.notes_until_end(&mut notes)?;
        Ok(name.map(|name| Property { name, ty, collection_kind, nullable, notes }))
    }

    /// The type that is named or, once it was told that it is missing, one that lets the rest be examined.
    fn type_or_string(&mut self, element: &Element<'a>, attribute: &str) -> Text<'a> {
        self.required(element, attribute).unwrap_or(Text { value: "Edm.String".into(), span: element.span })
    }

    fn navigation(&mut self, element: &Element<'a>) -> Result<Option<Navigation<'a>>, Fatal> {
        let name = self.name(element);
        let is_of_other_version = self.is_of_other_version(element);
        let target = match self.version {
            _ if is_of_other_version => None,
            Version::V3 => self.navigation_by_association(element),
            Version::V4 => self.navigation_to_type(element),
        };
        let mut found = Vec::new();
        let mut notes = Notes::default();
        while let Some(child) = self.next_member()? {
            if child.name == "ReferentialConstraint" {
                let dependent = self.path(&child, "Property");
                let referenced = self.path(&child, "ReferencedProperty");
                found.extend(dependent.zip(referenced));
                self.xml.skip()?;
            } else {
                self.note(&child, &mut notes)?;
            }
        }
        Ok(name.zip(target).map(|(name, mut target)| {
            if let NavigationTarget::Type { constraints, .. } = &mut target {
                *constraints = found;
            }
            Navigation { name, target, notes }
        }))
    }

    /// Whether a navigation is written as the other family of versions does, which is told.
    fn is_of_other_version(&mut self, element: &Element<'a>) -> bool {
        let has = |name| element.get(name).is_some();
        let (form, version) = match (self.version, has("Type"), has("Relationship")) {
            (Version::V3, true, false) => ("OData 4's", "OData 3"),
            (Version::V4, false, true) => ("OData 3's", "OData 4"),
            _ => return false,
        };
        let message = format!("this navigation is in {form} form, but the namespace of `Edmx` says {version}");
        let help = "the document mixes two versions: fetch it again";
        self.complain(Diagnostic::error(code::MISPLACED, message).at(element.span).help(help));
        true
    }

    fn navigation_by_association(&mut self, element: &Element<'a>) -> Option<NavigationTarget<'a>> {
        let relationship = self.required(element, "Relationship");
        let from_role = self.required(element, "FromRole");
        let to_role = self.required(element, "ToRole");
        Some(NavigationTarget::Association { relationship: relationship?, from_role: from_role?, to_role: to_role? })
    }

    fn navigation_to_type(&mut self, element: &Element<'a>) -> Option<NavigationTarget<'a>> {
        let ty = self.required(element, "Type");
        let contains_target = self.flag(element.get("ContainsTarget")).unwrap_or(false);
        let partner = element.get("Partner").and_then(|_| self.path(element, "Partner"));
        Some(NavigationTarget::Type { ty: ty?, partner, contains_target, constraints: Vec::new() })
    }

    pub(super) fn enum_type(&mut self, element: &Element<'a>) -> Result<Option<EnumType<'a>>, Fatal> {
        let name = self.type_name(element);
        let is_flags = self.flag(element.get("IsFlags")).unwrap_or(false);
        let mut members = Vec::new();
        let mut notes = Notes::default();
        while let Some(child) = self.next_member()? {
            if child.name == "Member" {
                let name = self.name(&child);
                let mut notes = Notes::default();
                self.notes_until_end(&mut notes)?;
                members.extend(name.map(|name| Member { name, value: child.get("Value").map(text), notes }));
            } else {
                self.note(&child, &mut notes)?;
            }
        }
        let underlying = element.get("UnderlyingType").map(text);
        Ok(name.map(|name| EnumType { name, underlying, is_flags, members, notes }))
    }

    pub(super) fn type_definition(&mut self, element: &Element<'a>) -> Result<Option<TypeDefinition<'a>>, Fatal> {
        let name = self.type_name(element);
        let underlying = self.type_or_string(element, "UnderlyingType");
        self.xml.skip()?;
        Ok(name.map(|name| TypeDefinition { name, underlying }))
    }

    pub(super) fn association(&mut self, element: &Element<'a>) -> Result<Option<Association<'a>>, Fatal> {
        let name = self.type_name(element);
        let (mut ends, mut count) = (Vec::new(), 0);
        let mut constraint = None;
        while let Some(child) = self.next_member()? {
            match child.name {
                "End" => {
                    count += 1;
                    ends.extend(self.association_end(&child));
                    self.xml.skip()?;
                }
                "ReferentialConstraint" => constraint = self.constraint()?,
                _ => self.pass_over(&child)?,
            }
        }
        if count != 2 {
            let message = format!("an association has two ends; this one has {count}");
            self.complain(
                Diagnostic::error(code::MISPLACED, message)
                    .at(element.span)
                    .help("OData 3 says `<End Type=\"…\" Role=\"…\" Multiplicity=\"…\"/>` twice"),
            );
        }
        Ok(name.map(|name| Association { name, ends, constraint }))
    }

    fn association_end(&mut self, element: &Element<'a>) -> Option<AssociationEnd<'a>> {
        let ty = self.required(element, "Type");
        let multiplicity = element.get("Multiplicity").and_then(|attribute| match &*attribute.value {
            "1" => Some(Multiplicity::One),
            "0..1" => Some(Multiplicity::ZeroOrOne),
            "*" => Some(Multiplicity::Many),
            _ => {
                self.bad_value(code::BAD_VALUE, attribute, "write `1`, `0..1` or `*`");
                None
            }
        });
        if element.get("Multiplicity").is_none() {
            self.missing(element, "Multiplicity");
        }
        let ty = ty?;
        // The role may be left out; it is then the type's own name.
        let role = element.get("Role").map_or_else(
            || Text { value: ty.rsplit('.').next().unwrap_or_default().to_owned().into(), span: ty.span },
            text,
        );
        Some(AssociationEnd { role, ty, multiplicity: multiplicity? })
    }

    fn constraint(&mut self) -> Result<Option<Constraint<'a>>, Fatal> {
        let (mut principal, mut dependent, mut dependent_role) = (Vec::new(), Vec::new(), None);
        while let Some(child) = self.next_member()? {
            let side = match child.name {
                "Principal" => &mut principal,
                "Dependent" => {
                    dependent_role = child.get("Role").map(text);
                    &mut dependent
                }
                _ => {
                    self.pass_over(&child)?;
                    continue;
                }
            };
            side.extend(self.key()?.into_iter().map(|part| part.name));
        }
        Ok(dependent_role.map(|dependent_role| Constraint { dependent_role, dependent, principal }))
    }
}
