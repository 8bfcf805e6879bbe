//! What only OData 4 documents say: navigations that name their type.

use super::build::Builder;
use super::scope::{Declared, expression};
use super::{Link, Target};
use crate::csdl::{Document, Navigation, NavigationTarget};
use crate::diagnostic::{Diagnostic, code};

pub(super) fn links<'a>(builder: &mut Builder<'a, '_>, index: usize, document: &'a Document<'a>) {
    for (id, ty) in builder.types_of(document) {
        for navigation in &ty.navigations {
            match link(builder, index, navigation) {
                Ok(link) => builder.model.types[id.0].links.push(link),
                Err(diagnostic) => builder.complain(diagnostic),
            }
        }
    }
}

fn link(builder: &Builder<'_, '_>, index: usize, navigation: &Navigation<'_>) -> Result<Link, Diagnostic> {
    let NavigationTarget::Type { ty, partner, contains_target, constraints } = &navigation.target else {
        unreachable!("a document is read as one version")
    };
    let expression = expression(ty)?;
    let target = match builder.scope.find(index, expression.name) {
        Some(Declared::Entity(target)) => Target::Type(*target),
        Some(_) => {
            let message = format!("a navigation can't lead to `{}`: it is not an entity type", expression.name);
            return Err(Diagnostic::error(code::WRONG_KIND, message).at(ty.span));
        }
        None => Target::Missing(builder.scope.full_name(index, expression.name)),
    };
    Ok(Link {
        name: navigation.name.to_string(),
        target,
        many: expression.is_collection,
        contains_target: *contains_target,
        partner: partner.as_ref().map(|partner| partner.to_string()),
        constraints: constraints.iter().map(|(own, theirs)| (own.to_string(), theirs.to_string())).collect(),
        label: None,
        description: navigation.notes.description.clone(),
        span: navigation.name.span,
    })
}
