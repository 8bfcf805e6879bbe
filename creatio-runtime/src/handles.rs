//! Small typed names for what is not a column: sets, singletons and streams.

use std::fmt;
use std::marker::PhantomData;

use crate::Entity;

/// A further entity set of an entity that has several. The first one is [`Meta::set`](crate::Meta::set).
pub struct EntitySet<E> {
    name: &'static str,
    entity: PhantomData<fn() -> E>,
}

impl<E> EntitySet<E> {
    /// The set of this name in the entity container.
    pub const fn new(name: &'static str) -> Self {
        Self { name, entity: PhantomData }
    }

    /// The set's name in URLs.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

/// A single entity with an address of its own, such as `Me`.
pub struct Singleton<E> {
    name: &'static str,
    entity: PhantomData<fn() -> E>,
}

impl<E> Singleton<E> {
    /// The singleton of this name in the entity container.
    pub const fn new(name: &'static str) -> Self {
        Self { name, entity: PhantomData }
    }

    /// The singleton's name in URLs.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

/// A column whose bytes are not part of a row and have an address of their own: a file, an image.
pub struct StreamProperty<E> {
    index: u16,
    entity: PhantomData<fn() -> E>,
}

impl<E> StreamProperty<E> {
    /// The stream in this line of [`Meta::streams`](crate::Meta::streams), counted from 0.
    pub const fn new(index: u16) -> Self {
        Self { index, entity: PhantomData }
    }
}

impl<E: Entity> StreamProperty<E> {
    /// The stream's name in URLs; `None` when generated code was edited and has no such line.
    pub fn name(self) -> Option<&'static str> {
        E::META.streams().nth(self.index.into())
    }
}

// Derives would ask that `E` be Copy, too.
macro_rules! handle {
    ($Handle:ident) => {
        impl<E> Clone for $Handle<E> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<E> Copy for $Handle<E> {}
    };
}

handle!(EntitySet);
handle!(Singleton);
handle!(StreamProperty);

impl<E> fmt::Debug for EntitySet<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl<E> fmt::Debug for Singleton<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl<E: Entity> fmt::Debug for StreamProperty<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", E::META.name, self.name().unwrap_or("?"))
    }
}
