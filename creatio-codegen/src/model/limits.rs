//! What no service sends. It is refused before anything else is done with it: much of what follows costs more than a pass.

use crate::csdl::{Document, Schema, StructuredType, Text};
use crate::diagnostic::{Diagnostic, code};
use crate::source::{Span, floor};

/// Generated columns are numbered with 16 bits; the largest real type has about 900 members.
pub(super) const MAX_OF_ONE: usize = 10_000;

/// Bytes of a name. OData promises 128 characters.
pub(super) const MAX_NAME: usize = 1_000;

/// Properties that a key or a constraint names; real ones have up to 20.
const MAX_KEY: usize = 100;

/// Says what is too large.
pub(super) fn check(documents: &[Document<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for document in documents {
        for reference in &document.references {
            found.extend(reference.includes.iter().map(|include| &include.namespace).filter_map(too_long));
            found.extend(too_long(&reference.uri));
        }
        for schema in &document.schemas {
            found.extend(names(schema).filter_map(too_long));
            found.extend(schema.types.iter().filter_map(too_many));
            let keys = schema.types.iter().map(|ty| (&ty.name, ty.key.as_ref().map_or(0, Vec::len)));
            let constraints = schema.associations.iter().map(|association| {
                (&association.name, association.constraint.as_ref().map_or(0, |constraint| constraint.dependent.len()))
            });
            found.extend(keys.chain(constraints).filter(|(_, count)| *count > MAX_KEY).map(|(name, count)| {
                let message = format!("the key of `{}` has {count} parts; at most {MAX_KEY} are read", &**name);
                too_large(name.span, message)
            }));
        }
    }
    found
}

/// The names that one mention can copy.
fn names<'d>(schema: &'d Schema<'d>) -> impl Iterator<Item = &'d Text<'d>> {
    let members = |ty: &'d StructuredType<'d>| {
        let links = ty.navigations.iter().map(|link| &link.name);
        ty.properties.iter().map(|property| &property.name).chain(links).chain([&ty.name])
    };
    let enums = schema.enums.iter().flat_map(|ty| ty.members.iter().map(|member| &member.name).chain([&ty.name]));
    let constraints = schema.associations.iter().filter_map(|association| association.constraint.as_ref());
    let constrained = constraints.flat_map(|constraint| constraint.dependent.iter().chain(&constraint.principal));
    [&schema.namespace].into_iter().chain(schema.types.iter().flat_map(members)).chain(enums).chain(constrained)
}

fn too_long(name: &Text<'_>) -> Option<Diagnostic> {
    (name.len() > MAX_NAME).then(|| {
        let start = &name[..floor(name, 20)];
        too_large(name.span, format!("the name `{start}…` has {} bytes; at most {MAX_NAME} are read", name.len()))
    })
}

fn too_many(ty: &StructuredType<'_>) -> Option<Diagnostic> {
    let most = ty.properties.len().max(ty.navigations.len());
    (most > MAX_OF_ONE)
        .then(|| too_large(ty.name.span, format!("`{}` has more than {MAX_OF_ONE} members of a kind", &*ty.name)))
}

/// Refuses what no service sends.
pub(super) fn too_large(place: Span, message: String) -> Diagnostic {
    let help = "no service that is known comes near; is this the document that it sent?";
    Diagnostic::error(code::TOO_LARGE, message).at(place).help(help)
}
