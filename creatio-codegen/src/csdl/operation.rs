//! Functions and actions.

use super::read::Reader;
use super::{Operation, OperationKind, Parameter};
use crate::diagnostic::{Diagnostic, code};
use crate::xml::{Element, Fatal};

impl<'a> Reader<'a, '_> {
    /// A `Function` or `Action` of CSDL 4.
    pub(super) fn operation(&mut self, element: &Element<'a>) -> Result<Option<Operation<'a>>, Fatal> {
        let kind = if element.name == "Function" { OperationKind::Function } else { OperationKind::Action };
        let name = self.type_name(element);
        let is_bound = self.flag(element.get("IsBound")).unwrap_or(false);
        let is_composable = self.flag(element.get("IsComposable")).unwrap_or(false);
        let (mut parameters, mut returns, mut has_return) = (Vec::new(), None, false);
        while let Some(child) = self.next_member()? {
            match child.name {
                "Parameter" => parameters.extend(self.parameter(&child)?),
                "ReturnType" => {
                    has_return = true;
                    returns = self.required(&child, "Type");
                    self.xml.skip()?;
                }
                _ => self.pass_over(&child)?,
            }
        }
        if kind == OperationKind::Function && !has_return {
            self.complain(
                Diagnostic::error(code::BAD_OPERATION, "a function must return something")
                    .at(element.span)
                    .help("add a `ReturnType`, or make it an action"),
            );
        }
        if is_bound && parameters.is_empty() {
            self.complain(
                Diagnostic::error(code::BAD_OPERATION, "a bound operation needs a first parameter to be bound to")
                    .at(element.span)
                    .help("add a `Parameter`, or take `IsBound` out"),
            );
        }
        Ok(name.map(|name| Operation { kind, name, is_bound, is_composable, parameters, returns }))
    }

    pub(super) fn parameter(&mut self, element: &Element<'a>) -> Result<Option<Parameter<'a>>, Fatal> {
        let name = self.name(element);
        let ty = self.required(element, "Type");
        let nullable = self.flag(element.get("Nullable"));
        self.xml.skip()?;
        Ok(name.zip(ty).map(|(name, ty)| Parameter { name, ty, nullable }))
    }
}
