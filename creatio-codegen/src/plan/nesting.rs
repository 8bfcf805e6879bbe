//! How complex types contain each other: which contain themselves, and which are nested too deeply for rustc.

use crate::model::{Model, Type, TypeId};

/// So many levels of complex types are expressed. To prove that a type is `Send`, rustc goes down through all of them, with
/// about six steps for a list of optional values, and gives up after 128.
pub(super) const MAX_LEVELS: usize = 16;

/// So many values are held by a row itself, not counting those in lists. Twenty levels of sixteen columns each would be
/// more than any machine can hold.
const MAX_VALUES: usize = 10_000;

/// How the complex types of a model contain each other.
pub(super) struct Nesting {
    /// Per type: types of one number contain each other without a list between them.
    components: Vec<usize>,
    levels: Vec<usize>,
    values: Vec<usize>,
}

impl Nesting {
    pub(super) fn of(model: &Model) -> Self {
        let by_value = Graph::of(model, |ty| matches!(ty, Type::Complex(_)));
        let (components, order) = by_value.components();
        // A type of the same component is boxed: it counts as one value, as anything else does that is no complex type.
        let mut values = vec![0_usize; model.types.len()];
        for &id in &order {
            let inner = by_value.0[id].iter().filter(|&&inner| components[inner] != components[id]);
            let others = model.types[id].properties.len() - inner.clone().count();
            values[id] = inner.map(|&inner| values[inner]).fold(others, usize::saturating_add);
        }
        Self { components, levels: levels(&Graph::of(model, |_| true)), values }
    }

    /// Whether the types contain each other without a list between them, so that one must be boxed.
    pub(super) fn is_circle(&self, outer: TypeId, inner: TypeId) -> bool {
        self.components[outer.0] == self.components[inner.0]
    }

    /// Whether a column can hold the complex type.
    pub(super) fn is_too_much(&self, ty: TypeId) -> bool {
        self.levels[ty.0] > MAX_LEVELS || self.values[ty.0] > MAX_VALUES
    }
}

/// Per type: how many levels it has, its own among them. In a circle, a way may lead through every type of it.
fn levels(graph: &Graph) -> Vec<usize> {
    let (components, order) = graph.components();
    let mut levels = vec![0; components.len()];
    let mut deepest = vec![0; components.len()];
    for &id in &order {
        let inner = graph.0[id].iter().filter(|&&inner| components[inner] != components[id]);
        let below = inner.map(|&inner| levels[components[inner]]).max().unwrap_or(0);
        let component = components[id];
        deepest[component] = below.max(deepest[component]);
        levels[component] += 1;
        // The last of a component is closed when all of it is known; until then nothing outside looks at it.
        if component == id {
            levels[component] += deepest[component];
        }
    }
    components.iter().map(|component| levels[*component]).collect()
}

/// Per type: the complex types that its properties hold.
struct Graph(Vec<Vec<usize>>);

impl Graph {
    fn of(model: &Model, counts: fn(&Type) -> bool) -> Self {
        let held = |ty: &Type| match (counts(ty), ty.item()) {
            (true, Type::Complex(TypeId(id))) => Some(*id),
            _ => None,
        };
        let of_type = |ty: &crate::model::StructuredType| {
            ty.properties.iter().filter_map(|property| held(&property.ty)).collect()
        };
        Self(model.types.iter().map(of_type).collect())
    }

    /// Per type, the number of its strongly connected component; and the types in an order in which every one comes after
    /// those that it holds, but for circles.
    ///
    /// Tarjan's algorithm without recursion, for a document may chain any number of types.
    fn components(&self) -> (Vec<usize>, Vec<usize>) {
        let count = self.0.len();
        let mut search = Search {
            contained: &self.0,
            order: vec![None; count],
            component: vec![usize::MAX; count],
            pending: Vec::new(),
            found: 0,
            closed: Vec::with_capacity(count),
        };
        for start in 0..count {
            if search.order[start].is_none() {
                search.run(start);
            }
        }
        (search.component, search.closed)
    }
}

struct Search<'g> {
    contained: &'g [Vec<usize>],
    /// When a type was found.
    order: Vec<Option<usize>>,
    component: Vec<usize>,
    /// Found but not yet in a component.
    pending: Vec<usize>,
    found: usize,
    /// In components, in the order in which they were closed.
    closed: Vec<usize>,
}

impl Search<'_> {
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
            self.closed.push(node);
            if node == root {
                break;
            }
        }
    }
}
