//! What is computed from columns.

use std::marker::PhantomData;

use super::Expression;
use super::tree::Node;
use crate::{ColumnType, Entity};

/// Something computed from columns of `E`, which holds a `T`.
#[must_use = "it does nothing until a filter or an order has it"]
pub struct Calculated<E, T> {
    node: Node,
    types: PhantomData<fn() -> (E, T)>,
}

impl<E, T> Calculated<E, T> {
    pub(super) fn new(node: Node) -> Self {
        Self { node, types: PhantomData }
    }
}

impl<E, T> Clone for Calculated<E, T> {
    fn clone(&self) -> Self {
        Self::new(self.node.clone())
    }
}

impl<E: Entity, T: ColumnType> Expression for Calculated<E, T> {
    type Entity = E;
    type Type = T;

    fn into_node(self) -> Node {
        self.node
    }
}
