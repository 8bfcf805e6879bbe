//! What only OData 4 documents say: navigations that name their type.

use super::Link;
use super::annotate::description;
use super::build::Builder;
use super::expression::expression;
use crate::csdl::{Document, Navigation, NavigationTarget};

pub(super) fn links<'a>(builder: &mut Builder<'a, '_>, index: usize, document: &'a Document<'a>) {
    for (id, ty) in builder.types_of(document) {
        for navigation in &ty.navigations {
            let link = link(builder, index, navigation);
            builder.model.types[id.0].links.extend(link);
        }
    }
}

fn link(builder: &mut Builder<'_, '_>, index: usize, navigation: &Navigation<'_>) -> Option<Link> {
    let NavigationTarget::Type { ty, partner, contains_target, constraints } = &navigation.target else {
        unreachable!("a document is read as one version")
    };
    let expression = expression(ty).map_err(|diagnostic| builder.complain(diagnostic)).ok()?;
    Some(Link {
        name: navigation.name.to_string(),
        target: builder.target(index, ty, expression.name)?,
        many: expression.is_collection,
        contains_target: *contains_target,
        partner: partner.as_ref().map(|partner| partner.to_string()),
        constraints: constraints.iter().map(|(own, theirs)| (own.to_string(), theirs.to_string())).collect(),
        label: None,
        description: description(&navigation.notes),
        span: navigation.name.span,
    })
}
