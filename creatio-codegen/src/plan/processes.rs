//! Business processes: two structs each, of what goes in and what comes out, and such structs for items, too.

use std::collections::HashMap;

use super::ident::Case;
use super::modules::file_names;
use super::pool::{Claim, Wish, assign};
use super::{Base, LeftOut, Named, Process, Renames, Shape, Slot, TypePath, Values, Way, doc, ident, nesting};
use crate::diagnostic::{Diagnostic, code};
use crate::generate::Processes;
use crate::model::Primitive;
use crate::process::{self, Kind, Parameter};
use crate::schemas::EntityNames;

/// The module of all processes, below the root.
pub(crate) const MODULE: &str = "processes";

pub(super) fn plan(asked: &Processes, renames: &Renames, diagnostics: &mut Vec<Diagnostic>) -> Vec<Process> {
    let trees: Vec<Tree<'_>> = asked.all.iter().map(|process| Tree::of(process, diagnostics)).collect();
    let wires: Vec<&str> = asked.all.iter().map(|process| process.name.as_str()).collect();
    let wishes: Vec<Wish<'_>> =
        wires.iter().map(|wire| Wish::new(wire, ident::camel(wire), renames.process(wire))).collect();
    let names = assign(&wishes, Case::Camel, str::to_owned, diagnostics);
    let types = type_names(&trees, &names, diagnostics);
    let all_types: Vec<String> = names.iter().chain(types.values()).cloned().collect();
    let reserved: Vec<&str> = all_types[names.len()..].iter().map(String::as_str).collect();
    let files = file_names(&names, &[], &reserved, &wires, diagnostics);
    let mut processes = Vec::new();
    for ((tree, ident), file) in trees.iter().zip(names).zip(files) {
        let context = Context { process: tree.process, entities: &asked.entities, types: &types, renames };
        processes.push(context.process(tree, ident, file, diagnostics));
    }
    processes
}

/// A process with its parameters as far as they can be expressed.
struct Tree<'a> {
    process: &'a process::Process,
    branches: Vec<Branch<'a>>,
    left_out: Vec<LeftOut>,
}

/// A parameter, or item property, that is expressed in one way or in both.
struct Branch<'a> {
    parameter: &'a Parameter,
    /// From the process on: `Lines.Price`.
    path: String,
    is_in: bool,
    is_out: bool,
    items: Vec<Branch<'a>>,
}

impl Branch<'_> {
    fn goes(&self, way: Way) -> bool {
        match way {
            Way::In => self.is_in,
            Way::Out => self.is_out,
        }
    }

    fn has_items(&self) -> bool {
        matches!(self.parameter.ty.kind, Kind::Item | Kind::Items)
    }
}

impl<'a> Tree<'a> {
    fn of(process: &'a process::Process, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut growing = Growing { process, left_out: Vec::new(), diagnostics };
        let mut branches = growing.branches(&process.parameters, None, 0);
        let mut left_out = growing.left_out;
        sort(&mut branches);
        left_out.sort_by(|a, b| a.wire.cmp(&b.wire));
        Self { process, branches, left_out }
    }
}

/// By name, so that whoever moves a parameter in the designer changes nothing.
fn sort(branches: &mut [Branch<'_>]) {
    branches.sort_by_key(|branch| &branch.parameter.name);
    branches.iter_mut().for_each(|branch| sort(&mut branch.items));
}

/// Grows a [`Tree`], telling what is left out.
struct Growing<'a, 'd> {
    process: &'a process::Process,
    left_out: Vec<LeftOut>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a> Growing<'a, '_> {
    fn branches(
        &mut self,
        parameters: &'a [Parameter],
        outer: Option<(&str, &Parameter)>,
        level: usize,
    ) -> Vec<Branch<'a>> {
        let mut out = Vec::new();
        for parameter in parameters.iter().filter(|one| one.direction != process::Direction::Internal) {
            let path = outer.map_or_else(|| parameter.name.clone(), |(outer, _)| format!("{outer}.{}", parameter.name));
            match self.branch(parameter, path.clone(), outer.map(|(_, owner)| owner), level) {
                Ok(branch) => out.push(branch),
                Err(why) => self.leave_out(parameter, path, why),
            }
        }
        out
    }

    /// How a parameter is expressed, or why it is not.
    fn branch(
        &mut self,
        parameter: &'a Parameter,
        path: String,
        owner: Option<&Parameter>,
        level: usize,
    ) -> Result<Branch<'a>, String> {
        let (outer_in, outer_out) =
            owner.map_or((true, true), |owner| (owner.direction.is_in(), owner.direction.is_out()));
        let (mut is_in, mut is_out) =
            (parameter.direction.is_in() && outer_in, parameter.direction.is_out() && outer_out);
        if let (false, false, Some(owner)) = (is_in, is_out, owner) {
            let (own, outer) = (parameter.direction.words(), owner.direction.words());
            return Err(format!("it goes another way ({own}) than `{}` ({outer}), which it is an item of", owner.name));
        }
        let mut items = Vec::new();
        match parameter.ty.kind {
            Kind::Value(_) | Kind::Unknown => {}
            Kind::NotPassable => {
                return Err(format!("ProcessEngineService can't pass values of the type `{}`", parameter.ty.name));
            }
            Kind::Item | Kind::Items if level == nesting::MAX_LEVELS => {
                return Err(format!("collections are nested more than {} deep", nesting::MAX_LEVELS));
            }
            Kind::Item | Kind::Items => {
                items = self.branches(&parameter.items, Some((&path, parameter)), level + 1);
                is_in &= items.iter().any(|item| item.is_in);
                is_out &= items.iter().any(|item| item.is_out);
                if !is_in && !is_out {
                    let none = parameter.items.is_empty();
                    let why = if none {
                        "the schema tells no item properties of it"
                    } else {
                        "none of its items can be passed"
                    };
                    return Err(why.to_owned());
                }
            }
        }
        Ok(Branch { parameter, path, is_in, is_out, items })
    }

    fn leave_out(&mut self, parameter: &Parameter, path: String, why: String) {
        let message = format!("`{}.{path}` is left out: {why}", self.process.name);
        let help = match parameter.ty.kind {
            Kind::NotPassable => {
                "the rest is generated; the process can take the key of a record, and read the rest itself"
            }
            _ => "the rest is generated; `creatio-codegen show` tells all that a process lacks",
        };
        if self.process.is_whole {
            self.diagnostics.push(Diagnostic::warning(code::NOT_PASSABLE, message).at(parameter.span).help(help));
        }
        self.left_out.push(LeftOut { wire: path, why });
    }
}

