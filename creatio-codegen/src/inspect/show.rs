//! What a type or process becomes in Rust.

use std::collections::HashMap;
use std::path::PathBuf;

use super::processes::{self, ProcessParameter};
use crate::config::Config;
use crate::diagnostic::{Report, Severity};
use crate::emit;
use crate::error::{Error, Result};
use crate::generate::{self, Processes};
use crate::model::{self, Model, StructuredType, Target, Type};
use crate::plan::{self, Enum, Module, Plan, Record};
use crate::profile::Profile;
use crate::select::{self, Pattern};

/// A type of the document, or a process, and the Rust that it becomes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Its name, that of a type with the namespace.
    pub name: String,
    /// What kind of type it is.
    pub kind: Kind,
    /// Whether the configuration asks for it; when it does not, it is shown as if it did.
    pub is_generated: bool,
    /// Its path below the root of the generated tree.
    pub path: String,
    /// The file of that tree which it stands in.
    pub file: String,
    /// The set that queries go to.
    pub set: Option<String>,
    /// Names of the key properties, as far as the key can be expressed.
    pub key: Vec<String>,
    /// Structural properties.
    pub columns: Vec<Column>,
    /// Streams, with their constants.
    pub streams: Vec<(String, String)>,
    /// Navigation properties to one row.
    pub lookups: Vec<Link>,
    /// Navigation properties to many rows.
    pub details: Vec<Link>,
    /// Sets beside the first, and singletons, with their constants.
    pub sets: Vec<(String, String)>,
    /// Members of an enum.
    pub members: Vec<Member>,
    /// Of a process: what it is called in the designer.
    pub caption: Option<String>,
    /// Of a process: the version whose parameters these are, when it is another than the one that it is named by.
    pub version: Option<String>,
    /// Of a process: the file that it was read from.
    pub source: Option<PathBuf>,
    /// Of a process: the path of what it hands back, below the root of the generated tree.
    pub output: Option<String>,
    /// Parameters of a process, and their item properties.
    pub parameters: Vec<ProcessParameter>,
    /// What Rust does not get.
    pub left_out: Vec<LeftOut>,
}

/// What kind of type is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// An entity type.
    #[default]
    Entity,
    /// A complex type.
    Complex,
    /// An enum type.
    Enum,
    /// A business process.
    Process,
}

/// A structural property and its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the document.
    pub name: String,
    /// Its type in the document.
    pub edm: String,
    /// The field; the constant is spelled the same in capitals.
    pub field: String,
    /// The constant.
    pub constant: String,
    /// The type of the field.
    pub rust: String,
    /// The lookup whose key it holds.
    pub key_of: Option<String>,
    /// The server computes it.
    pub is_computed: bool,
}

/// A navigation property and its constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its name in the document.
    pub name: String,
    /// The constant.
    pub constant: String,
    /// The Rust type that it leads to.
    pub to: String,
    /// The lookup that leads back.
    pub partner: Option<String>,
}

/// A member of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name in the document.
    pub name: String,
    /// Its number.
    pub value: i64,
    /// The variant.
    pub variant: String,
}

/// A member that Rust does not get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name in the document.
    pub name: String,
    /// The reason.
    pub why: String,
    /// It leads to an entity that is not asked for.
    pub is_not_selected: bool,
}

/// Shows each type and each process that `glob` means. Without patterns, every type counts as asked for.
pub(crate) fn show(config: &Config, glob: &str) -> Result<(Vec<Shown>, Report)> {
    let mut report = Report { diagnostics: Vec::new(), sources: config.sources.clone() };
    // Where there are processes, there need not be a document.
    let read = match config.metadata.is_none() && !config.processes.is_empty() {
        true => Some((Model::without_types(), Profile::Creatio)),
        false => generate::read_model(config, config.required_metadata()?, &mut report),
    };
    let processes = generate::processes(config, &mut report);
    let Some((model, profile)) = read else { return Err(Error::new(report)) };
    config.options.renames.check(&model, &processes, &mut report.diagnostics);
    let mut shown = types(config, &model, profile, &processes, glob, &mut report);
    if report.has_errors() {
        return Err(Error::new(report));
    }
    shown.extend(processes::shown(config, &processes, glob, &mut report));
    if shown.is_empty() {
        let of_types = select::names(&model).into_iter().map(|(_, name)| name);
        let known = of_types.chain(processes.all.iter().map(|process| process.name.as_str()));
        report.diagnostics.push(select::no_match(&Pattern::new(glob, None), known));
    }
    if report.has_errors() {
        return Err(Error::new(report));
    }
    report.diagnostics.clear();
    Ok((shown, report))
}

