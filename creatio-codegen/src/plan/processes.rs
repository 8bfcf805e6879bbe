//! Business processes: two structs each, of what goes in and what comes out, and such structs for items, too.

mod describe;
mod tree;

use std::collections::HashMap;

use super::ident::Case;
use super::modules::file_names;
use super::pool::{Claim, Wish, assign};
use super::{Base, Named, Process, Renames, Shape, Slot, TypePath, Values, Way, ident};
use crate::diagnostic::Diagnostic;
use crate::generate::Processes;
use crate::model::Primitive;
use crate::process::Kind;
use crate::schemas::EntityNames;
use tree::{Branch, Tree};

/// The module of all processes, below the root.
pub(crate) const MODULE: &str = "processes";

pub(super) fn plan(asked: &Processes, renames: &Renames, diagnostics: &mut Vec<Diagnostic>) -> Vec<Process> {
    let trees: Vec<Tree<'_>> = asked.all.iter().map(|process| Tree::of(process, renames, diagnostics)).collect();
    let wires: Vec<&str> = asked.all.iter().map(|process| process.name.as_str()).collect();
    let wishes: Vec<Wish<'_>> =
        wires.iter().map(|wire| Wish::new(wire, ident::camel(wire), renames.process(wire))).collect();
    let names = assign(&wishes, Case::Camel, str::to_owned, diagnostics);
    let derived = derived_names(&trees, &names, diagnostics);
    let others: Vec<&str> = derived.values().map(String::as_str).collect();
    let files = file_names(&names, &[], &others, &wires, diagnostics);
    let planned = trees.iter().zip(&names).zip(files).map(|((tree, ident), file)| {
        let name = tree.process.name.clone();
        let context = Context { process: &name, ident, derived: &derived, entities: &asked.entities };
        let (inputs, mut items) = context.structs(Way::In, "", &tree.branches, describe::process(tree));
        let (outputs, more) = context.structs(Way::Out, "", &tree.branches, describe::output(&name));
        items.extend(more);
        let named = Named { file, ident: ident.clone(), wire: name.clone(), doc: inputs.doc.clone() };
        Process { name: named, inputs, outputs, items, left_out: tree.left_out.clone() }
    });
    planned.collect()
}

/// Which struct: of which process, which way, and of the items of the parameter at which path, if any.
type Which<'p> = (&'p str, Way, &'p str);

/// The names of all structs but those of the processes themselves. All live in one module.
fn derived_names<'t>(
    trees: &'t [Tree<'_>],
    names: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> HashMap<Which<'t>, String> {
    let mut wanted: Vec<(Which<'t>, String)> = Vec::new();
    for (tree, ident) in trees.iter().zip(names) {
        let (process, output) = (tree.process.name.as_str(), format!("{ident}_Output"));
        wanted.push(((process, Way::Out, ""), output.clone()));
        for (way, ident) in [(Way::In, ident), (Way::Out, &output)] {
            let mut open: Vec<&Branch<'_>> = tree.branches.iter().collect();
            while let Some(branch) = open.pop() {
                if branch.has_items() && branch.goes(way) {
                    wanted.push(((process, way, &branch.path), format!("{ident}_{}", branch.path.replace('.', "_"))));
                    open.extend(&branch.items);
                }
            }
        }
    }
    // A suffix follows from this alone, so it tells the two ways apart.
    let wire = |(process, way, path): &Which<'_>| format!("{process} {way:?} {path}");
    let wires: Vec<String> = wanted.iter().map(|(which, _)| wire(which)).collect();
    let derived = wanted.iter().zip(&wires);
    let derived = derived.map(|((_, ident), wire)| Wish { wire, ident: ident::camel(ident), claim: Claim::Weak });
    let taken = names.iter().map(|ident| Wish { wire: ident, ident: ident.clone(), claim: Claim::Reserved });
    let wishes: Vec<Wish<'_>> = derived.chain(taken).collect();
    let idents = assign(&wishes, Case::Camel, str::to_owned, diagnostics);
    wanted.into_iter().map(|(which, _)| which).zip(idents).collect()
}

/// What the structs of a process are planned from.
struct Context<'a> {
    process: &'a str,
    ident: &'a str,
    derived: &'a HashMap<Which<'a>, String>,
    entities: &'a EntityNames,
}

impl Context<'_> {
    /// The struct of these branches, as far as they go this way, and those of the items in it.
    fn structs(&self, way: Way, path: &str, branches: &[Branch<'_>], doc: Vec<String>) -> (Values, Vec<Values>) {
        let going = || branches.iter().filter(|branch| branch.goes(way));
        let slots = going().map(|branch| self.slot(branch, way)).collect();
        let mut inner = Vec::new();
        for branch in going().filter(|branch| branch.has_items()) {
            let doc = describe::items(self.process, branch, way);
            let (items, more) = self.structs(way, &branch.path, &branch.items, doc);
            inner.push(items);
            inner.extend(more);
        }
        (Values { ident: self.ident(way, path), way, slots, doc }, inner)
    }

    /// What is not derived is the process itself.
    fn ident(&self, way: Way, path: &str) -> String {
        let derived = self.derived.get(&(self.process, way, path));
        derived.map_or_else(|| self.ident.to_owned(), String::clone)
    }

    fn slot(&self, branch: &Branch<'_>, way: Way) -> Slot {
        let item = || Base::Complex(TypePath { module: Some(MODULE.to_owned()), ident: self.ident(way, &branch.path) });
        let shape = match (branch.parameter.ty.kind, way) {
            (Kind::Items, Way::In) => Shape::OptionalList(item()),
            (Kind::Items, Way::Out) => Shape::List(item()),
            (Kind::Item, _) => Shape::Optional(item()),
            (Kind::Value(primitive), _) => Shape::Optional(Base::Primitive(primitive)),
            (Kind::Unknown | Kind::NotPassable, _) => Shape::Optional(Base::Primitive(Primitive::String)),
        };
        Slot {
            ident: ident::field(&branch.field),
            wire: branch.parameter.name.clone(),
            path: branch.path.clone(),
            shape,
            doc: describe::slot(branch.parameter, self.entities),
        }
    }
}
