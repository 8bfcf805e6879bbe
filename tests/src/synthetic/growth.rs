//! What developers add over the years: lookups and columns, until there are as many as there should be.

use super::model::{ColumnType, Counts, Instance};
use super::names::{DICTIONARIES, Kind, NOUNS, Named};
use super::random::Random;

/// Entities with a lookup called `Type`, the one keyword that is common among names.
const TYPES: usize = 160;

/// The lookups that people are looked up by, and so on; a lookup of another name leads to the entity of its name.
const ROLES: [(&str, &[&str]); 4] = [
    ("Contact", &["Owner", "Contact", "Author", "Responsible", "Manager", "Assignee", "Supervisor", "DecisionMaker"]),
    ("Account", &["Account", "Partner", "Supplier", "Customer", "Payer", "Competitor"]),
    ("SysAdminUnit", &["Group", "VisaOwner", "DelegatedFrom", "ResponsibleRole"]),
    ("SysImage", &["Image", "Logo", "Picture", "Icon"]),
];

const TEXTS: [&str; 10] = ["Code", "Number", "Url", "Comment", "Title", "Address", "Phone", "Key", "Caption", "Result"];
const NUMBERS: [&str; 6] = ["Position", "Count", "Duration", "Size", "Order", "Level"];
const DECIMALS: [&str; 6] = ["Amount", "Price", "Quantity", "Tax", "Percent", "TotalAmount"];
const DATES: [&str; 5] = ["StartDate", "DueDate", "Date", "ModifiedOn", "ClosedOn"];
const FLAGS: [&str; 5] = ["Active", "Default", "Required", "Confirmed", "Closed"];

pub(super) fn grow(instance: &mut Instance, named: &[Named], wanted: Counts, random: &mut Random) {
    let growth = Growth::new(named);
    growth.types(instance, TYPES.min(wanted.entities / 8), random);
    let mut missing = wanted.lookups.saturating_sub(instance.counts().lookups);
    while missing > 0 {
        missing -= usize::from(growth.lookup(instance, random));
    }
    let mut missing = wanted.columns.saturating_sub(instance.counts().columns);
    while missing > 0 {
        missing -= usize::from(growth.column(instance, random));
    }
}

struct Growth<'n> {
    named: &'n [Named],
    sections: Vec<usize>,
    /// What grows at all: tags and the like stay as they are.
    others: Vec<usize>,
    dictionaries: Vec<usize>,
}

impl<'n> Growth<'n> {
    fn new(named: &'n [Named]) -> Self {
        let having = |kinds: &[Kind]| -> Vec<usize> {
            named.iter().enumerate().filter(|(_, one)| kinds.contains(&one.kind)).map(|(index, _)| index).collect()
        };
        Self {
            named,
            sections: having(&[Kind::Section]),
            others: having(&[Kind::Section, Kind::Detail, Kind::View, Kind::File]),
            dictionaries: having(&[Kind::Dictionary]),
        }
    }

    /// Lets `wanted` entities have a lookup called `Type`.
    fn types(&self, instance: &mut Instance, wanted: usize, random: &mut Random) {
        let ending: Vec<usize> =
            self.dictionaries.iter().copied().filter(|&index| self.named[index].name.ends_with("Type")).collect();
        let mut missing =
            wanted.saturating_sub(instance.entities.iter().filter(|entity| entity.has_member("Type")).count());
        while missing > 0 && !ending.is_empty() {
            let child = *random.pick(&self.others);
            missing -= usize::from(instance.add_lookup(child, "Type", *random.pick(&ending)));
        }
    }

    fn lookup(&self, instance: &mut Instance, random: &mut Random) -> bool {
        let child = self.any(random, 25);
        let (name, target) = match random.below(100) {
            0..20 => {
                let (target, roles) = ROLES[[0, 0, 0, 1, 1, 2, 3][random.below(7)]];
                (*random.pick(roles), self.index(target))
            }
            20..34 => {
                let name = *random.pick(&DICTIONARIES);
                (name, self.index(name))
            }
            34..70 => {
                let target = *random.pick(&self.dictionaries);
                (self.named[target].name.as_str(), target)
            }
            _ => {
                let target = self.any(random, 30);
                (self.named[target].name.as_str(), target)
            }
        };
        let prefix = if name.starts_with("Usr") { "" } else { self.prefix(child, random) };
        instance.add_lookup(child, &format!("{prefix}{name}"), target)
    }

    fn column(&self, instance: &mut Instance, random: &mut Random) -> bool {
        let child = self.any(random, 35);
        let noun = if random.chance(60) { *random.pick(&NOUNS) } else { "" };
        let (name, ty) = match random.below(100) {
            0..45 => (format!("{noun}{}", random.pick(&TEXTS)), ColumnType::Text),
            45..60 => (format!("{noun}{}", random.pick(&NUMBERS)), ColumnType::Integer),
            60..72 => (format!("{noun}{}", random.pick(&DECIMALS)), ColumnType::Decimal),
            72..82 => (format!("{noun}{}", random.pick(&DATES)), ColumnType::Date),
            82..96 => (format!("Is{noun}{}", random.pick(&FLAGS)), ColumnType::Boolean),
            _ => (format!("{}RecordUId", random.pick(&NOUNS)), ColumnType::Guid),
        };
        let name = format!("{}{name}", self.prefix(child, random));
        instance.entities[child].add_column(name, ty)
    }

    /// A section in `percent` of 100 cases, and more often one of the older ones, which come first.
    fn any(&self, random: &mut Random, percent: usize) -> usize {
        if random.chance(percent) {
            let index = random.below(self.sections.len()).min(random.below(self.sections.len()));
            self.sections[index]
        } else {
            *random.pick(&self.others)
        }
    }

    /// What is added to the vendor's entities by others, and all of their own, has a prefix.
    fn prefix(&self, child: usize, random: &mut Random) -> &'static str {
        if self.named[child].name.starts_with("Usr") || random.chance(15) { "Usr" } else { "" }
    }

    fn index(&self, name: &str) -> usize {
        self.named.iter().position(|one| one.name == name).unwrap_or_default()
    }
}
