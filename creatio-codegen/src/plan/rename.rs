//! `[rename]` of the configuration.

use std::collections::BTreeMap;

use super::ident::{Case, is_name};
use crate::diagnostic::{Diagnostic, code, did_you_mean};
use crate::model::{Model, SchemaId};
use crate::source::Span;

/// Rust names that the user chose, by the name in the document: `Contact`, `Contact.Type`, either with its namespace.
#[derive(Clone, Debug, Default)]
pub(crate) struct Renames(BTreeMap<String, Chosen>);

/// A name that the user chose.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub(super) ident: String,
    /// Where it stands, when it comes from a file.
    pub(super) span: Option<Span>,
}

impl Renames {
    pub(crate) fn insert(&mut self, wire: String, ident: String, span: Option<Span>) {
        self.0.insert(wire, Chosen { ident, span });
    }

    /// Finds what each rename names. What names nothing that is generated, or chooses no Rust name, is told.
    pub(super) fn resolve<'r>(&'r self, model: &Model, diagnostics: &mut Vec<Diagnostic>) -> Resolved<'r> {
        let owners = owners(model);
        let mut resolved = Resolved::default();
        for (wire, chosen) in &self.0 {
            let found = find(model, &owners, wire);
            let case = match found {
                Some((owner, None)) => {
                    resolved.types.insert(owner, chosen);
                    Case::Camel
                }
                Some((owner, Some(member))) => {
                    resolved.members.insert((owner, member.to_owned()), chosen);
                    // Members of enums are variants.
                    if owner < model.types.len() { Case::Snake } else { Case::Camel }
                }
                None => {
                    diagnostics.push(names_nothing(model, &owners, wire, chosen));
                    continue;
                }
            };
            if !is_name(&chosen.ident, case) {
                let message = format!("`{}` can't be the name of `{wire}`", chosen.ident);
                diagnostics.push(bad(message, chosen.span).help(match case {
                    Case::Camel => "types and members of enums are named in UpperCamelCase, not with a keyword",
                    Case::Snake => "members are named in snake_case; their consts follow",
                }));
            }
        }
        resolved
    }
}

/// The renames by what they rename. Owners are types by their id, then enums behind them.
#[derive(Default)]
pub(super) struct Resolved<'r> {
    pub(super) types: BTreeMap<usize, &'r Chosen>,
    members: BTreeMap<(usize, String), &'r Chosen>,
}

impl<'r> Resolved<'r> {
    pub(super) fn member(&self, owner: usize, wire: &str) -> Option<&'r Chosen> {
        if self.members.is_empty() { None } else { self.members.get(&(owner, wire.to_owned())).copied() }
    }
}

type Owner<'m> = (SchemaId, &'m str, Vec<&'m str>);

/// Types and enums with the names of their members.
fn owners(model: &Model) -> Vec<Owner<'_>> {
    let types = model.types.iter().map(|ty| {
        let links = ty.links.iter().map(|link| link.name.as_str());
        (
            ty.schema,
            ty.name.as_str(),
            ty.properties.iter().map(|property| property.name.as_str()).chain(links).collect(),
        )
    });
    let enums = model
        .enums
        .iter()
        .map(|ty| (ty.schema, ty.name.as_str(), ty.members.iter().map(|member| member.name.as_str()).collect()));
    types.chain(enums).collect()
}

/// The owner that `wire` names, and its member if it names one.
fn find<'w>(model: &Model, owners: &[Owner<'_>], wire: &'w str) -> Option<(usize, Option<&'w str>)> {
    let named = |path: &str| {
        owners.iter().position(|(schema, name, _)| {
            *name == path || path.ends_with(name) && model.full_name(*schema, name) == path
        })
    };
    if let Some(owner) = named(wire) {
        return Some((owner, None));
    }
    let (path, member) = wire.rsplit_once('.')?;
    let owner = named(path)?;
    owners[owner].2.contains(&member).then_some((owner, Some(member)))
}

fn names_nothing(model: &Model, owners: &[Owner<'_>], wire: &str, chosen: &Chosen) -> Diagnostic {
    let near = match wire.rsplit_once('.').and_then(|(path, member)| Some((find(model, owners, path)?.0, member))) {
        Some((owner, member)) => did_you_mean(member, owners[owner].2.iter().copied()),
        None => did_you_mean(wire, owners.iter().map(|(_, name, _)| *name)),
    };
    bad(format!("`{wire}` names nothing that is generated"), chosen.span)
        .help("a type is named by itself, a member as `Type.Member`, both as the document spells them")
        .maybe_help(near)
}

/// A diagnostic at the name that the user chose.
pub(super) fn bad(message: String, span: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::error(code::BAD_RENAME, message);
    match span {
        Some(span) => diagnostic.at(span),
        None => diagnostic,
    }
}
