//! What the writers of queries see.

use super::{Asked, To};
use crate::Meta;
use crate::query::DetailsOptions;

/// One level of what is asked: the entity, or what stands at the other end of a link.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'q> {
    asked: &'q Asked,
    level: usize,
}

/// A link to be expanded, or a column of a complex type that paths go through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AskedLink<'q> {
    pub(crate) name: &'static str,
    pub(crate) kind: LinkKind,
    /// What is asked at the other end.
    pub(crate) level: View<'q>,
    /// How details are narrowed.
    pub(crate) options: Option<&'q DetailsOptions>,
}

/// What kind of link it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    Lookup,
    Details,
    Complex,
}

impl Asked {
    /// The entity's own level.
    pub(crate) fn top(&self) -> View<'_> {
        View { asked: self, level: 0 }
    }
}

impl<'q> View<'q> {
    pub(crate) fn meta(self) -> &'static Meta {
        self.asked.levels[self.level].meta
    }

    /// Whether all of its columns are asked for: no `$select` is needed.
    pub(crate) fn whole(self) -> bool {
        self.asked.levels[self.level].whole
    }

    /// The names of the columns, each once, in the order in which they were first asked for.
    pub(crate) fn columns(self) -> impl Iterator<Item = &'static str> + use<'q> {
        let columns = self.asked.levels[self.level].columns.iter();
        columns.filter(|column| !column.by_the_way).map(|column| column.name)
    }

    /// The key that tells an empty lookup from a full one where Creatio answers an object for both. It is read when it is
    /// there; a nested `$select` does well to ask for it.
    pub(crate) fn key(self) -> Option<&'static str> {
        let level = &self.asked.levels[self.level];
        level.columns.iter().find(|column| Some(column.slot) == level.key).map(|column| column.name)
    }

    /// Lookups, details and complex columns, in the order in which they were first asked for.
    pub(crate) fn links(self) -> impl Iterator<Item = AskedLink<'q>> + use<'q> {
        self.asked.levels[self.level].links.iter().map(move |link| {
            let (kind, level) = match link.to {
                To::Lookup(level) => (LinkKind::Lookup, View { level, ..self }),
                To::Complex(level) => (LinkKind::Complex, View { level, ..self }),
                To::Details(details) => (LinkKind::Details, self.asked.details[details].top()),
            };
            AskedLink { name: link.name, kind, level, options: link.options.as_deref() }
        })
    }
}
