//! Random rows, in memory and in a sandbox.

use std::collections::{BTreeMap, HashMap};

use creatio_runtime::Dialect;
use creatio_runtime::uuid::Uuid;
use serde_json::{Map, Value as Json};

use super::choices::{Choices, endless};
use super::tree::{Lookup, Root};
use super::value::{Type, Value};

const THINGS: usize = 40;
const KINDS: usize = 6;

pub(crate) type Row = BTreeMap<&'static str, Value>;

/// All rows of both entities.
pub(crate) struct World {
    pub(crate) things: Vec<Row>,
    pub(crate) kinds: Vec<Row>,
    places: HashMap<Uuid, usize>,
}

impl World {
    /// The world of a seed, with Creatio's empty values where it has them.
    pub(crate) fn new(seed: u64, dialect: Dialect) -> Self {
        let mut choices = endless(seed);
        let mut rows =
            |root, count| (0..count).map(|number| row(root, number, dialect, &mut choices)).collect::<Vec<_>>();
        let (things, kinds) = (rows(Root::Thing, THINGS), rows(Root::Kind, KINDS));
        let places = [&things, &kinds].into_iter().flat_map(|rows| rows.iter().enumerate());
        let places = places.map(|(place, row)| (key(row), place)).collect();
        Self { things, kinds, places }
    }

    pub(crate) fn rows(&self, root: Root) -> &[Row] {
        match root {
            Root::Thing => &self.things,
            Root::Kind => &self.kinds,
        }
    }

    /// Some values of guids that rows have.
    pub(crate) fn ids(&self) -> Vec<Value> {
        self.things.iter().take(4).chain(self.kinds.iter().take(2)).map(|row| row["Id"].clone()).collect()
    }

    /// The row at the end of a path, if no lookup on the way is empty.
    pub(crate) fn follow<'w>(&'w self, mut row: &'w Row, path: &[Lookup]) -> Option<&'w Row> {
        for lookup in path {
            let (column, to) = match lookup {
                Lookup::Parent => ("ParentId", Root::Thing),
                Lookup::Kind => ("KindId", Root::Kind),
                Lookup::Main => ("MainId", Root::Thing),
            };
            let Value::Guid(id) = &row[column] else { return None };
            row = &self.rows(to)[self.places[id]];
        }
        Some(row)
    }

    /// Rows as the sandbox is seeded with them.
    pub(crate) fn seeds(&self, root: Root) -> Vec<Json> {
        let object =
            |row: &Row| row.iter().map(|(name, value)| ((*name).to_owned(), value.json())).collect::<Map<_, _>>();
        self.rows(root).iter().map(|row| Json::Object(object(row))).collect()
    }
}

fn row(root: Root, number: usize, dialect: Dialect, choices: &mut Choices<impl Iterator<Item = u16>>) -> Row {
    let mut row = Row::new();
    for ty in Type::ALL {
        for (at, name) in root.columns(ty).iter().enumerate() {
            let nullable = name.starts_with("Maybe") || ["Note", "Since"].contains(name);
            let null = nullable && choices.once_in(3);
            let value = if null { Value::Null } else { Value::choose(ty, at == 0, choices) };
            row.insert(name, if dialect == Dialect::Creatio { value.or_creatios_empty(ty) } else { value });
        }
    }
    row.insert("Id", Value::Guid(id(root, number)));
    for (name, to, count) in
        [("ParentId", Root::Thing, THINGS), ("KindId", Root::Kind, KINDS), ("MainId", Root::Thing, THINGS)]
    {
        if row.contains_key(name) {
            let value = Value::Guid(id(to, choices.below(count)));
            row.insert(name, if choices.once_in(4) { Value::Null } else { value });
        }
    }
    row
}

/// The id of a row. Ids are in no order, so that ordering by them is seen.
fn id(root: Root, number: usize) -> Uuid {
    let scattered = ((number as u128 + 1) * 0x9e37_79b9 % 0xffff_fffb) << 64;
    Uuid::from_u128(scattered | if root == Root::Thing { 0x7000_0001 } else { 0x6000_0001 })
}

/// A row's key.
pub(crate) fn key(row: &Row) -> Uuid {
    match &row["Id"] {
        Value::Guid(id) => *id,
        other => panic!("{other:?} is no key"),
    }
}
