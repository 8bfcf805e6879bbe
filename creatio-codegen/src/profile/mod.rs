//! What is known of a vendor beyond its metadata.

mod creatio;

use crate::model::{ForeignKey, Link, Model, Target};

/// Which vendor's habits a document follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Creatio, bpm'online and their forks.
    Creatio,
    /// Any OData service: the document is taken at its word.
    None,
}

impl Profile {
    /// As the configuration spells them.
    pub(crate) const NAMES: [(&str, Self); 2] = [("creatio", Self::Creatio), ("none", Self::None)];

    /// The profile that the namespaces of `model` call for.
    pub fn detect(model: &Model) -> Self {
        let creatio = model.schemas.iter().any(|namespace| creatio::is_namespace(namespace));
        if creatio { Self::Creatio } else { Self::None }
    }

    /// Applies the profile's fixups.
    pub(crate) fn apply(self, model: &mut Model) {
        if self == Self::Creatio {
            for fixup in creatio::FIXUPS_BEFORE_PAIRING {
                fixup(model);
            }
        }
        lookups_by_constraint(model);
        if self == Self::Creatio {
            for fixup in creatio::FIXUPS {
                fixup(model);
            }
        }
    }
}

/// A referential constraint with one pair says which property holds the key of a lookup. One that names what is not there
/// says nothing.
fn lookups_by_constraint(model: &mut Model) {
    for id in 0..model.types.len() {
        let mut pairs: Vec<_> = model.types[id].links.iter().filter_map(|link| foreign_key(model, link)).collect();
        // Where several links share a property, their names decide, not their order.
        pairs.sort_by(|(_, a), (_, b)| a.link.cmp(&b.link));
        for (own, key) in pairs {
            let mut properties = model.types[id].properties.iter_mut();
            if let Some(property) = properties.find(|property| property.name == own && property.lookup.is_none()) {
                property.lookup = Some(key);
            }
        }
    }
}

/// The property that the link's constraint names, and what it holds.
fn foreign_key(model: &Model, link: &Link) -> Option<(String, ForeignKey)> {
    let [(own, referenced)] = link.constraints.as_slice() else { return None };
    let is_there = match link.target {
        Target::Type(target) => model.ty(target).property(referenced).is_some(),
        Target::Missing(_) | Target::NotSelected(_) => true,
    };
    let key = ForeignKey { link: link.name.clone(), referenced: referenced.clone() };
    (is_there && !link.many).then(|| (own.clone(), key))
}
