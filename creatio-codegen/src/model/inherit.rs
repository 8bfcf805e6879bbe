//! Inheritance, flattened: every type gets what its bases have.

use std::collections::HashSet;

use super::build::Builder;
use super::limits::{self, MAX_OF_ONE};
use super::{Link, Property, StructuredType, Target, Type, TypeId};
use crate::csdl;
use crate::diagnostic::{Diagnostic, code};

/// Deeper chains than any real service has; a chain of thousands is an attack on memory.
const MAX_DEPTH: usize = 50;

/// What may be copied to derived types, in bytes: about five times what 5,000 types copy from the base of a Creatio.
const MAX_INHERITED: usize = 50 << 20;

/// Gives every type what its bases have, and says whether it came to an end. `written` are the same types as the documents
/// write them.
pub(super) fn flatten(builder: &mut Builder<'_, '_>, written: &[&csdl::StructuredType<'_>]) -> bool {
    let mut copied = 0;
    for id in bases_first(builder, written) {
        let Some(base) = builder.model.types[id].base else { continue };
        let Ok([ty, base]) = builder.model.types.get_disjoint_mut([id, base.0]) else { continue };
        copied += weight(base);
        if copied > MAX_INHERITED {
            let message = format!("what types inherit takes more than {} MB", MAX_INHERITED >> 20);
            builder.diagnostics.push(limits::too_large(ty.span, message));
            return false;
        }
        inherit(ty, base);
        if has_too_many(ty) && !has_too_many(base) {
            let message = format!("`{}` has more than {MAX_OF_ONE} members of a kind", ty.name);
            builder.diagnostics.push(limits::too_large(ty.span, message));
        }
    }
    builder.model.types.iter_mut().for_each(require_key);
    true
}

fn has_too_many(ty: &StructuredType) -> bool {
    ty.properties.len().max(ty.links.len()) > MAX_OF_ONE
}

/// About what a copy of the members takes.
fn weight(ty: &StructuredType) -> usize {
    const MEMBER: usize = 250;
    let text = |texts: &[String]| texts.iter().map(|text| text.len() + 24).sum::<usize>();
    let properties = ty.properties.iter().map(|property| {
        let of_type = if let Type::Elsewhere { name, uri } = property.ty.item() { name.len() + uri.len() } else { 0 };
        property.name.len() + of_type + text(&property.description)
    });
    let links = ty.links.iter().map(|link| {
        let constraints = link.constraints.iter().map(|(own, theirs)| own.len() + theirs.len() + 48).sum::<usize>();
        let target = if let Target::Missing(name) = &link.target { name.len() } else { 0 };
        link.name.len() + target + link.partner.as_ref().map_or(0, String::len) + constraints + text(&link.description)
    });
    text(&ty.key) + properties.chain(links).map(|text| text + MEMBER).sum::<usize>()
}

/// A key is never null, whatever `Nullable` says: Creatio leaves it out on every key.
fn require_key(ty: &mut StructuredType) {
    for property in &mut ty.properties {
        property.nullable &= !ty.key.contains(&property.name);
    }
}

/// What stands for a depth: not looked at yet, on the chain that is followed, without an end.
const UNKNOWN: usize = 0;
const LOOKING: usize = usize::MAX - 1;
const ENDLESS: usize = usize::MAX;

/// Types by the length of their chain of bases. Of chains without an end is told; their types are left out.
fn bases_first(builder: &mut Builder<'_, '_>, written: &[&csdl::StructuredType<'_>]) -> Vec<usize> {
    let mut depths = vec![UNKNOWN; written.len()];
    for id in 0..written.len() {
        let (mut path, mut at) = (Vec::new(), Some(id));
        while let Some(here) = at.filter(|&here| depths[here] == UNKNOWN) {
            depths[here] = LOOKING;
            path.push(here);
            at = builder.model.types[here].base.map(|base| base.0);
        }
        let mut depth = match at.map(|here| (here, depths[here])) {
            None => 0,
            Some((here, LOOKING)) => {
                let from = path.iter().position(|one| *one == here).unwrap_or_default();
                builder.complain(circle(&path[from..], written));
                ENDLESS
            }
            Some((_, depth)) => depth,
        };
        for here in path.into_iter().rev() {
            depth = match depth {
                MAX_DEPTH => {
                    builder.complain(too_deep(written[here]));
                    ENDLESS
                }
                ENDLESS => ENDLESS,
                depth => depth + 1,
            };
            depths[here] = depth;
            if depth == ENDLESS {
                builder.lost.insert((TypeId(here), ""));
            }
        }
    }
    let mut order: Vec<usize> = (0..written.len()).filter(|&id| depths[id] != ENDLESS).collect();
    order.sort_by_key(|&id| depths[id]);
    order
}

fn circle(ids: &[usize], written: &[&csdl::StructuredType<'_>]) -> Diagnostic {
    const MOST: usize = 5;
    let name = |id: &usize| written[*id].name.to_string();
    let mut names: Vec<String> = ids.iter().take(MOST).map(name).collect();
    if ids.len() > MOST {
        names.push("…".into());
    }
    names.extend(ids.first().map(name));
    let message = format!("`{}` is among its own base types: {}", names[0], names.join(" → "));
    let first = written[ids[0]];
    Diagnostic::error(code::INHERITANCE, message)
        .at(first.base.as_ref().unwrap_or(&first.name).span)
        .help("take the `BaseType` of one of them out")
}

fn too_deep(ty: &csdl::StructuredType<'_>) -> Diagnostic {
    Diagnostic::error(code::INHERITANCE, format!("`{}` has more than {MAX_DEPTH} base types", &*ty.name))
        .at(ty.name.span)
        .help("no service that is known comes near; is this the document that it sent?")
}

fn inherit(ty: &mut StructuredType, base: &StructuredType) {
    let own_properties = std::mem::take(&mut ty.properties);
    let own_links = std::mem::take(&mut ty.links);
    ty.properties = merge(&base.properties, own_properties, |property: &Property| &property.name);
    ty.links = merge(&base.links, own_links, |link: &Link| &link.name);
    ty.has_stream |= base.has_stream;
    ty.is_open |= base.is_open;
    if ty.key.is_empty() {
        ty.key.clone_from(&base.key);
    }
}

/// What is declared again replaces what was inherited.
fn merge<T: Clone>(inherited: &[T], own: Vec<T>, name: impl Fn(&T) -> &str) -> Vec<T> {
    let again: HashSet<&str> = own.iter().map(&name).collect();
    let mut all: Vec<T> = inherited.iter().filter(|old| !again.contains(name(old))).cloned().collect();
    drop(again);
    all.extend(own);
    all
}
