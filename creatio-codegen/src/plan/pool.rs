//! A scope in which every name is reserved once.
//!
//! When several names of the document want the same Rust name, the canonically spelled one gets it and every other one
//! gets a suffix that follows from its own spelling alone. So whoever joins a clash renames nobody who is in it.

use std::collections::{BTreeMap, HashSet};

use super::ident::Case;
use super::rename::{Chosen, bad};
use crate::diagnostic::Diagnostic;
use crate::fnv::fnv;
use crate::source::Span;

/// A name of the document that wants a Rust name.
pub(super) struct Wish<'a> {
    pub(super) wire: &'a str,
    /// The Rust name that it would have alone.
    pub(super) ident: String,
    pub(super) claim: Claim,
}

/// How strong a [`Wish`] is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Claim {
    /// It makes room for any other.
    Weak,
    /// The name is spelled as the Rust name is, in the document's own case.
    Canonical,
    /// We need the name ourselves: it is never changed.
    Reserved,
    /// The user chose the name, at this place: it is never changed, and whoever has it too must be renamed as well.
    Chosen(Option<Span>),
}

impl Claim {
    fn is_fixed(self) -> bool {
        matches!(self, Self::Reserved | Self::Chosen(_))
    }
}

impl<'a> Wish<'a> {
    /// Asks for `ident`, or for the name that the user chose.
    pub(super) fn new(wire: &'a str, ident: String, chosen: Option<&Chosen>) -> Self {
        match chosen {
            Some(chosen) => Self { wire, ident: chosen.ident.clone(), claim: Claim::Chosen(chosen.span) },
            None if super::ident::camel(wire) == wire => Self { wire, ident, claim: Claim::Canonical },
            None => Self { wire, ident, claim: Claim::Weak },
        }
    }
}

/// Gives every wish its name, in the order of the wishes. `fold` tells which names count as the same.
pub(super) fn assign(
    wishes: &[Wish<'_>],
    case: Case,
    fold: fn(&str) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, wish) in wishes.iter().enumerate() {
        groups.entry(fold(&wish.ident)).or_default().push(index);
    }
    let mut names: Vec<Option<String>> = vec![None; wishes.len()];
    let mut losers = Vec::new();
    for group in groups.values() {
        report_clash(wishes, group, diagnostics);
        let winner = winner(wishes, group);
        for &index in group {
            if Some(index) == winner || wishes[index].claim.is_fixed() {
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

/// Who keeps the plain name, unless someone's is fixed: the only one, or the only canonical one.
fn winner(wishes: &[Wish<'_>], group: &[usize]) -> Option<usize> {
    let only = |test: fn(&Wish<'_>) -> bool| {
        let mut found = group.iter().copied().filter(|&index| test(&wishes[index]));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    if group.iter().any(|&index| wishes[index].claim.is_fixed()) {
        return None;
    }
    only(|_| true).or_else(|| only(|wish| wish.claim == Claim::Canonical))
}

/// A name that the user chose and that something else has too.
fn report_clash(wishes: &[Wish<'_>], group: &[usize], diagnostics: &mut Vec<Diagnostic>) {
    let chosen = group.iter().find_map(|&index| match wishes[index].claim {
        Claim::Chosen(span) => Some((index, span)),
        _ => None,
    });
    let Some((index, span)) = chosen else { return };
    let (wish, others) = (&wishes[index], group.iter().filter(|&&other| other != index));
    for other in others.map(|&other| &wishes[other]) {
        let message = match other.claim {
            Claim::Reserved => format!("`{}`, chosen for `{}`, is a name that every enum has", wish.ident, wish.wire),
            _ => format!("`{}`, chosen for `{}`, is also the name of `{}`", wish.ident, wish.wire, other.wire),
        };
        let diagnostic = bad(message, span).help("choose another name, or rename the other one as well");
        diagnostics.push(match other.claim {
            Claim::Chosen(Some(other)) => diagnostic.label(other, "chosen here too"),
            _ => diagnostic,
        });
    }
}

fn suffixed(wish: &Wish<'_>, case: Case, mut reserve: impl FnMut(&str) -> bool) -> String {
    let hash = fnv(wish.wire.bytes());
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
