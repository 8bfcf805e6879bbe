//! Functions, actions and their imports. They are kept for the stages to come; nothing is generated from them yet.

use std::collections::HashMap;

use super::build::Builder;
use super::expression::{Expression, expression};
use super::scope::primitive;
use super::{Import, Model, Operation, OperationKind, Parameter, SchemaId, TypeName};
use crate::csdl::{self, Document, ImportTarget, Text};
use crate::diagnostic::{Diagnostic, Severity, code};
use crate::source::Span;

pub(super) fn operations<'a>(builder: &mut Builder<'a, '_>, index: usize, document: &'a Document<'a>) {
    for schema in &document.schemas {
        for declared in &schema.operations {
            let operation = Operation {
                schema: builder.scope.schema(&schema.namespace),
                name: declared.name.to_string(),
                kind: declared.kind,
                is_bound: declared.is_bound,
                is_composable: declared.is_composable,
                parameters: parameters(builder, index, &declared.name, &declared.parameters),
                returns: declared.returns.as_ref().and_then(|ty| type_name(builder, index, ty)),
            };
            builder.model.operations.push(operation);
        }
    }
}

/// The operations by their full names: kind, and whether bound.
pub(super) struct Known(HashMap<String, Vec<(OperationKind, bool)>>);

impl Known {
    pub(super) fn of(model: &Model) -> Self {
        let mut known: HashMap<_, Vec<_>> = HashMap::new();
        for operation in &model.operations {
            let name = model.full_name(operation.schema, &operation.name);
            known.entry(name).or_default().push((operation.kind, operation.is_bound));
        }
        Self(known)
    }
}

impl<'a> Builder<'a, '_> {
    pub(super) fn imports(&mut self, index: usize, schema: SchemaId, imports: &'a [csdl::Import<'a>], known: &Known) {
        for import in imports {
            let built = match &import.target {
                ImportTarget::Operation { kind, name } => self.import(index, import, (*kind, name), known),
                ImportTarget::Itself { is_side_effecting, parameters: declared, returns } => {
                    let kind = if *is_side_effecting { OperationKind::Action } else { OperationKind::Function };
                    let operation = Operation {
                        schema,
                        name: import.name.to_string(),
                        kind,
                        is_bound: false,
                        is_composable: false,
                        parameters: parameters(self, index, &import.name, declared),
                        returns: returns.as_ref().and_then(|ty| type_name(self, index, ty)),
                    };
                    let full_name = self.model.full_name(schema, &operation.name);
                    self.model.operations.push(operation);
                    Some(Import { name: import.name.to_string(), operation: full_name, kind })
                }
            };
            self.model.imports.extend(built);
        }
    }

    fn import(
        &mut self,
        index: usize,
        import: &csdl::Import<'_>,
        (kind, target): (OperationKind, &Text<'_>),
        known: &Known,
    ) -> Option<Import> {
        let name = self.scope.full_name(index, target);
        let overloads = known.0.get(&name).map_or(&[][..], Vec::as_slice);
        if overloads.contains(&(kind, false)) || self.scope.promised_by(index, target).is_some() {
            return Some(Import { name: import.name.to_string(), operation: name, kind });
        }
        let (what, other, element) = match kind {
            OperationKind::Function => ("function", "an action", "ActionImport"),
            OperationKind::Action => ("action", "a function", "FunctionImport"),
        };
        let help = match overloads {
            [] => {
                let unbound = known.0.iter().filter(|(_, overloads)| overloads.contains(&(kind, false)));
                let near = self.scope.near(&name, unbound.map(|(name, _)| name.as_str()));
                near.unwrap_or_else(|| "declare it, or take the import out".to_owned())
            }
            _ if overloads.iter().any(|(_, is_bound)| !is_bound) => format!("`{name}` is {other}: use `{element}`"),
            _ => format!("`{name}` is bound: it is called on a row and needs no import"),
        };
        let message = format!("no unbound {what} `{name}` is declared");
        self.complain(Diagnostic::error(code::UNKNOWN_REFERENCE, message).at(target.span).help(help));
        None
    }
}

fn parameters<'a>(
    builder: &mut Builder<'a, '_>,
    index: usize,
    of: &Text<'_>,
    declared: &'a [csdl::Parameter<'a>],
) -> Vec<Parameter> {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let mut out = Vec::with_capacity(declared.len());
    for csdl::Parameter { name, ty, nullable } in declared {
        if let Some(first) = seen.insert(name, name.span) {
            let message = format!("`{}` has two parameters called `{}`", &**of, &**name);
            // There are such documents, and nothing is generated from parameters yet.
            let diagnostic = Diagnostic::warning(code::DUPLICATE, message).at(name.span).label(first, "first here");
            builder.complain(diagnostic.help("take one out, or give it another name"));
        }
        let Some(ty) = type_name(builder, index, ty) else { continue };
        out.push(Parameter { name: name.to_string(), ty, nullable: nullable.unwrap_or(true) });
    }
    out
}

/// Nothing is generated from operations yet, so that a type that nobody declares is no reason to refuse the document.
fn type_name(builder: &mut Builder<'_, '_>, index: usize, text: &Text<'_>) -> Option<TypeName> {
    let Expression { name, is_collection } = expression(text).map_err(|wrong| builder.complain(wrong)).ok()?;
    let scope = &builder.scope;
    let is_known = scope.find(index, name).is_some() || scope.promised_by(index, name).is_some();
    if !is_known && primitive(builder.versions[index], name).is_none() {
        builder.unknown(Severity::Warning, index, text, name);
    }
    Some(TypeName { name: builder.scope.full_name(index, name), is_collection })
}