/// What becomes of the types that `glob` means.
fn types(
    config: &Config,
    model: &Model,
    profile: Profile,
    processes: &Processes,
    glob: &str,
    report: &mut Report,
) -> Vec<Shown> {
    let names = select::names(model);
    if names.is_empty() {
        return Vec::new();
    }
    let everything = [Pattern::new("*", None)];
    let patterns = if config.patterns.is_empty() { &everything } else { config.patterns.as_slice() };
    let mut selection = select::select(model, patterns, config.closure, &mut report.diagnostics);
    if report.has_errors() {
        return Vec::new();
    }
    let asked = (0..names.len()).filter(|&at| model.name_matches(names[at].0, names[at].1, glob));
    // What is not generated would change what the generated types look like, so it is looked at by itself.
    let (kept, others): (Vec<usize>, Vec<usize>) = asked.partition(|id| selection.kept.contains_key(id));
    let mut shown = Vec::new();
    for (ids, is_generated) in [(kept, true), (others, false)] {
        if ids.is_empty() {
            continue;
        }
        if !is_generated {
            selection.insist(model, &ids);
        }
        // Warnings would be of everything; what concerns these types is shown with them.
        let narrow = selection.narrow(model, &mut Vec::new());
        let mut found = Vec::new();
        let plan = plan::plan(&narrow, processes, profile, &config.options, &mut found);
        report.diagnostics.extend(found.into_iter().filter(|one| one.severity == Severity::Error));
        let planned = Planned::of(&narrow, &plan);
        shown.extend(ids.iter().filter_map(|&id| {
            let (schema, name) = names[id];
            let shown = planned.show((&model.schemas[schema.0], name))?;
            Some((id, Shown { name: model.full_name(schema, name), is_generated, ..shown }))
        }));
    }
    shown.sort_by_key(|(id, _)| *id);
    shown.into_iter().map(|(_, shown)| shown).collect()
}

/// Namespace and name.
type Name<'p> = (&'p str, &'p str);

/// What was planned, by name.
struct Planned<'p> {
    model: &'p Model,
    types: HashMap<Name<'p>, &'p StructuredType>,
    records: HashMap<Name<'p>, (&'p Module, &'p Record)>,
    enums: HashMap<Name<'p>, (&'p Module, &'p Enum)>,
}

impl<'p> Planned<'p> {
    fn of(model: &'p Model, plan: &'p Plan) -> Self {
        let namespace = |module: &'p Module| {
            module.place.as_ref().map_or(model.schemas[model.root.0].as_str(), |place| place.namespace.as_str())
        };
        let named = |ty: &'p StructuredType| ((model.schemas[ty.schema.0].as_str(), ty.name.as_str()), ty);
        let records = plan.modules.iter().flat_map(|module| {
            module.records.iter().map(move |record| ((namespace(module), record.name.wire.as_str()), (module, record)))
        });
        let enums = plan.modules.iter().flat_map(|module| {
            module.enums.iter().map(move |ty| ((namespace(module), ty.name.wire.as_str()), (module, ty)))
        });
        Self {
            model,
            types: model.types.iter().map(named).collect(),
            records: records.collect(),
            enums: enums.collect(),
        }
    }

    fn show(&self, name: Name<'_>) -> Option<Shown> {
        match (self.records.get(&name), self.enums.get(&name)) {
            (Some((module, of)), _) => Some(record(self.model, self.types.get(&name)?, module, of)),
            (None, Some((module, of))) => Some(enumeration(module, of)),
            (None, None) => None,
        }
    }
}

