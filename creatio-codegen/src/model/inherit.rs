//! Inheritance, flattened: every type gets what its bases have.

use std::collections::HashSet;

use super::{Link, Model, Property, StructuredType};
use crate::diagnostic::{Diagnostic, code};

/// Deeper chains than any real service has; a chain of thousands is an attack on memory.
const MAX_DEPTH: usize = 50;

/// More members than any real service has, all types together.
const MAX_MEMBERS: usize = 2_000_000;

/// Generated columns are numbered with 16 bits; the largest real type has about 900 members.
const MAX_OF_ONE: usize = 10_000;

pub(super) fn flatten(model: &mut Model, diagnostics: &mut Vec<Diagnostic>) {
    let Some(order) = bases_first(model, diagnostics) else { return };
    let mut members = 0;
    for id in order {
        if let Some(base) = model.types[id].base {
            let base = model.types[base.0].clone();
            inherit(&mut model.types[id], base);
        }
        let ty = &model.types[id];
        members += ty.properties.len() + ty.links.len();
        if members > MAX_MEMBERS {
            let message = format!("with what they inherit, the types have more than {MAX_MEMBERS} members");
            diagnostics.push(Diagnostic::error(code::TOO_LARGE, message).at(ty.span));
            return;
        }
        if ty.properties.len().max(ty.links.len()) > MAX_OF_ONE {
            let message = format!("`{}` has more than {MAX_OF_ONE} members of a kind", ty.name);
            diagnostics.push(Diagnostic::error(code::TOO_LARGE, message).at(ty.span));
        }
        check_key(ty, diagnostics);
        require_key(&mut model.types[id]);
    }
}

/// A key is never null, whatever `Nullable` says: Creatio leaves it out on every key.
fn require_key(ty: &mut StructuredType) {
    for property in &mut ty.properties {
        property.nullable &= !ty.key.contains(&property.name);
    }
}

/// Types by the length of their chain of bases, or nothing when a chain has no end.
fn bases_first(model: &Model, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<usize>> {
    let mut depths = Vec::with_capacity(model.types.len());
    for (id, ty) in model.types.iter().enumerate() {
        let chain = std::iter::successors(Some(ty), |ty| ty.base.map(|base| model.ty(base)));
        let depth = chain.take(MAX_DEPTH + 1).count();
        if depth > MAX_DEPTH {
            diagnostics.push(endless(model, ty));
            return None;
        }
        depths.push((depth, id));
    }
    depths.sort_unstable();
    Some(depths.into_iter().map(|(_, id)| id).collect())
}

/// A circle, told by the types in it, or just a long chain.
fn endless(model: &Model, ty: &StructuredType) -> Diagnostic {
    let bases = || std::iter::successors(ty.base, |base| model.ty(*base).base);
    // Far enough down the chain, a circle is all there is.
    let inside = bases().nth(model.types.len()).map(|id| model.ty(id));
    let message = match inside {
        Some(one) => format!("`{}` is among its own base types", one.name),
        None => format!("`{}` has more than {MAX_DEPTH} base types", ty.name),
    };
    let help = match inside {
        Some(_) => "follow the `BaseType` of each: they lead in a circle",
        None => "no service that is known comes near; is this the document that it sent?",
    };
    Diagnostic::error(code::INHERITANCE, message).at(inside.unwrap_or(ty).span).help(help)
}

fn inherit(ty: &mut StructuredType, base: StructuredType) {
    let own_properties = std::mem::take(&mut ty.properties);
    let own_links = std::mem::take(&mut ty.links);
    ty.properties = merge(base.properties, own_properties, |property: &Property| &property.name);
    ty.links = merge(base.links, own_links, |link: &Link| &link.name);
    ty.has_stream |= base.has_stream;
    ty.is_open |= base.is_open;
    if ty.key.is_empty() {
        ty.key = base.key;
    }
}

/// What is declared again replaces what was inherited.
fn merge<T>(mut inherited: Vec<T>, own: Vec<T>, name: impl Fn(&T) -> &str) -> Vec<T> {
    let again: HashSet<&str> = own.iter().map(&name).collect();
    inherited.retain(|old| !again.contains(name(old)));
    drop(again);
    inherited.extend(own);
    inherited
}

fn check_key(ty: &StructuredType, diagnostics: &mut Vec<Diagnostic>) {
    for part in ty.key.iter().filter(|_| ty.base.is_some()) {
        let local = part.split('/').next().unwrap_or_default();
        if ty.property(local).is_none() {
            let message = format!("the key of `{}` names `{part}`, which is no property of it", ty.name);
            diagnostics.push(Diagnostic::error(code::BAD_KEY, message).at(ty.span));
        }
    }
}
