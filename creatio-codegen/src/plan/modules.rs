//! Modules, files and the names of types.

use super::ident::Case;
use super::pool::{Wish, assign};
use super::{Derive, Dialect, Module, Named, Place, Places, Plan, Renames, doc, enums, ident, records, recursion};
use crate::diagnostic::{Diagnostic, code};
use crate::model::{EntitySet, Model, SchemaId};
use crate::profile::Profile;

/// What the user decides of names and derives.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) renames: Renames,
    pub(crate) derives: Vec<Derive>,
}

/// Decides every name and type. What can't be expressed is left out with a warning.
pub(crate) fn plan(model: &Model, profile: Profile, options: &Options, diagnostics: &mut Vec<Diagnostic>) -> Plan {
    let renames = &options.renames;
    renames.check(diagnostics);
    let places = places(model, renames, diagnostics);
    let dialect = match profile {
        Profile::Creatio => Dialect::Creatio,
        Profile::None => Dialect::Standard,
    };
    let mut sets = vec![Vec::new(); model.types.len()];
    for set in &model.sets {
        sets[set.ty.0].push(set);
    }
    let context = Context { sets, model, renames, places: &places, dialect, components: recursion::components(model) };
    let mut schemas: Vec<SchemaId> =
        (0..model.schemas.len()).map(SchemaId).filter(|&id| id == model.root || is_used(model, id)).collect();
    schemas.sort_by_key(|&id| (id != model.root, &model.schemas[id.0]));
    let modules = schemas.into_iter().map(|schema| module(&context, schema, diagnostics)).collect();
    renames.unused(diagnostics);
    let mut derives = options.derives.clone();
    derives.sort_unstable();
    derives.dedup();
    Plan { derives, modules }
}

/// What the planning of a type looks at.
pub(super) struct Context<'a> {
    pub(super) model: &'a Model,
    pub(super) renames: &'a Renames,
    pub(super) places: &'a Places,
    pub(super) dialect: Dialect,
    pub(super) components: Vec<usize>,
    /// Per type: its sets.
    pub(super) sets: Vec<Vec<&'a EntitySet>>,
}

fn is_used(model: &Model, schema: SchemaId) -> bool {
    model.types.iter().any(|ty| ty.schema == schema) || model.enums.iter().any(|ty| ty.schema == schema)
}

fn module(context: &Context<'_>, schema: SchemaId, diagnostics: &mut Vec<Diagnostic>) -> Module {
    let (model, places) = (context.model, context.places);
    let mut records: Vec<_> = (0..model.types.len())
        .filter(|&id| model.types[id].schema == schema)
        .map(|id| records::record(context, id, diagnostics))
        .collect();
    let mut enums: Vec<_> = (0..model.enums.len())
        .filter(|&id| model.enums[id].schema == schema)
        .map(|id| enums::plan(context, &model.enums[id], places.enums[id].1.clone(), diagnostics))
        .collect();
    records.sort_by(|a, b| a.name.wire.cmp(&b.name.wire));
    enums.sort_by(|a, b| a.name.wire.cmp(&b.name.wire));
    let namespace = &model.schemas[schema.0];
    let place = places.modules[schema.0].clone().map(|name| Place { name, namespace: namespace.clone() });
    Module { place, records, enums }
}

/// Names all modules and types: the members of a type may refer to any other.
fn places(model: &Model, renames: &Renames, diagnostics: &mut Vec<Diagnostic>) -> Places {
    let mut types = vec![None; model.types.len()];
    let mut enums = vec![None; model.enums.len()];
    let mut modules = vec![None; model.schemas.len()];
    for schema in (0..model.schemas.len()).map(SchemaId) {
        let own_types = (0..model.types.len()).filter(|&id| model.types[id].schema == schema);
        let own_enums = (0..model.enums.len()).filter(|&id| model.enums[id].schema == schema);
        let owners: Vec<Owner> = own_types.map(Owner::Type).chain(own_enums.map(Owner::Enum)).collect();
        let wires: Vec<&str> = owners.iter().map(|owner| owner.wire(model)).collect();
        let names = type_names(&wires, &model.schemas[schema.0], renames, diagnostics);
        let other_schemas: Vec<&str> = (schema == model.root)
            .then(|| (0..model.schemas.len()).map(SchemaId).filter(|&id| id != model.root && is_used(model, id)))
            .into_iter()
            .flatten()
            .map(|id| model.schemas[id.0].as_str())
            .collect();
        let mut files = file_names(&names, &other_schemas, &wires);
        for (namespace, name) in other_schemas.iter().zip(files.split_off(names.len())) {
            modules[model.schemas.iter().position(|schema| schema == namespace).unwrap_or_default()] = Some(name);
        }
        for ((owner, ident), file) in owners.iter().zip(names).zip(files) {
            let named = Named {
                file,
                ident,
                wire: owner.wire(model).to_owned(),
                doc: doc::paragraphs(owner.description(model)),
            };
            match owner {
                Owner::Type(id) => types[*id] = Some((schema, named)),
                Owner::Enum(id) => enums[*id] = Some((schema, named)),
            }
        }
    }
    Places { modules, types: types.into_iter().flatten().collect(), enums: enums.into_iter().flatten().collect() }
}

/// A type of the model.
enum Owner {
    Type(usize),
    Enum(usize),
}

impl Owner {
    fn wire<'m>(&self, model: &'m Model) -> &'m str {
        match self {
            Self::Type(id) => &model.types[*id].name,
            Self::Enum(id) => &model.enums[*id].name,
        }
    }

    fn description<'m>(&self, model: &'m Model) -> &'m [String] {
        match self {
            Self::Type(id) => &model.types[*id].description,
            Self::Enum(id) => &model.enums[*id].description,
        }
    }
}

fn type_names(wires: &[&str], namespace: &str, renames: &Renames, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let wishes: Vec<Wish<'_>> =
        wires.iter().map(|wire| Wish::new(wire, ident::camel(wire), renames.get(namespace, wire))).collect();
    let names = assign(&wishes, Case::Camel, str::to_owned);
    report_clashes(&wishes, &names, diagnostics);
    names
}

/// Names of files: of the types, then of the other schemas' modules. Both live in one folder.
fn file_names(types: &[String], schemas: &[&str], wires: &[&str]) -> Vec<String> {
    let of_types = types.iter().zip(wires).map(|(ident, wire)| Wish {
        wire,
        ident: ident::module(ident),
        canonical: ident::camel(wire) == **wire,
        fixed: false,
    });
    let of_schemas = schemas.iter().map(|namespace| Wish {
        wire: namespace,
        ident: ident::module(&namespace.replace('.', "_")),
        canonical: false,
        fixed: false,
    });
    let wishes: Vec<Wish<'_>> = of_types.chain(of_schemas).collect();
    assign(&wishes, Case::Snake, str::to_owned)
}

/// Two renames to one name.
pub(super) fn report_clashes(wishes: &[Wish<'_>], names: &[String], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = std::collections::HashMap::new();
    for (wish, name) in wishes.iter().zip(names).filter(|(wish, _)| wish.fixed) {
        if let Some(first) = seen.insert(name, wish.wire) {
            let message = format!("`{first}` and `{}` are both renamed to `{name}`", wish.wire);
            diagnostics.push(Diagnostic::error(code::BAD_RENAME, message));
        }
    }
}
