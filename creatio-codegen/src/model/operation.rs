//! Functions, actions and their imports. They are kept for the stages to come; nothing is generated from them yet.

use std::collections::HashSet;

use super::build::Builder;
use super::scope::expression;
use super::{Import, Operation, OperationKind, Parameter, SchemaId, TypeName};
use crate::csdl::{self, Document, ImportTarget, Text};
use crate::diagnostic::{Diagnostic, code};

pub(super) fn operations<'a>(builder: &mut Builder<'a, '_>, index: usize, document: &'a Document<'a>) {
    for schema in &document.schemas {
        for declared in &schema.operations {
            let operation = Operation {
                schema: builder.scope.schema(&schema.namespace),
                name: declared.name.to_string(),
                kind: declared.kind,
                is_bound: declared.is_bound,
                is_composable: declared.is_composable,
                parameters: parameters(builder, index, &declared.parameters),
                returns: declared.returns.as_ref().and_then(|ty| type_name(builder, index, ty)),
            };
            builder.model.operations.push(operation);
        }
    }
}

pub(super) fn imports<'a>(
    builder: &mut Builder<'a, '_>,
    index: usize,
    schema: SchemaId,
    imports: &'a [csdl::Import<'a>],
) {
    let known: HashSet<_> = builder
        .model
        .operations
        .iter()
        .filter(|operation| !operation.is_bound)
        .map(|operation| (operation.kind, builder.model.full_name(operation.schema, &operation.name)))
        .collect();
    for import in imports {
        let built = match &import.target {
            ImportTarget::Operation { kind, name } => import_of(builder, index, import, (*kind, name), &known),
            ImportTarget::Itself { is_side_effecting, parameters: declared, returns } => {
                let kind = if *is_side_effecting { OperationKind::Action } else { OperationKind::Function };
                let operation = Operation {
                    schema,
                    name: import.name.to_string(),
                    kind,
                    is_bound: false,
                    is_composable: false,
                    parameters: parameters(builder, index, declared),
                    returns: returns.as_ref().and_then(|ty| type_name(builder, index, ty)),
                };
                let full_name = builder.model.full_name(schema, &operation.name);
                builder.model.operations.push(operation);
                Some(Import { name: import.name.to_string(), operation: full_name, kind })
            }
        };
        builder.model.imports.extend(built);
    }
}

fn import_of(
    builder: &mut Builder<'_, '_>,
    index: usize,
    import: &csdl::Import<'_>,
    (kind, target): (OperationKind, &Text<'_>),
    known: &HashSet<(OperationKind, String)>,
) -> Option<Import> {
    let operation = (kind, builder.scope.full_name(index, target));
    if !known.contains(&operation) && builder.scope.promised_by(index, target).is_none() {
        let what = if kind == OperationKind::Function { "function" } else { "action" };
        let names = known.iter().filter(|(of, _)| *of == kind).map(|(_, name)| name.as_str());
        let near = builder.scope.near(&operation.1, names);
        let message = format!("no unbound {what} `{}` is declared", operation.1);
        builder.complain(Diagnostic::error(code::UNKNOWN_REFERENCE, message).at(target.span).maybe_help(near));
        return None;
    }
    Some(Import { name: import.name.to_string(), operation: operation.1, kind })
}

fn parameters(builder: &mut Builder<'_, '_>, index: usize, declared: &[csdl::Parameter<'_>]) -> Vec<Parameter> {
    declared
        .iter()
        .filter_map(|parameter| {
            let ty = type_name(builder, index, &parameter.ty)?;
            Some(Parameter { name: parameter.name.to_string(), ty, nullable: parameter.nullable.unwrap_or(true) })
        })
        .collect()
}

fn type_name(builder: &mut Builder<'_, '_>, index: usize, text: &Text<'_>) -> Option<TypeName> {
    match expression(text) {
        Ok(expression) => Some(TypeName {
            name: builder.scope.full_name(index, expression.name),
            is_collection: expression.is_collection,
        }),
        Err(diagnostic) => {
            builder.complain(diagnostic);
            None
        }
    }
}
