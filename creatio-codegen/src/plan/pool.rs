//! A scope in which every name is reserved once.
//!
//! When several names of the document want the same Rust name, the canonically spelled one gets it and every other one
//! gets a suffix that follows from its own spelling alone. So whoever joins a clash renames nobody who is in it.

use std::collections::{BTreeMap, HashSet};

use super::fingerprint::fnv;
use super::ident::Case;

/// A name of the document that wants a Rust name.
pub(super) struct Wish<'a> {
    pub(super) wire: &'a str,
    /// The Rust name that it would have alone.
    pub(super) ident: String,
    /// The name is spelled as the Rust name is, in the document's own case.
    pub(super) canonical: bool,
    /// The user or we ourselves chose the name: it is never changed.
    pub(super) fixed: bool,
}

impl<'a> Wish<'a> {
    /// Asks for `ident`, or for the name that the user chose.
    pub(super) fn new(wire: &'a str, ident: String, renamed: Option<&str>) -> Self {
        let canonical = super::ident::camel(wire) == wire;
        match renamed {
            Some(chosen) => Self { wire, ident: chosen.to_owned(), canonical, fixed: true },
            None => Self { wire, ident, canonical, fixed: false },
        }
    }
}

/// Gives every wish its name, in the order of the wishes. `fold` tells which names count as the same.
pub(super) fn assign(wishes: &[Wish<'_>], case: Case, fold: fn(&str) -> String) -> Vec<String> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, wish) in wishes.iter().enumerate() {
        groups.entry(fold(&wish.ident)).or_default().push(index);
    }
    let mut names: Vec<Option<String>> = vec![None; wishes.len()];
    let mut losers = Vec::new();
    for group in groups.values() {
        let winner = winner(wishes, group);
        for &index in group {
            if Some(index) == winner || wishes[index].fixed {
                names[index] = Some(wishes[index].ident.clone());
            } else {
                losers.push(index);
            }
        }
    }
    let mut taken: HashSet<String> = names.iter().flatten().map(|name| fold(name)).collect();
    losers.sort_by_key(|&index| wishes[index].wire);
    for index in losers {
        let name = suffixed(&wishes[index], case, |name| taken.insert(fold(name)));
        names[index] = Some(name);
    }
    names.into_iter().flatten().collect()
}

/// Who keeps the plain name: a fixed one, the only one, or the only canonical one.
fn winner(wishes: &[Wish<'_>], group: &[usize]) -> Option<usize> {
    let only = |test: fn(&Wish<'_>) -> bool| {
        let mut found = group.iter().copied().filter(|&index| test(&wishes[index]));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    if group.iter().any(|&index| wishes[index].fixed) {
        return None;
    }
    only(|_| true).or_else(|| only(|wish| wish.canonical))
}

fn suffixed(wish: &Wish<'_>, case: Case, mut reserve: impl FnMut(&str) -> bool) -> String {
    let hash = fnv(wish.wire.as_bytes());
    for digits in 4.. {
        // Two names of one hash would need a digit more than a hash has: a counter serves them.
        let hex = format!("{hash:016x}");
        let tail = if digits <= 16 { hex[..digits].to_owned() } else { format!("{hex}{digits}") };
        let name = case.suffixed(&wish.ident, &tail);
        if reserve(&name) {
            return name;
        }
    }
    unreachable!("the counter does not end")
}