/// Which struct: of which process, which way, and of the items of which parameter, if any.
type Which<'p> = (&'p str, Way, &'p str);

/// The names of all structs but those of the processes themselves. All live in one module.
fn type_names<'t>(
    trees: &'t [Tree<'_>],
    names: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> HashMap<Which<'t>, String> {
    fn collect<'t>(
        out: &mut Vec<(Which<'t>, String)>,
        process: &'t str,
        ident: &str,
        branches: &'t [Branch<'_>],
        way: Way,
    ) {
        for branch in branches.iter().filter(|branch| branch.has_items() && branch.goes(way)) {
            out.push(((process, way, branch.path.as_str()), format!("{ident}_{}", branch.path.replace('.', "_"))));
            collect(out, process, ident, &branch.items, way);
        }
    }
    let mut wanted: Vec<(Which<'t>, String)> = Vec::new();
    for (tree, ident) in trees.iter().zip(names) {
        let process = tree.process.name.as_str();
        let output = format!("{ident}_Output");
        collect(&mut wanted, process, ident, &tree.branches, Way::In);
        collect(&mut wanted, process, &output, &tree.branches, Way::Out);
        wanted.push(((process, Way::Out, ""), output));
    }
    // A suffix follows from this alone, so it tells the two ways apart.
    let wire = |(process, way, path): &Which<'_>| format!("{process} {way:?} {path}");
    let wires: Vec<String> = wanted.iter().map(|(which, _)| wire(which)).collect();
    let derived = wanted.iter().zip(&wires).map(|((_, ident), wire)| Wish {
        wire,
        ident: ident::camel(ident),
        claim: Claim::Weak,
    });
    let taken = names.iter().map(|ident| Wish { wire: ident, ident: ident.clone(), claim: Claim::Reserved });
    let wishes: Vec<Wish<'_>> = derived.chain(taken).collect();
    let idents = assign(&wishes, Case::Camel, str::to_owned, diagnostics);
    wanted.into_iter().map(|(which, _)| which).zip(idents).collect()
}

/// What the planning of a process looks at.
struct Context<'a> {
    process: &'a process::Process,
    entities: &'a EntityNames,
    types: &'a HashMap<Which<'a>, String>,
    renames: &'a Renames,
}

