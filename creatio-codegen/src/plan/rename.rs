//! `[rename]` of the configuration.

use std::collections::BTreeMap;

use super::ident::{Case, objection};
use crate::diagnostic::{Diagnostic, code, did_you_mean};
use crate::generate::Processes;
use crate::model::{Model, SchemaId};
use crate::process::Process;
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
    /// Where what is renamed stands.
    key: Option<Span>,
}

impl Renames {
    /// A new name, with the places of the old and of the new one in a file.
    pub(crate) fn insert(&mut self, wire: String, ident: String, places: Option<(Span, Span)>) {
        let (key, span) = places.unzip();
        self.0.insert(wire, Chosen { ident, span, key });
    }

    /// Tells what names nothing in the whole document, or several things, or chooses what is no Rust name.
    pub(crate) fn check(&self, whole: &Model, processes: &Processes, diagnostics: &mut Vec<Diagnostic>) {
        let owners = owners(whole);
        let mut renamed = BTreeMap::new();
        for (wire, chosen) in &self.0 {
            let found = find(whole, &owners, wire);
            let of_process = process_case(&processes.all, wire);
            let case = match found.as_slice() {
                [] if of_process.is_some() => of_process.unwrap_or(Case::Snake),
                [_, ..] if of_process.is_some() => {
                    let message = format!("`{wire}` stands in the document and in a process");
                    let help = format!("name the type with its namespace, and the process `{PROCESSES}{wire}`");
                    diagnostics.push(bad(message, chosen.key).help(help));
                    continue;
                }
                // What it names may be in a process that could not be read.
                [] if !processes.is_whole => continue,
                [] => {
                    // To search for thousands of mistakes would take long and help nobody.
                    let owners = if diagnostics.len() < MOST_SEARCHES { owners.as_slice() } else { &[] };
                    diagnostics.push(names_nothing(whole, owners, &processes.all, wire, chosen));
                    continue;
                }
                [(owner, member)] => {
                    if let Some(other) = renamed.insert((*owner, *member), wire) {
                        let message = format!("`{other}` and `{wire}` are one thing, renamed twice");
                        diagnostics.push(bad(message, chosen.key).help("keep one of them"));
                    }
                    case(whole, *owner, *member)
                }
                [..] => {
                    let message = format!("`{wire}` stands in {} schemas", found.len());
                    diagnostics.push(bad(message, chosen.key).help("name it with its namespace"));
                    continue;
                }
            };
            if let Some(why) = objection(&chosen.ident, case) {
                let message = format!("`{}` can't be the name of `{wire}`", chosen.ident);
                diagnostics.push(bad(message, chosen.span).help(why));
            }
        }
    }

    /// The name that the user chose for a process, or for a parameter of one.
    pub(super) fn process(&self, path: &str) -> Option<&Chosen> {
        if self.0.is_empty() { None } else { self.0.get(path).or_else(|| self.0.get(&format!("{PROCESSES}{path}"))) }
    }

    /// Finds what each rename names in a model that is narrow: what was not selected keeps its rename for another day.
    pub(super) fn resolve<'r>(&'r self, narrow: &Model) -> Resolved<'r> {
        let mut resolved = Resolved::default();
        if self.0.is_empty() {
            return resolved;
        }
        let owners = owners(narrow);
        for (wire, chosen) in &self.0 {
            for (owner, member) in find(narrow, &owners, wire) {
                match member {
                    None => resolved.types.insert(owner, chosen),
                    Some(member) => resolved.members.insert((owner, member.to_owned()), chosen),
                };
            }
        }
        resolved
    }
}

/// Before the name of a process, tells it from a type that is called the same.
const PROCESSES: &str = "processes.";

/// For so many renames that name nothing, the nearest name is searched.
const MOST_SEARCHES: usize = 20;

/// Types and members of enums are one case, members of types the other.
fn case(model: &Model, owner: usize, member: Option<&str>) -> Case {
    if member.is_some() && owner < model.types.len() { Case::Snake } else { Case::Camel }
}

/// Of what case the name of a process, or of a parameter of one, must be; none when `wire` names neither.
fn process_case(processes: &[Process], wire: &str) -> Option<Case> {
    let mut parts = wire.strip_prefix(PROCESSES).unwrap_or(wire).split('.');
    let name = parts.next()?;
    let process = processes.iter().find(|process| process.name == name)?;
    let (mut parameters, mut case) = (&process.parameters, Case::Camel);
    for part in parts {
        parameters = &parameters.iter().find(|parameter| parameter.name == part)?.items;
        case = Case::Snake;
    }
    Some(case)
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

/// What `wire` names: owners, or members of them.
fn find<'w>(model: &Model, owners: &[Owner<'_>], wire: &'w str) -> Vec<(usize, Option<&'w str>)> {
    let named = |path: &str| -> Vec<usize> {
        let is_named = |(schema, name, _): &Owner<'_>| {
            *name == path || path.ends_with(name) && model.full_name(*schema, name) == path
        };
        owners.iter().enumerate().filter(|(_, owner)| is_named(owner)).map(|(index, _)| index).collect()
    };
    let found = named(wire);
    if !found.is_empty() {
        return found.into_iter().map(|owner| (owner, None)).collect();
    }
    let Some((path, member)) = wire.rsplit_once('.') else { return Vec::new() };
    named(path)
        .into_iter()
        .filter(|&owner| owners[owner].2.contains(&member))
        .map(|owner| (owner, Some(member)))
        .collect()
}

fn names_nothing(
    model: &Model,
    owners: &[Owner<'_>],
    processes: &[Process],
    wire: &str,
    chosen: &Chosen,
) -> Diagnostic {
    let owner = wire.rsplit_once('.').and_then(|(path, member)| Some((find(model, owners, path).first()?.0, member)));
    let near = match owner {
        Some((owner, member)) => did_you_mean(member, owners[owner].2.iter().copied()),
        None => {
            let of_processes = processes.iter().flat_map(|process| {
                let parameters =
                    process.parameters.iter().map(move |parameter| format!("{}.{}", process.name, parameter.name));
                std::iter::once(process.name.clone()).chain(parameters)
            });
            let of_processes: Vec<String> = of_processes.collect();
            let known = owners.iter().map(|(_, name, _)| *name).chain(of_processes.iter().map(String::as_str));
            did_you_mean(wire, known)
        }
    };
    bad(
        format!("`{wire}` names nothing in the document{}", if processes.is_empty() { "" } else { ", and no process" }),
        chosen.key,
    )
    .help("a type is named by itself, a member as `Type.Member`, both as the document spells them")
    .maybe_help(near)
}

/// A diagnostic at the name that the user chose.
pub(super) fn bad(message: String, span: Option<Span>) -> Diagnostic {
    Diagnostic::error(code::BAD_RENAME, message).maybe_at(span)
}