/// Where a type is found.
fn placed(module: &Module, named: &plan::Named, kind: Kind) -> Shown {
    let (path, folder) = match &module.place {
        Some(place) => (format!("{}::{}", place.name, named.ident), format!("{}/", place.name)),
        None => (named.ident.clone(), String::new()),
    };
    Shown { kind, path, file: format!("{folder}{}.rs", named.file), ..Shown::default() }
}

fn record(model: &Model, ty: &StructuredType, module: &Module, record: &Record) -> Shown {
    let kind = match ty.kind {
        model::Kind::Entity => Kind::Entity,
        model::Kind::Complex => Kind::Complex,
    };
    let mut shown = Shown {
        columns: record.fields.iter().map(|field| column(model, ty, module, field)).collect(),
        left_out: left_out(ty, record),
        ..placed(module, &record.name, kind)
    };
    if let Some(entity) = &record.entity {
        let (details, lookups): (Vec<_>, Vec<_>) = entity.links.iter().partition(|link| link.many);
        shown.set.clone_from(&entity.set);
        shown.key = entity.key.iter().map(|part| part.wire.clone()).collect();
        shown.streams = entity.streams.iter().map(|one| (one.wire.clone(), one.constant.clone())).collect();
        shown.sets = entity.sets.iter().map(|one| (one.wire.clone(), one.constant.clone())).collect();
        shown.lookups = lookups.into_iter().map(link).collect();
        shown.details = details.into_iter().map(link).collect();
    }
    shown
}

fn enumeration(module: &Module, ty: &Enum) -> Shown {
    let member = |variant: &plan::Variant| Member {
        name: variant.wire.clone(),
        value: variant.value,
        variant: variant.ident.clone(),
    };
    Shown { members: ty.variants.iter().map(member).collect(), ..placed(module, &ty.name, Kind::Enum) }
}

fn column(model: &Model, ty: &StructuredType, module: &Module, field: &plan::Field) -> Column {
    let property = ty.property(&field.wire);
    Column {
        name: field.wire.clone(),
        edm: property.map_or_else(String::new, |property| type_name(model, &property.ty)),
        field: field.ident.clone(),
        constant: field.constant.clone(),
        rust: emit::type_text(&field.shape, module.place.as_ref().map(|place| place.name.as_str())),
        key_of: field.lookup.as_ref().map(|(link, _)| link.clone()),
        is_computed: field.computed,
    }
}

fn link(link: &plan::Link) -> Link {
    Link {
        name: link.wire.clone(),
        constant: link.constant.clone(),
        to: match &link.target.module {
            Some(module) => format!("{module}::{}", link.target.ident),
            None => link.target.ident.clone(),
        },
        partner: link.partner.clone(),
    }
}

fn left_out(ty: &StructuredType, record: &Record) -> Vec<LeftOut> {
    let mut left_out: Vec<LeftOut> = record
        .left_out
        .iter()
        .map(|one| {
            let target = ty.link(&one.wire).map(|link| &link.target);
            let is_not_selected = matches!(target, Some(Target::NotSelected(_)));
            LeftOut { name: one.wire.clone(), why: one.why.clone(), is_not_selected }
        })
        .collect();
    left_out.sort_by(|a, b| a.name.cmp(&b.name));
    left_out
}

/// As a document would write it.
fn type_name(model: &Model, ty: &Type) -> String {
    match ty {
        Type::Primitive(primitive) => format!("Edm.{primitive:?}"),
        Type::Enum(id) => model.full_name(model.enums[id.0].schema, &model.enums[id.0].name),
        Type::Complex(id) => model.full_name(model.ty(*id).schema, &model.ty(*id).name),
        Type::Collection(item) => format!("Collection({})", type_name(model, item)),
        Type::Unsupported(name) | Type::NotSelected(name) | Type::Elsewhere { name, .. } => name.clone(),
    }
}