impl Context<'_> {
    fn process(&self, tree: &Tree<'_>, ident: String, file: String, diagnostics: &mut Vec<Diagnostic>) -> Process {
        let name = &self.process.name;
        let mut inputs = Values { ident: ident.clone(), way: Way::In, slots: Vec::new(), doc: self.doc(tree) };
        let output = vec![format!("What the process {} hands back.", doc::code(name))];
        let mut outputs = Values { ident: self.ident(Way::Out, ""), way: Way::Out, slots: Vec::new(), doc: output };
        let (mut items_in, mut items_out) = (Vec::new(), Vec::new());
        self.level(&tree.branches, [&mut inputs, &mut outputs], [&mut items_in, &mut items_out], diagnostics);
        items_in.append(&mut items_out);
        let left_out =
            tree.left_out.iter().map(|one| LeftOut { wire: one.wire.clone(), why: one.why.clone() }).collect();
        let name = Named { file, ident, wire: name.clone(), doc: inputs.doc.clone() };
        Process { name, inputs, outputs, items: items_in, left_out }
    }

    /// The fields of one level, in both ways: a parameter is called the same in both.
    fn level(
        &self,
        branches: &[Branch<'_>],
        mut values: [&mut Values; 2],
        items: [&mut Vec<Values>; 2],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let [items_in, items_out] = items;
        let paths: Vec<String> =
            branches.iter().map(|branch| format!("{}.{}", self.process.name, branch.path)).collect();
        let wish = |(branch, path): (&Branch<'_>, &String)| (branch.parameter.name.clone(), self.renames.process(path));
        let wanted: Vec<_> = branches.iter().zip(&paths).map(wish).collect();
        let wishes: Vec<Wish<'_>> =
            wanted.iter().map(|(wire, chosen)| Wish::new(wire, ident::snake(wire), *chosen)).collect();
        let names = assign(&wishes, Case::Snake, str::to_owned, diagnostics);
        for (branch, name) in branches.iter().zip(&names) {
            let mut of_items = [Way::In, Way::Out].map(|way| self.items(branch, way));
            for (way, values) in [Way::In, Way::Out].into_iter().zip(&mut values) {
                if branch.goes(way) {
                    values.slots.push(self.slot(branch, way, name));
                }
            }
            if branch.has_items() {
                let (mut inner_in, mut inner_out) = (Vec::new(), Vec::new());
                let [of_in, of_out] = &mut of_items;
                self.level(&branch.items, [of_in, of_out], [&mut inner_in, &mut inner_out], diagnostics);
                let [of_in, of_out] = of_items;
                items_in.extend(branch.is_in.then_some(of_in));
                items_in.append(&mut inner_in);
                items_out.extend(branch.is_out.then_some(of_out));
                items_out.append(&mut inner_out);
            }
        }
    }

    fn items(&self, branch: &Branch<'_>, way: Way) -> Values {
        let what = match branch.parameter.ty.kind {
            Kind::Items => "An item of",
            _ => "The value of",
        };
        let way_words = match way {
            Way::In => "on its way in",
            Way::Out => "on its way out",
        };
        let doc = format!(
            "{what} {} of the process {}, {way_words}.",
            doc::code(&branch.path),
            doc::code(&self.process.name)
        );
        Values { ident: self.ident(way, &branch.path), way, slots: Vec::new(), doc: vec![doc] }
    }

    /// Of what does not go this way, nothing.
    fn ident(&self, way: Way, path: &str) -> String {
        let which = (self.process.name.as_str(), way, path);
        self.types.get(&which).cloned().unwrap_or_default()
    }

    fn slot(&self, branch: &Branch<'_>, way: Way, name: &str) -> Slot {
        let item = || Base::Complex(TypePath { module: Some(MODULE.to_owned()), ident: self.ident(way, &branch.path) });
        let shape = match (branch.parameter.ty.kind, way) {
            (Kind::Items, Way::In) => Shape::OptionalList(item()),
            (Kind::Items, Way::Out) => Shape::List(item()),
            (Kind::Item, _) => Shape::Optional(item()),
            (Kind::Value(primitive), _) => Shape::Optional(Base::Primitive(primitive)),
            (Kind::Unknown | Kind::NotPassable, _) => Shape::Optional(Base::Primitive(Primitive::String)),
        };
        Slot {
            ident: ident::field(name),
            wire: branch.parameter.name.clone(),
            path: branch.path.clone(),
            shape,
            doc: vec![self.slot_doc(branch.parameter)],
        }
    }

    /// `` `Order`: The order to approve. In, lookup to `Order`. ``
    fn slot_doc(&self, parameter: &Parameter) -> String {
        let mut out = sentence(&doc::code(&parameter.name), parameter.caption.as_deref());
        out.push(' ');
        out.push_str(parameter.direction.words());
        if let Some(uid) = &parameter.reference {
            out.push_str(&match self.entities.get(uid) {
                Some(entity) => format!(", lookup to {}", doc::code(entity)),
                None => format!(", lookup to the entity of the UId {}", doc::code(uid)),
            });
        }
        if parameter.ty.kind == Kind::Unknown {
            out.push_str(&format!(", as text, for its type {} is not known", doc::code(&parameter.ty.name)));
        }
        out.push('.');
        out
    }

    fn doc(&self, tree: &Tree<'_>) -> Vec<String> {
        let process = self.process;
        let name = format!("Process {}", doc::code(&process.name));
        let mut lines = vec![sentence(&name, process.caption.as_deref())];
        let description = process.description.as_deref().map(doc::lines).unwrap_or_default();
        if !description.is_empty() {
            doc::paragraph(&mut lines, description);
        }
        if process.version != process.name {
            doc::paragraph(
                &mut lines,
                [format!("Its parameters are those of the version {}.", doc::code(&process.version))],
            );
        }
        if !tree.left_out.is_empty() {
            let names: Vec<String> = tree.left_out.iter().map(|one| doc::code(&one.wire)).collect();
            doc::paragraph(&mut lines, [format!("Parameters that are left out: {}.", names.join(", "))]);
        }
        lines
    }
}

/// `name: Caption.` in one line, or `name.`
fn sentence(name: &str, caption: Option<&str>) -> String {
    let caption = caption.map(doc::lines).unwrap_or_default();
    let caption = caption.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    match caption.chars().last() {
        None => format!("{name}."),
        Some('.' | '!' | '?' | '…') => format!("{name}: {caption}"),
        Some(_) => format!("{name}: {caption}."),
    }
}
