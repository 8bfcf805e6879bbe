//! Modules, files and the names of types.

use super::ident::Case;
use super::pool::{Claim, Wish, assign};
use super::rename::Resolved;
use super::{
    Derive, Dialect, Module, Named, Place, Places, Plan, Renames, doc, enums, ident, nesting, processes, records,
};
use crate::diagnostic::Diagnostic;
use crate::generate::Processes;
use crate::model::{EntitySet, Model, SchemaId};
use crate::profile::Profile;

/// What the user decides of names and derives.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) renames: Renames,
    pub(crate) derives: Vec<Derive>,
}

/// Decides every name and type. What can't be expressed is left out with a warning.
pub(crate) fn plan(
    model: &Model,
    asked: &Processes,
    profile: Profile,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Plan {
    let renames = options.renames.resolve(model);
    let schemas = by_schema(model);
    let ours: &[&str] = if asked.all.is_empty() { &[] } else { &[processes::MODULE] };
    let places = places(model, &schemas, ours, &renames, diagnostics);
    let dialect = match profile {
        Profile::Creatio => Dialect::Creatio,
        Profile::None => Dialect::Standard,
    };
    let mut sets = vec![Vec::new(); model.types.len()];
    for set in &model.sets {
        sets[set.ty.0].push(set);
    }
    let context = Context {
        main_sets: model.main_sets(),
        sets,
        model,
        renames: &renames,
        places: &places,
        dialect,
        nesting: nesting::Nesting::of(model),
    };
    let mut order: Vec<SchemaId> =
        (0..schemas.len()).map(SchemaId).filter(|&id| id == model.root || !schemas[id.0].is_empty()).collect();
    order.sort_by_key(|&id| (id != model.root, &model.schemas[id.0]));
    let modules = order.into_iter().map(|id| module(&context, id, &schemas[id.0], diagnostics)).collect();
    let mut derives = options.derives.clone();
    derives.sort_unstable();
    derives.dedup();
    let processes = processes::plan(asked, &options.renames, diagnostics);
    Plan { derives, modules, processes }
}

/// What the planning of a type looks at.
pub(super) struct Context<'a> {
    pub(super) model: &'a Model,
    pub(super) renames: &'a Resolved<'a>,
    pub(super) places: &'a Places,
    pub(super) dialect: Dialect,
    pub(super) nesting: nesting::Nesting,
    /// Per type: the set that queries go to.
    pub(super) main_sets: Vec<Option<&'a EntitySet>>,
    /// Per type: its sets.
    pub(super) sets: Vec<Vec<&'a EntitySet>>,
}

/// Per schema, its types and then its enums.
fn by_schema(model: &Model) -> Vec<Vec<Owner>> {
    let mut schemas: Vec<Vec<Owner>> = model.schemas.iter().map(|_| Vec::new()).collect();
    for (id, ty) in model.types.iter().enumerate() {
        schemas[ty.schema.0].push(Owner::Type(id));
    }
    for (id, ty) in model.enums.iter().enumerate() {
        schemas[ty.schema.0].push(Owner::Enum(id));
    }
    schemas
}

fn module(context: &Context<'_>, schema: SchemaId, owners: &[Owner], diagnostics: &mut Vec<Diagnostic>) -> Module {
    let (model, places) = (context.model, context.places);
    let (mut records, mut enums) = (Vec::new(), Vec::new());
    for owner in owners {
        match *owner {
            Owner::Type(id) => records.push(records::record(context, id, diagnostics)),
            Owner::Enum(id) => enums.push(enums::plan(context, id, places.enums[id].1.clone(), diagnostics)),
        }
    }
    records.sort_by(|a, b| a.name.wire.cmp(&b.name.wire));
    enums.sort_by(|a, b| a.name.wire.cmp(&b.name.wire));
    let namespace = &model.schemas[schema.0];
    let place = places.modules[schema.0].clone().map(|name| Place { name, namespace: namespace.clone() });
    Module { place, records, enums }
}

/// Names all modules and types: the members of a type may refer to any other.
fn places(
    model: &Model,
    schemas: &[Vec<Owner>],
    ours: &[&str],
    renames: &Resolved<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Places {
    let mut types = vec![None; model.types.len()];
    let mut enums = vec![None; model.enums.len()];
    let mut modules = vec![None; model.schemas.len()];
    for (index, owners) in schemas.iter().enumerate() {
        let schema = SchemaId(index);
        let wires: Vec<&str> = owners.iter().map(|owner| owner.wire(model)).collect();
        let wishes = owners
            .iter()
            .zip(&wires)
            .map(|(owner, wire)| Wish::new(wire, ident::camel(wire), renames.types.get(&owner.index(model)).copied()));
        let wishes: Vec<Wish<'_>> = wishes.collect();
        let names = assign(&wishes, Case::Camel, str::to_owned, diagnostics);
        // The modules of the other schemas lie beside the types of the root.
        let below: Vec<usize> = match schema == model.root {
            true => (0..schemas.len()).filter(|other| *other != index && !schemas[*other].is_empty()).collect(),
            false => Vec::new(),
        };
        let namespaces: Vec<&str> = below.iter().map(|other| model.schemas[*other].as_str()).collect();
        let ours = if schema == model.root { ours } else { &[] };
        let mut files = file_names(&names, &namespaces, ours, &wires, diagnostics);
        for (other, name) in below.iter().zip(files.split_off(names.len())) {
            modules[*other] = Some(name);
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
    /// Types by their id, then enums behind them.
    fn index(&self, model: &Model) -> usize {
        match self {
            Self::Type(id) => *id,
            Self::Enum(id) => model.types.len() + id,
        }
    }

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

/// Names of files: of the types, then of the other schemas' modules. Both live in one folder, beside the types and the
/// modules that are `ours`.
pub(super) fn file_names(
    types: &[String],
    schemas: &[&str],
    ours: &[&str],
    wires: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let of_types = types.iter().zip(wires);
    let of_types = of_types.map(|(ident, wire)| Wish { wire, ident: ident::module(ident), claim: Claim::Weak });
    // The module of a schema is public, so the private module of a type makes room for it.
    let of_schemas = schemas.iter().map(|namespace| {
        let ident = ident::module(&namespace.replace('.', "_"));
        Wish { wire: namespace, ident, claim: Claim::Canonical }
    });
    let reserved = types.iter().map(String::as_str).chain(ours.iter().copied());
    let reserved = reserved.map(|ident| Wish { wire: ident, ident: ident.to_owned(), claim: Claim::Reserved });
    let wishes: Vec<Wish<'_>> = of_types.chain(of_schemas).chain(reserved).collect();
    let mut names = assign(&wishes, Case::Snake, str::to_owned, diagnostics);
    names.truncate(types.len() + schemas.len());
    names
}
