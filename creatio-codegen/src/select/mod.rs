//! From the whole model to what was asked for.

mod narrow;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, code, did_you_mean};
use crate::model::{EnumId, Kind, Model, SchemaId, Target, Type, TypeId};
use crate::source::Span;

/// A glob over type names; `!` before it takes out again what it matches.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub(crate) glob: String,
    pub(crate) excludes: bool,
    /// Where it stands, when it comes from a file.
    pub(crate) span: Option<Span>,
}

impl Pattern {
    pub(crate) fn new(text: &str, span: Option<Span>) -> Self {
        let (glob, excludes) = match text.trim().strip_prefix('!') {
            Some(rest) => (rest.trim(), true),
            None => (text.trim(), false),
        };
        Self { glob: glob.to_owned(), excludes, span }
    }
}

/// What is generated, and why. Types count by their id, enums behind them.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    /// What first brought each type in.
    pub(crate) kept: BTreeMap<usize, Reason>,
    /// The pattern that takes a type out.
    pub(crate) excluded: BTreeMap<usize, usize>,
}

/// Why a type is generated.
#[derive(Clone, Debug)]
pub(crate) enum Reason {
    /// The pattern of this index matches it.
    Pattern(usize),
    /// A lookup of this type leads to it.
    Lookup(usize, String),
    /// A column of this type holds it.
    Column(usize, String),
    /// It was insisted on, whatever the patterns say.
    Insisted,
}

/// Keeps what `patterns` match, what their lookups lead to over `closure` levels, and the complex and enum types that
/// their columns need.
pub(crate) fn select(
    model: &Model,
    patterns: &[Pattern],
    closure: u32,
    diagnostics: &mut Vec<Diagnostic>,
) -> Selection {
    let names = names(model);
    let mut selection = Selection::default();
    for (index, pattern) in patterns.iter().enumerate() {
        let found = (0..names.len()).filter(|&at| model.name_matches(names[at].0, names[at].1, &pattern.glob));
        let mut any = false;
        for id in found {
            any = true;
            match pattern.excludes {
                true => _ = selection.excluded.entry(id).or_insert(index),
                false => _ = selection.kept.entry(id).or_insert(Reason::Pattern(index)),
            }
        }
        if !any {
            // To search for thousands of mistakes would take long and help nobody.
            let known = if diagnostics.len() < MOST_SEARCHES { names.as_slice() } else { &[] };
            diagnostics.push(no_match(pattern, known.iter().map(|(_, name)| *name)));
        }
    }
    selection.kept.retain(|id, _| !selection.excluded.contains_key(id));
    selection.follow_lookups(model, closure);
    if selection.kept.is_empty() && !diagnostics.iter().any(|one| one.code == code::NO_MATCH) {
        diagnostics.push(
            Diagnostic::error(code::NOTHING_LEFT, "nothing is selected: every type that matches is excluded again")
                .maybe_at(patterns.iter().find(|pattern| pattern.excludes).and_then(|pattern| pattern.span))
                .help("`creatio-codegen list` shows what there is"),
        );
    }
    selection.add_column_types(model);
    selection
}

/// Schema and name of every type, and of every enum behind them.
pub(crate) fn names(model: &Model) -> Vec<(SchemaId, &str)> {
    let of_types = model.types.iter().map(|ty| (ty.schema, ty.name.as_str()));
    of_types.chain(model.enums.iter().map(|ty| (ty.schema, ty.name.as_str()))).collect()
}

/// For so many patterns that match nothing, the nearest name is searched.
const MOST_SEARCHES: usize = 20;

impl Selection {
    /// The model with only what is kept.
    pub(crate) fn narrow(&self, model: &Model, diagnostics: &mut Vec<Diagnostic>) -> Model {
        narrow::narrow(model, self.kept.keys().copied(), diagnostics)
    }

    /// Takes types in whatever the patterns say.
    pub(crate) fn insist(&mut self, model: &Model, ids: &[usize]) {
        for id in ids {
            self.excluded.remove(id);
            self.kept.entry(*id).or_insert(Reason::Insisted);
        }
        self.add_column_types(model);
    }

    fn keep(&mut self, id: usize, reason: impl FnOnce() -> Reason) -> bool {
        let is_new = !self.excluded.contains_key(&id) && !self.kept.contains_key(&id);
        if is_new {
            self.kept.insert(id, reason());
        }
        is_new
    }

    fn follow_lookups(&mut self, model: &Model, levels: u32) {
        let mut fresh: Vec<usize> = self.kept.keys().copied().collect();
        for _ in 0..levels {
            let mut next = Vec::new();
            for (id, ty) in fresh.iter().filter_map(|&id| Some((id, model.types.get(id)?))) {
                for link in ty.links.iter().filter(|link| !link.many && ty.kind == Kind::Entity) {
                    if let Target::Type(TypeId(target)) = link.target
                        && self.keep(target, || Reason::Lookup(id, link.name.clone()))
                    {
                        next.push(target);
                    }
                }
            }
            if next.is_empty() {
                return;
            }
            fresh = next;
        }
    }

    /// Columns bring their complex and enum types along.
    fn add_column_types(&mut self, model: &Model) {
        let mut open: Vec<usize> = self.kept.keys().copied().collect();
        while let Some(id) = open.pop() {
            let Some(ty) = model.types.get(id) else { continue };
            for property in &ty.properties {
                let needed = match property.ty.item() {
                    Type::Complex(TypeId(id)) => *id,
                    Type::Enum(EnumId(id)) => model.types.len() + id,
                    _ => continue,
                };
                if self.keep(needed, || Reason::Column(id, property.name.clone())) {
                    open.push(needed);
                }
            }
        }
    }
}

pub(crate) fn no_match<'n>(pattern: &Pattern, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    let bang = if pattern.excludes { "!" } else { "" };
    let message = format!("the pattern `{bang}{}` matches no type", pattern.glob);
    let diagnostic = Diagnostic::error(code::NO_MATCH, message).maybe_at(pattern.span);
    if pattern.glob.is_empty() || pattern.glob.contains(['[', ']', '{', '}', '|', ',', '(', ')', ' ']) {
        return diagnostic.help("a pattern is one name, in which only `*` and `?` are special; write several patterns");
    }
    let near = did_you_mean(pattern.glob.trim_matches('*'), names);
    diagnostic.help("`creatio-codegen list` shows what there is").maybe_help(near)
}
