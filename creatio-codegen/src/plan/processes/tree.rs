//! The parameters of a process as far as they can be expressed, and why the others can't.

use crate::diagnostic::{Diagnostic, code};
use crate::plan::ident::{self, Case};
use crate::plan::pool::{Wish, assign};
use crate::plan::{LeftOut, Renames, Way, nesting};
use crate::process::{self, Direction, Kind, Parameter};

/// A process with its parameters as far as they can be expressed.
pub(super) struct Tree<'a> {
    pub(super) process: &'a process::Process,
    pub(super) branches: Vec<Branch<'a>>,
    pub(super) left_out: Vec<LeftOut>,
}

/// A parameter, or item property, that is expressed in one way or in both.
pub(super) struct Branch<'a> {
    pub(super) parameter: &'a Parameter,
    /// From the process on: `Lines.Price`.
    pub(super) path: String,
    /// The field, in both ways; a keyword is still bare.
    pub(super) field: String,
    is_in: bool,
    is_out: bool,
    pub(super) items: Vec<Branch<'a>>,
}

impl Branch<'_> {
    pub(super) fn goes(&self, way: Way) -> bool {
        match way {
            Way::In => self.is_in,
            Way::Out => self.is_out,
        }
    }

    pub(super) fn has_items(&self) -> bool {
        matches!(self.parameter.ty.kind, Kind::Item | Kind::Items)
    }
}

impl<'a> Tree<'a> {
    pub(super) fn of(process: &'a process::Process, renames: &Renames, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut growing = Growing { process, left_out: Vec::new(), diagnostics };
        let mut branches = growing.branches(&process.parameters, None);
        let mut left_out = growing.left_out;
        finish(&mut branches, &process.name, renames, diagnostics);
        left_out.sort_by(|a, b| a.wire.cmp(&b.wire));
        Self { process, branches, left_out }
    }
}

/// Orders each level by name, so that whoever moves a parameter in the designer changes nothing, and names its fields.
fn finish(branches: &mut [Branch<'_>], process: &str, renames: &Renames, diagnostics: &mut Vec<Diagnostic>) {
    branches.sort_by_key(|branch| &branch.parameter.name);
    let wish = |branch: &Branch<'_>| {
        let (parameter, path) = (branch.parameter, format!("{process}.{}", branch.path));
        (parameter.name.clone(), renames.process(&path))
    };
    let wanted: Vec<_> = branches.iter().map(wish).collect();
    let wishes: Vec<Wish<'_>> =
        wanted.iter().map(|(wire, chosen)| Wish::new(wire, ident::snake(wire), *chosen)).collect();
    let fields = assign(&wishes, Case::Snake, str::to_owned, diagnostics);
    for (branch, field) in branches.iter_mut().zip(fields) {
        branch.field = field;
        finish(&mut branch.items, process, renames, diagnostics);
    }
}

/// Grows a [`Tree`], telling what is left out.
struct Growing<'a, 'd> {
    process: &'a process::Process,
    left_out: Vec<LeftOut>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

/// The collection or composite value that items are of.
#[derive(Clone, Copy)]
struct Outer<'o> {
    name: &'o str,
    path: &'o str,
    /// The ways that it goes itself.
    is_in: bool,
    is_out: bool,
    level: usize,
}

impl<'a> Growing<'a, '_> {
    fn branches(&mut self, parameters: &'a [Parameter], outer: Option<Outer<'_>>) -> Vec<Branch<'a>> {
        let mut out = Vec::new();
        for parameter in parameters.iter().filter(|one| one.direction != Direction::Internal) {
            let path =
                outer.map_or_else(|| parameter.name.clone(), |outer| format!("{}.{}", outer.path, parameter.name));
            match self.branch(parameter, path.clone(), outer) {
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
        outer: Option<Outer<'_>>,
    ) -> Result<Branch<'a>, String> {
        let direction = parameter.direction;
        let mut is_in = direction.is_in() && outer.is_none_or(|outer| outer.is_in);
        let mut is_out = direction.is_out() && outer.is_none_or(|outer| outer.is_out);
        if let (false, false, Some(outer)) = (is_in, is_out, outer) {
            let way = if outer.is_in { Direction::In } else { Direction::Out };
            let (own, other) = (direction.words(), way.words());
            return Err(format!("it goes another way ({own}) than `{}` ({other}), which it is an item of", outer.name));
        }
        let mut items = Vec::new();
        match parameter.ty.kind {
            Kind::Value(_) | Kind::Unknown => {}
            Kind::NotPassable => {
                return Err(format!("ProcessEngineService can't pass values of the type `{}`", parameter.ty.name));
            }
            Kind::Item | Kind::Items => {
                let level = outer.map_or(1, |outer| outer.level + 1);
                if level > nesting::MAX_LEVELS {
                    return Err(format!("collections are nested more than {} deep", nesting::MAX_LEVELS));
                }
                if parameter.items.is_empty() {
                    return Err("the schema tells no item properties of it".to_owned());
                }
                let inside = Outer { name: &parameter.name, path: &path, is_in, is_out, level };
                items = self.branches(&parameter.items, Some(inside));
                is_in &= items.iter().any(|item| item.is_in);
                is_out &= items.iter().any(|item| item.is_out);
                if !is_in && !is_out {
                    return Err("none of its items can be passed".to_owned());
                }
            }
        }
        Ok(Branch { parameter, path, field: String::new(), is_in, is_out, items })
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
