//! From the whole model to what was asked for.

mod narrow;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, code, did_you_mean};
use crate::model::{Kind, Model, Target, TypeId};
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

/// Keeps what `patterns` match, what their lookups lead to over `closure` levels, and the complex and enum types that
/// their columns need.
pub(crate) fn select(model: &Model, patterns: &[Pattern], closure: u32, diagnostics: &mut Vec<Diagnostic>) -> Model {
    let of_types = model.types.iter().map(|ty| (ty.schema, ty.name.as_str()));
    let names: Vec<_> = of_types.chain(model.enums.iter().map(|ty| (ty.schema, ty.name.as_str()))).collect();
    let (mut kept, mut excluded) = (BTreeSet::new(), BTreeSet::new());
    for pattern in patterns {
        let side = if pattern.excludes { &mut excluded } else { &mut kept };
        let found = (0..names.len()).filter(|&at| model.name_matches(names[at].0, names[at].1, &pattern.glob));
        let mut any = false;
        side.extend(found.inspect(|_| any = true));
        if !any {
            diagnostics.push(no_match(pattern, names.iter().map(|(_, name)| *name)));
        }
    }
    let mut kept: BTreeSet<usize> = kept.difference(&excluded).copied().collect();
    follow_lookups(model, &mut kept, &excluded, closure);
    if kept.is_empty() && !diagnostics.iter().any(|one| one.code == code::NO_MATCH) {
        diagnostics.push(
            Diagnostic::error(code::NOTHING_LEFT, "nothing is selected: every type that matches is excluded again")
                .help("`creatio-codegen list` shows what there is"),
        );
    }
    narrow::narrow(model, kept, &excluded, diagnostics)
}

fn follow_lookups(model: &Model, kept: &mut BTreeSet<usize>, excluded: &BTreeSet<usize>, levels: u32) {
    let mut fresh: Vec<usize> = kept.iter().copied().collect();
    for _ in 0..levels {
        let mut next = Vec::new();
        for ty in fresh.iter().filter_map(|&id| model.types.get(id)).filter(|ty| ty.kind == Kind::Entity) {
            for link in ty.links.iter().filter(|link| !link.many) {
                if let Target::Type(TypeId(target)) = link.target
                    && !excluded.contains(&target)
                    && kept.insert(target)
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

pub(crate) fn no_match<'n>(pattern: &Pattern, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    let bang = if pattern.excludes { "!" } else { "" };
    let message = format!("the pattern `{bang}{}` matches no type", pattern.glob);
    let near = did_you_mean(pattern.glob.trim_matches('*'), names);
    Diagnostic::error(code::NO_MATCH, message)
        .maybe_at(pattern.span)
        .help("`creatio-codegen list` shows what there is")
        .maybe_help(near)
}
