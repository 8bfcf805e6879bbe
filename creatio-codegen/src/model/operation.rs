//! Functions, actions and their imports. They are kept for the stages to come; nothing is generated from them yet.

use super::build::Builder;
use super::scope::expression;
use super::{Import, Operation, OperationKind, Parameter, TypeName};
use crate::csdl::{self, Document, ImportTarget, Text};
use crate::diagnostic::{Diagnostic, code, did_you_mean};

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

pub(super) fn imports<'a>(builder: &mut Builder<'a, '_>, index: usize, imports: &'a [csdl::Import<'a>]) {
    for import in imports {
        let built = match &import.target {
            ImportTarget::Operation { kind, name } => import_of(builder, index, import, *kind, name),
            ImportTarget::Itself { is_side_effecting, parameters: declared, returns } => {
                let kind = if *is_side_effecting { OperationKind::Action } else { OperationKind::Function };
                let operation = Operation {
                    schema: super::SchemaId(0),
                    name: import.name.to_string(),
                    kind,
                    is_bound: false,
                    is_composable: false,
                    parameters: parameters(builder, index, declared),
                    returns: returns.as_ref().and_then(|ty| type_name(builder, index, ty)),
                };
                builder.model.operations.push(operation);
                Some(Import { name: import.name.to_string(), operation: import.name.to_string(), kind })
            }
        };
        builder.model.imports.extend(built);
    }
}

fn import_of(
    builder: &mut Builder<'_, '_>,
    index: usize,
    import: &csdl::Import<'_>,
    kind: OperationKind,
    target: &Text<'_>,
) -> Option<Import> {
    let operation = builder.scope.full_name(index, target);
    let known: Vec<_> = builder
        .model
        .operations
        .iter()
        .filter(|known| known.kind == kind && !known.is_bound)
        .map(|known| builder.model.full_name(known.schema, &known.name))
        .collect();
    if !known.contains(&operation) && builder.scope.promised_by(index, target).is_none() {
        let what = if kind == OperationKind::Function { "function" } else { "action" };
        let help = did_you_mean(&operation, known.iter().map(String::as_str));
        builder.complain(
            Diagnostic::error(code::UNKNOWN_REFERENCE, format!("no unbound {what} `{operation}` is declared"))
                .at(target.span)
                .maybe_help(help),
        );
        return None;
    }
    Some(Import { name: import.name.to_string(), operation, kind })
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
