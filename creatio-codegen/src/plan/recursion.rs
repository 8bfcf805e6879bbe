//! Which complex types contain themselves, directly or through others.

use crate::model::{Model, Type, TypeId};

/// Per type, the number of its strongly connected component: types of one number contain each other.
///
/// Tarjan's algorithm without recursion, for a document may chain any number of types.
pub(super) fn components(model: &Model) -> Vec<usize> {
    let contained: Vec<Vec<usize>> = model
        .types
        .iter()
        .map(|ty| ty.properties.iter().filter_map(|property| as_complex(&property.ty)).map(|id| id.0).collect())
        .collect();
    let mut search = Search {
        contained,
        order: vec![None; model.types.len()],
        component: vec![usize::MAX; model.types.len()],
        ..Default::default()
    };
    for start in 0..model.types.len() {
        if search.order[start].is_none() {
            search.run(start);
        }
    }
    search.component
}

/// A collection is on the heap by itself.
fn as_complex(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Complex(id) => Some(*id),
        _ => None,
    }
}

#[derive(Default)]
struct Search {
    contained: Vec<Vec<usize>>,
    /// When a type was found.
    order: Vec<Option<usize>>,
    component: Vec<usize>,
    /// Found but not yet in a component.
    pending: Vec<usize>,
    found: usize,
}

impl Search {
    fn run(&mut self, start: usize) {
        // Type, how many of the types in it are done, and the earliest type that it leads back to.
        let mut path = vec![(start, 0, self.enter(start))];
        while let Some((node, done, low)) = path.last_mut() {
            match self.contained[*node].get(*done).copied() {
                Some(next) => {
                    *done += 1;
                    match self.order[next] {
                        None => {
                            let order = self.enter(next);
                            path.push((next, 0, order));
                        }
                        Some(order) if self.component[next] == usize::MAX => *low = order.min(*low),
                        Some(_) => {}
                    }
                }
                None => {
                    let (node, low) = (*node, *low);
                    path.pop();
                    if self.order[node] == Some(low) {
                        self.close(node);
                    }
                    if let Some((_, _, parent)) = path.last_mut() {
                        *parent = low.min(*parent);
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: usize) -> usize {
        let order = self.found;
        self.found += 1;
        self.order[node] = Some(order);
        self.pending.push(node);
        order
    }

    fn close(&mut self, root: usize) {
        while let Some(node) = self.pending.pop() {
            self.component[node] = root;
            if node == root {
                break;
            }
        }
    }
}
