//! A model whose entities are all of one size, to compare shapes of generated code.

use super::model::{ColumnType, Entity, Instance};
use super::names::NOUNS;
use super::random::Random;

/// With its details, each entity has twice as many links.
const LOOKUPS: [&str; 9] =
    ["Account", "Author", "Country", "Currency", "ModifiedBy", "Owner", "Parent", "Status", "Type"];

/// What is no lookup's column: 25 in all, 15 of which can be empty in Creatio's way (the lookups' columns and the dates).
const COLUMNS: [(&str, ColumnType); 16] = [
    ("Id", ColumnType::Guid),
    ("Name", ColumnType::Text),
    ("Code", ColumnType::Text),
    ("Notes", ColumnType::Text),
    ("Phone", ColumnType::Text),
    ("Position", ColumnType::Integer),
    ("ProcessListeners", ColumnType::Integer),
    ("IsActive", ColumnType::Boolean),
    ("Confirmed", ColumnType::Boolean),
    ("Amount", ColumnType::Decimal),
    ("CreatedOn", ColumnType::Date),
    ("ModifiedOn", ColumnType::Date),
    ("StartDate", ColumnType::Date),
    ("DueDate", ColumnType::Date),
    ("BirthDate", ColumnType::Date),
    ("ClosedOn", ColumnType::Date),
];

/// `count` entities of 25 columns and 18 links each: 9 lookups to random others, and 9 details that lead back.
pub fn uniform(count: usize, seed: u64) -> Instance {
    let mut random = Random::new(seed);
    let mut instance = Instance::default();
    for number in 0..count {
        let mut entity = Entity::new(format!("Usr{}{number:04}", random.pick(&NOUNS)));
        for (name, ty) in COLUMNS {
            entity.add_column(name, ty);
        }
        instance.entities.push(entity);
    }
    for lookup in LOOKUPS {
        // Everyone is the target of everyone's lookup once.
        for (child, target) in random.permutation(count).into_iter().enumerate() {
            instance.add_lookup(child, lookup, target);
        }
    }
    instance
}
