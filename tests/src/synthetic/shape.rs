//! Which columns and lookups an entity has because of what it is for.

use super::model::{ColumnType, Entity, Instance};
use super::names::{Kind, Named};
use super::random::Random;

/// What nearly all entities begin with.
const STANDARD: [(&str, ColumnType); 4] = [
    ("Id", ColumnType::Guid),
    ("CreatedOn", ColumnType::Date),
    ("ModifiedOn", ColumnType::Date),
    ("ProcessListeners", ColumnType::Integer),
];

/// What only people have, oddities included: texts that end in `Id` and belong to no lookup.
const PERSON: [(&str, ColumnType); 24] = [
    ("Dear", ColumnType::Text),
    ("JobTitle", ColumnType::Text),
    ("BirthDate", ColumnType::Date),
    ("MobilePhone", ColumnType::Text),
    ("HomePhone", ColumnType::Text),
    ("Skype", ColumnType::Text),
    ("DoNotUseEmail", ColumnType::Boolean),
    ("DoNotUseCall", ColumnType::Boolean),
    ("DoNotUseFax", ColumnType::Boolean),
    ("DoNotUseSms", ColumnType::Boolean),
    ("DoNotUseMail", ColumnType::Boolean),
    ("Facebook", ColumnType::Text),
    ("LinkedIn", ColumnType::Text),
    ("FacebookId", ColumnType::Text),
    ("LinkedInId", ColumnType::Text),
    ("TwitterId", ColumnType::Text),
    ("GPSN", ColumnType::Text),
    ("GPSE", ColumnType::Text),
    ("Surname", ColumnType::Text),
    ("GivenName", ColumnType::Text),
    ("MiddleName", ColumnType::Text),
    ("Age", ColumnType::Integer),
    ("LeadConversionScore", ColumnType::Integer),
    ("ContactPhoto", ColumnType::Stream),
];

/// What sections have in common.
const SECTION: [(&str, ColumnType); 6] = [
    ("Name", ColumnType::Text),
    ("Notes", ColumnType::Text),
    ("Completeness", ColumnType::Integer),
    ("StartDate", ColumnType::Date),
    ("DueDate", ColumnType::Date),
    ("Amount", ColumnType::Decimal),
];

/// The dictionaries that give the lookups of their owner a name.
const ROLES: [&str; 7] = ["Type", "Status", "Category", "Priority", "Stage", "Source", "Reason"];

/// Entities with what follows from their kinds.
pub(super) fn shape(named: &[Named], random: &mut Random) -> Instance {
    let mut instance = Instance::default();
    for one in named {
        let mut entity = Entity::new(one.name.clone());
        if one.kind == Kind::View && random.chance(10) {
            keyless(&mut entity);
        } else {
            standard(&mut entity);
        }
        add_columns(&mut entity, columns(one.kind));
        if one.name == "Contact" {
            add_columns(&mut entity, &PERSON);
        }
        if one.name == "SysImage" {
            entity.add_column("Data", ColumnType::Stream);
        }
        instance.entities.push(entity);
    }
    for (index, one) in named.iter().enumerate() {
        lookups(&mut instance, named, index, one, random);
    }
    instance
}

fn standard(entity: &mut Entity) {
    for (name, ty) in STANDARD {
        entity.add_column(name, ty);
    }
    // The first entity is the contact.
    for lookup in ["CreatedBy", "ModifiedBy"] {
        entity.add_lookup(lookup, 0, false);
    }
}

/// A view of the instance's own.
fn keyless(entity: &mut Entity) {
    entity.keyed = false;
    entity.add_column("UsrId", ColumnType::Guid);
    entity.add_column("UsrCount", ColumnType::Integer);
}

fn add_columns(entity: &mut Entity, columns: &[(&str, ColumnType)]) {
    for (name, ty) in columns {
        entity.add_column(*name, *ty);
    }
}

fn columns(kind: Kind) -> &'static [(&'static str, ColumnType)] {
    use ColumnType::{Boolean, Date, Guid, Integer, Stream, Text};
    match kind {
        Kind::Section => &SECTION,
        Kind::Detail => &[("Description", Text)],
        Kind::Dictionary => &[("Name", Text), ("Description", Text), ("RecordInactive", Boolean)],
        Kind::File => &[
            ("Name", Text),
            ("Notes", Text),
            ("LockedOn", Date),
            ("Version", Integer),
            ("Size", Integer),
            ("SysFileStorageUId", Guid),
            ("Data", Stream),
        ],
        Kind::Tag => &[("Name", Text)],
        Kind::InTag | Kind::InFolder => &[],
        Kind::Folder => &[("Name", Text), ("SearchData", Stream), ("OptimizationType", Integer)],
        Kind::View => &[("Name", Text), ("RecordUId", Guid)],
    }
}

fn lookups(instance: &mut Instance, named: &[Named], index: usize, one: &Named, random: &mut Random) {
    let position = |name: &str| named.iter().position(|other| other.name == name);
    if let Some(owner) = one.owner {
        match one.kind {
            Kind::InTag => {
                instance.add_lookup(index, "Entity", owner);
                if let Some(tag) = position(&format!("{}Tag", named[owner].name)) {
                    instance.add_lookup(index, "Tag", tag);
                }
            }
            Kind::InFolder => {
                instance.add_lookup(index, &named[owner].name, owner);
                if let Some(folder) = position(&format!("{}Folder", named[owner].name)) {
                    instance.add_lookup(index, "Folder", folder);
                }
            }
            Kind::Folder => {
                instance.add_lookup(index, "Parent", index);
            }
            Kind::File => {
                instance.add_lookup(index, &named[owner].name, owner);
                instance.add_lookup(index, "LockedBy", 0);
            }
            Kind::Dictionary => {
                // `OrderStatus` gives the order its lookup `Status`.
                if let Some(role) = ROLES.iter().find(|role| one.name == format!("{}{role}", named[owner].name)) {
                    instance.add_lookup(owner, role, index);
                }
            }
            _ => {
                instance.add_lookup(index, &named[owner].name, owner);
            }
        }
    }
    if one.kind == Kind::Section && (index < 20 || random.chance(40)) {
        instance.add_lookup(index, "Owner", 0);
    }
}
