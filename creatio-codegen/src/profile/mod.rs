//! What is known of a vendor beyond its metadata.

mod creatio;

use crate::model::{ForeignKey, Model, StructuredType};

/// Which vendor's habits a document follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Creatio, bpm'online and their forks.
    Creatio,
    /// Any OData service: the document is taken at its word.
    None,
}

impl Profile {
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
        model.types.iter_mut().for_each(lookups_by_constraint);
        if self == Self::Creatio {
            for fixup in creatio::FIXUPS {
                fixup(model);
            }
        }
    }
}

/// A referential constraint with one pair says which property holds the key of a lookup.
fn lookups_by_constraint(ty: &mut StructuredType) {
    let mut pairs: Vec<_> = ty
        .links
        .iter()
        .filter(|link| !link.many)
        .filter_map(|link| match link.constraints.as_slice() {
            [(own, referenced)] => Some((own, ForeignKey { link: link.name.clone(), referenced: referenced.clone() })),
            _ => None,
        })
        .collect();
    // Where several links share a property, their names decide, not their order.
    pairs.sort_by(|(_, a), (_, b)| a.link.cmp(&b.link));
    for (own, key) in pairs {
        if let Some(property) =
            ty.properties.iter_mut().find(|property| property.name == *own && property.lookup.is_none())
        {
            property.lookup = Some(key);
        }
    }
}
