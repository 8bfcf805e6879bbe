//! Entity containers: sets, singletons and imports.

use super::read::{Reader, text};
use super::{Container, Import, ImportTarget, OperationKind, Set, Version};
use crate::xml::{Element, Fatal, Namespace};

impl<'a> Reader<'a, '_> {
    pub(super) fn container(&mut self, element: &Element<'a>) -> Result<Option<Container<'a>>, Fatal> {
        let name = self.set_name(element);
        let extends = element.get("Extends").map(text);
        let (mut sets, mut imports) = (Vec::new(), Vec::new());
        while let Some(child) = self.next_member()? {
            match child.name {
                "EntitySet" => sets.extend(self.set(&child, "EntityType")?),
                "Singleton" => sets.extend(self.set(&child, "Type")?),
                "FunctionImport" | "ActionImport" if self.version == Version::V4 => {
                    imports.extend(self.import(&child)?);
                }
                "FunctionImport" => imports.extend(self.import_of_v3(&child)?),
                _ => self.pass_over(&child)?,
            }
        }
        Ok(name.map(|name| Container { name, extends, sets, imports }))
    }

    fn set(&mut self, element: &Element<'a>, type_attribute: &str) -> Result<Option<Set<'a>>, Fatal> {
        let name = self.set_name(element);
        let ty = self.required(element, type_attribute);
        self.xml.skip()?;
        Ok(name.zip(ty).map(|(name, ty)| Set { name, ty, is_singleton: element.name == "Singleton" }))
    }

    fn import(&mut self, element: &Element<'a>) -> Result<Option<Import<'a>>, Fatal> {
        let (kind, attribute) = match element.name {
            "FunctionImport" => (OperationKind::Function, "Function"),
            _ => (OperationKind::Action, "Action"),
        };
        let name = self.set_name(element);
        let target = self.required(element, attribute);
        self.xml.skip()?;
        Ok(name
            .zip(target)
            .map(|(name, target)| Import { name, target: ImportTarget::Operation { kind, name: target } }))
    }

    fn import_of_v3(&mut self, element: &Element<'a>) -> Result<Option<Import<'a>>, Fatal> {
        let name = self.set_name(element);
        let method = element.get_in(Namespace::Metadata3, "HttpMethod");
        let is_side_effecting = self
            .flag(element.get("IsSideEffecting"))
            .unwrap_or_else(|| method.is_some_and(|method| method.value != "GET"));
        let mut returns = element.get("ReturnType").map(text);
        let mut parameters = Vec::new();
        while let Some(child) = self.next_member()? {
            match child.name {
                "Parameter" => parameters.extend(self.parameter(&child)?),
                "ReturnType" => {
                    returns = returns.or(child.get("Type").map(text));
                    self.xml.skip()?;
                }
                _ => self.pass_over(&child)?,
            }
        }
        Ok(name.map(|name| Import { name, target: ImportTarget::Itself { is_side_effecting, parameters, returns } }))
    }
}
