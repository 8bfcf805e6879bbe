//! Conditions on the rows of details.

use super::Filter;
use super::tree::{Node, Quantifier};
use crate::{Column, Entity, Many};

/// Conditions on the rows of details.
///
/// Creatio is not known to answer them over OData 4 (its documents do not list them), so a client
/// refuses them for its entities unless it was built with `lambdas(true)`.
impl<E: Entity, Child: Entity, P> Column<E, Many<Child>, P> {
    /// Some row of the details meets the condition: `any(Filter::always())` asks whether there is
    /// one at all.
    pub fn any(self, condition: Filter<Child>) -> Filter<E> {
        rows(Quantifier::Any, self, condition)
    }

    /// Every row of the details meets the condition; also true when there is none.
    pub fn all(self, condition: Filter<Child>) -> Filter<E> {
        rows(Quantifier::All, self, condition)
    }
}

fn rows<E: Entity, Child: Entity, P>(
    quantifier: Quantifier,
    details: Column<E, Many<Child>, P>,
    condition: Filter<Child>,
) -> Filter<E> {
    let depth = condition.depth() + 1;
    Filter::of_depth(Node::rows(quantifier, details.path(), condition.into_node()), depth)
}
