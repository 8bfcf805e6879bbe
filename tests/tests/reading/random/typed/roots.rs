//! Entities, their lookups and their details.

use creatio_runtime::prelude::*;
use creatio_runtime::{Column, ColumnType, Many, Path};

use super::super::model::{Kind, Thing};
use super::conditions::filter;
use super::side::{Settled, Side};
use super::types::Typed;
use crate::random::tree::{Details as Rows, Lookup as Hop, Tree as Condition};

/// An entity that trees can be about.
pub(super) trait Root: Entity {
    fn own<T: Typed>(name: &str) -> Side<Self, T>;

    /// A thing's column at the end of a path.
    fn thing<C: ColumnType<Far = F>, F: Settled, P>(path: &[Hop], column: Column<Thing, C, P>) -> Path<Self, F>;

    /// A kind's column at the end of a path.
    fn kind<C: ColumnType<Far = F>, F: Settled, P>(path: &[Hop], column: Column<Kind, C, P>) -> Path<Self, F>;

    /// A condition on the entity's own details.
    fn own_rows(details: Rows, any: bool, tree: &Condition) -> Filter<Self>;
}

impl Root for Thing {
    fn own<T: Typed>(name: &str) -> Side<Self, T> {
        T::of_thing(name)
    }

    fn thing<C: ColumnType<Far = F>, F: Settled, P>(path: &[Hop], column: Column<Thing, C, P>) -> Path<Self, F> {
        match path {
            [Hop::Parent] => Self::PARENT.at(column),
            [Hop::Parent, rest @ ..] => Self::PARENT.at(Thing::thing(rest, column)),
            [Hop::Kind, rest @ ..] => Self::KIND.at(Kind::thing(rest, column)),
            _ => panic!("{path:?} leads from a thing to no thing"),
        }
    }

    fn kind<C: ColumnType<Far = F>, F: Settled, P>(path: &[Hop], column: Column<Kind, C, P>) -> Path<Self, F> {
        match path {
            [Hop::Kind] => Self::KIND.at(column),
            [Hop::Kind, rest @ ..] => Self::KIND.at(Kind::kind(rest, column)),
            [Hop::Parent, rest @ ..] => Self::PARENT.at(Thing::kind(rest, column)),
            _ => panic!("{path:?} leads from a thing to no kind"),
        }
    }

    fn own_rows(details: Rows, any: bool, tree: &Condition) -> Filter<Self> {
        match details {
            Rows::ThingByParent => rows(Self::THING_BY_PARENT, any, tree),
            Rows::KindByMain => rows(Self::KIND_BY_MAIN, any, tree),
            Rows::ThingByKind => panic!("those are a kind's"),
        }
    }
}

impl Root for Kind {
    fn own<T: Typed>(name: &str) -> Side<Self, T> {
        T::of_kind(name)
    }

    fn thing<C: ColumnType<Far = F>, F: Settled, P>(path: &[Hop], column: Column<Thing, C, P>) -> Path<Self, F> {
        match path {
            [Hop::Main] => Self::MAIN.at(column),
            [Hop::Main, rest @ ..] => Self::MAIN.at(Thing::thing(rest, column)),
            _ => panic!("{path:?} leads from a kind to no thing"),
        }
    }

    fn kind<C: ColumnType<Far = F>, F: Settled, P>(path: &[Hop], column: Column<Kind, C, P>) -> Path<Self, F> {
        match path {
            [Hop::Main, rest @ ..] => Self::MAIN.at(Thing::kind(rest, column)),
            _ => panic!("{path:?} leads from a kind to no kind"),
        }
    }

    fn own_rows(details: Rows, any: bool, tree: &Condition) -> Filter<Self> {
        match details {
            Rows::ThingByKind => rows(Self::THING_BY_KIND, any, tree),
            Rows::ThingByParent | Rows::KindByMain => panic!("those are a thing's"),
        }
    }
}

/// A condition on details, wherever they are.
fn rows<R: Root, Child: Root, P>(details: Column<R, Many<Child>, P>, any: bool, tree: &Condition) -> Filter<R> {
    let condition = filter(tree);
    if any { details.any(condition) } else { details.all(condition) }
}

pub(super) fn far_rows<R: Root>(path: &[Hop], details: Rows, any: bool, tree: &Condition) -> Filter<R> {
    if path.is_empty() {
        return R::own_rows(details, any, tree);
    }
    match details {
        Rows::ThingByParent => rows(R::thing(path, Thing::THING_BY_PARENT), any, tree),
        Rows::KindByMain => rows(R::thing(path, Thing::KIND_BY_MAIN), any, tree),
        Rows::ThingByKind => rows(R::kind(path, Kind::THING_BY_KIND), any, tree),
    }
}
