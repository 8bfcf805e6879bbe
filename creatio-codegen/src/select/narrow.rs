//! A model with only the types that were kept, its ids closed up.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, code};
use crate::model::{EnumId, Link, Model, StructuredType, Target, Type, TypeId};

/// Builds the narrow model of the types in `kept`, and of the enums counted behind them.
pub(super) fn narrow(model: &Model, kept: impl Iterator<Item = usize>, diagnostics: &mut Vec<Diagnostic>) -> Model {
    let (types, enums): (Vec<usize>, Vec<usize>) = kept.partition(|&id| id < model.types.len());
    let enums: Vec<usize> = enums.into_iter().map(|id| id - model.types.len()).collect();
    let ids = Ids {
        model,
        types: types.iter().enumerate().map(|(new, &old)| (old, TypeId(new))).collect(),
        enums: enums.iter().enumerate().map(|(new, &old)| (old, EnumId(new))).collect(),
    };
    let mut told = Told::new();
    Model {
        schemas: model.schemas.clone(),
        root: model.root,
        types: types.iter().map(|&old| ids.structured(&model.types[old], &mut told, diagnostics)).collect(),
        enums: enums.iter().map(|&old| model.enums[old].clone()).collect(),
        sets: model
            .sets
            .iter()
            .filter_map(|set| Some(crate::model::EntitySet { ty: *ids.types.get(&set.ty.0)?, ..set.clone() }))
            .collect(),
        operations: model.operations.clone(),
        imports: model.imports.clone(),
    }
}

/// Where the links are that a warning was given for.
type Told = BTreeSet<(usize, usize)>;

/// From old ids to new ones.
struct Ids<'m> {
    model: &'m Model,
    types: BTreeMap<usize, TypeId>,
    enums: BTreeMap<usize, EnumId>,
}

impl Ids<'_> {
    fn structured(&self, ty: &StructuredType, told: &mut Told, diagnostics: &mut Vec<Diagnostic>) -> StructuredType {
        let mut ty = ty.clone();
        ty.base = ty.base.and_then(|base| self.types.get(&base.0).copied());
        for property in &mut ty.properties {
            property.ty = self.column_type(&property.ty);
        }
        let owner = ty.name.clone();
        for link in &mut ty.links {
            self.target(&owner, link, told, diagnostics);
        }
        ty
    }

    fn column_type(&self, ty: &Type) -> Type {
        match ty {
            Type::Collection(item) => Type::Collection(Box::new(self.column_type(item))),
            Type::Complex(id) => self.types.get(&id.0).map_or_else(
                || Type::NotSelected(self.model.full_name(self.model.ty(*id).schema, &self.model.ty(*id).name)),
                |new| Type::Complex(*new),
            ),
            Type::Enum(id) => self.enums.get(&id.0).map_or_else(
                || Type::NotSelected(self.model.full_name(self.model.enums[id.0].schema, &self.model.enums[id.0].name)),
                |new| Type::Enum(*new),
            ),
            other => other.clone(),
        }
    }

    fn target(&self, owner: &str, link: &mut Link, told: &mut Told, diagnostics: &mut Vec<Diagnostic>) {
        match &link.target {
            Target::Type(old) => match self.types.get(&old.0) {
                Some(new) => link.target = Target::Type(*new),
                None => link.target = Target::NotSelected(self.model.ty(*old).name.clone()),
            },
            Target::Missing(name) => {
                let message =
                    format!("`{owner}.{}` leads to `{name}`, which nobody declares: the link is left out", link.name);
                let help = "if an `edmx:Reference` names the file that declares it, save that file beside the document";
                // Derived types inherit the link; once is enough.
                if told.insert((link.span.source.index(), link.span.range().start)) {
                    diagnostics.push(Diagnostic::warning(code::DANGLING_LINK, message).at(link.span).help(help));
                }
            }
            Target::NotSelected(_) => {}
        }
    }
}
