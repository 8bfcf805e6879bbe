//! Which columns a navigation property joins.

use std::collections::HashMap;

use super::{Link, Table};

/// A navigation property as written.
#[derive(Clone, Debug)]
pub(super) struct Navigation {
    pub(super) name: String,
    pub(super) target: String,
    pub(super) is_many: bool,
    pub(super) partner: Option<String>,
    pub(super) constraints: Vec<(String, String)>,
}

/// The navigation properties of a table and where its set says that they lead.
type Written = (Vec<Navigation>, HashMap<String, String>);

/// Gives every table its links: lookups first, since details are the way back along one.
pub(super) fn resolve(tables: &mut [Table], written: &[Written]) {
    for many in [false, true] {
        for (at, (navigations, bindings)) in written.iter().enumerate() {
            for navigation in navigations.iter().filter(|navigation| navigation.is_many == many) {
                let bound = bindings.get(&navigation.name);
                let Some(target) = target(tables, &navigation.target, bound) else { continue };
                let on = if many {
                    details(tables, written, at, target, navigation)
                } else {
                    lookup(tables, at, target, navigation)
                };
                if let (false, [(own, _)]) = (many, on.as_slice()) {
                    // A key that is a foreign key as well is a column like any other.
                    tables[at].columns[*own].is_lookup = !tables[at].keys.contains(own);
                }
                tables[at].links.push(Link { name: navigation.name.clone(), is_many: many, target, on });
            }
        }
    }
}

fn target(tables: &[Table], type_name: &str, bound: Option<&String>) -> Option<usize> {
    let by_binding = bound.and_then(|name| tables.iter().position(|t| t.is_set && &t.name == name));
    by_binding.or_else(|| tables.iter().position(|table| table.type_name == type_name))
}

/// A lookup says its column by a constraint, by a partner that is a column (both seen at Creatio), or by its name alone.
fn lookup(tables: &[Table], at: usize, target: usize, navigation: &Navigation) -> Vec<(usize, usize)> {
    let (own, other) = (&tables[at], &tables[target]);
    if !navigation.constraints.is_empty() {
        let pairs = navigation.constraints.iter();
        let pairs: Option<Vec<_>> = pairs.map(|(a, b)| Some((own.column(a)?, other.column(b)?))).collect();
        return pairs.unwrap_or_default();
    }
    let [key] = other.keys[..] else { return Vec::new() };
    let same_kind = |column: &usize| own.columns[*column].kind == other.columns[key].kind;
    let partner = navigation.partner.as_deref().and_then(|name| own.column(name)).filter(same_kind);
    let named = || own.column(&format!("{}Id", navigation.name)).filter(same_kind);
    partner.or_else(named).map(|column| (column, key)).into_iter().collect()
}

/// Details say their lookup by a partner on either side, by their name (`<Child>CollectionBy<Lookup>`), or by being the
/// only ones that could be meant.
fn details(
    tables: &[Table],
    written: &[Written],
    at: usize,
    target: usize,
    navigation: &Navigation,
) -> Vec<(usize, usize)> {
    let child = &tables[target];
    let leads_here = |link: &&Link| !link.is_many && tables[link.target].type_name == tables[at].type_name;
    let lookups: Vec<&Link> = child.links.iter().filter(leads_here).collect();
    let named = |name: &str| lookups.iter().copied().find(|link| link.name == name);
    let partner = navigation.partner.as_deref().and_then(named);
    let claims = |link: &&&Link| {
        let mut theirs = written[target].0.iter();
        theirs.any(|other| other.name == link.name && other.partner.as_deref() == Some(navigation.name.as_str()))
    };
    let found = partner
        .or_else(|| lookups.iter().find(claims).copied())
        .or_else(|| navigation.name.rsplit_once("CollectionBy").and_then(|(_, lookup)| named(lookup)))
        .or(if lookups.len() == 1 { Some(lookups[0]) } else { None });
    found.map(|link| link.on.iter().map(|(theirs, ours)| (*ours, *theirs)).collect()).unwrap_or_default()
}
