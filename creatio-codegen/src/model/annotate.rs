//! What documents say of their types and members, beside them and in `Annotations` elsewhere.

use std::collections::HashMap;

use super::build::Builder;
use super::scope::Declared;
use super::{EnumType, StructuredType};
use crate::csdl::{Document, Notes};

/// Characters that are kept of what is said of one thing: `$metadata` is no place for books, and types copy what they
/// inherit.
const MAX_CHARS: usize = 4_000;

/// Adds paragraphs to a description.
pub(super) fn describe(description: &mut Vec<String>, paragraphs: &[String]) {
    let mut left = MAX_CHARS.saturating_sub(description.iter().map(|known| known.len() + 1).sum());
    for paragraph in paragraphs {
        if left == 0 {
            return;
        }
        let cut: String = paragraph.chars().take(left).collect();
        left = left.saturating_sub(cut.len() + 1);
        description.push(cut);
    }
}

/// The description of something that has none yet.
pub(super) fn description(notes: &Notes) -> Vec<String> {
    let mut description = Vec::new();
    describe(&mut description, &notes.description);
    description
}

/// Notes by the name of the member that they are on; the type's own are on the empty name.
type OnMembers<'a> = HashMap<&'a str, Vec<&'a Notes>>;

/// `Annotations` that name their target: a type or enum, or a member of one.
pub(super) fn annotate<'a>(builder: &mut Builder<'a, '_>, documents: &'a [Document<'a>]) {
    let (mut types, mut enums) = (HashMap::<_, OnMembers<'_>>::new(), HashMap::<_, OnMembers<'_>>::new());
    for (index, document) in documents.iter().enumerate() {
        for annotations in document.schemas.iter().flat_map(|schema| &schema.annotations) {
            let (name, member) = annotations.target.split_once('/').unwrap_or((&annotations.target, ""));
            let of = match builder.scope.find(index, name) {
                Some(Declared::Entity(id) | Declared::Complex(id)) => types.entry(*id).or_default(),
                Some(Declared::Enum(id)) => enums.entry(*id).or_default(),
                _ => continue,
            };
            of.entry(member).or_default().push(&annotations.notes);
        }
    }
    types.iter().for_each(|(id, notes)| annotate_type(&mut builder.model.types[id.0], notes));
    enums.iter().for_each(|(id, notes)| annotate_enum(&mut builder.model.enums[id.0], notes));
}

fn annotate_type(ty: &mut StructuredType, notes: &OnMembers<'_>) {
    let on = |name: &str| notes.get(name).into_iter().flatten();
    on("").for_each(|notes| describe(&mut ty.description, &notes.description));
    for property in &mut ty.properties {
        for notes in on(&property.name) {
            describe(&mut property.description, &notes.description);
            property.computed |= notes.computed;
        }
    }
    for link in &mut ty.links {
        on(&link.name).for_each(|notes| describe(&mut link.description, &notes.description));
    }
}

fn annotate_enum(ty: &mut EnumType, notes: &OnMembers<'_>) {
    let on = |name: &str| notes.get(name).into_iter().flatten();
    on("").for_each(|notes| describe(&mut ty.description, &notes.description));
    for member in &mut ty.members {
        on(&member.name).for_each(|notes| describe(&mut member.description, &notes.description));
    }
}
