//! What only OData 1 to 3 documents say: navigations through associations.

use std::collections::HashMap;

use super::annotate::description;
use super::build::Builder;
use super::{Link, TypeId};
use crate::csdl::{Association, Document, Multiplicity, Navigation, NavigationTarget, Text};
use crate::diagnostic::{Diagnostic, code};

pub(super) fn links<'a>(builder: &mut Builder<'a, '_>, index: usize, document: &'a Document<'a>) {
    let mut associations = HashMap::new();
    for schema in &document.schemas {
        for association in &schema.associations {
            let name = format!("{}.{}", &*schema.namespace, &*association.name);
            if let Some(first) = associations.insert(name, association) {
                let message = format!("the association `{}` is declared twice", &*association.name);
                let diagnostic = Diagnostic::error(code::DUPLICATE, message).at(association.name.span);
                let help = "keep one; is a document appended to itself?";
                builder.complain(diagnostic.label(first.name.span, "first here").help(help));
            }
        }
    }
    let owners: Vec<_> = builder.types_of(document).collect();
    let partners = partners(builder, index, &owners);
    for (id, ty) in &owners {
        for navigation in &ty.navigations {
            if let Some(link) = link(builder, index, &associations, navigation, &partners) {
                builder.model.types[id.0].links.push(link);
            }
        }
    }
}

/// Which navigation goes through an association to a role: the partner of the one that comes from there.
type Partners<'a> = HashMap<(String, &'a str), &'a str>;

fn partners<'a>(
    builder: &Builder<'a, '_>,
    index: usize,
    owners: &[(TypeId, &'a crate::csdl::StructuredType<'a>)],
) -> Partners<'a> {
    owners
        .iter()
        .flat_map(|(_, ty)| &ty.navigations)
        .filter_map(|navigation| match &navigation.target {
            NavigationTarget::Association { relationship, to_role, .. } => {
                Some(((builder.scope.full_name(index, relationship), &*to_role.value), &*navigation.name.value))
            }
            NavigationTarget::Type { .. } => None,
        })
        .collect()
}

fn link<'a>(
    builder: &mut Builder<'a, '_>,
    index: usize,
    associations: &HashMap<String, &'a Association<'a>>,
    navigation: &'a Navigation<'a>,
    partners: &Partners<'a>,
) -> Option<Link> {
    let NavigationTarget::Association { relationship, from_role, to_role } = &navigation.target else { return None };
    let full = builder.scope.full_name(index, relationship);
    let Some(association) = associations.get(&full) else {
        let message = format!("the association `{}` is not declared", &**relationship);
        let local = full.rsplit('.').next().unwrap_or_default();
        let known = associations.values().map(|association| &*association.name.value);
        let diagnostic = Diagnostic::error(code::UNKNOWN_REFERENCE, message).at(relationship.span);
        let near = builder.scope.near(local, known);
        let help = "`Association` elements are missing: was the document cut?";
        builder.complain(diagnostic.help(help).maybe_help(near));
        return None;
    };
    if association.ends.len() != 2 {
        return None;
    }
    let end = |role: &Text<'_>| association.ends.iter().find(|end| *end.role == **role);
    for role in [from_role, to_role] {
        if end(role).is_none() {
            builder.complain(no_role(association, role));
        }
    }
    let (Some(_), Some(end)) = (end(from_role), end(to_role)) else { return None };
    let target = builder.target(index, &end.ty, &end.ty)?;
    let constraints = match &association.constraint {
        Some(constraint) if *constraint.dependent_role == **from_role => constraint
            .dependent
            .iter()
            .zip(&constraint.principal)
            .map(|(own, theirs)| (own.to_string(), theirs.to_string()))
            .collect(),
        _ => Vec::new(),
    };
    let partner = if from_role.value == to_role.value { None } else { partners.get(&(full, &*from_role.value)) };
    Some(Link {
        name: navigation.name.to_string(),
        target,
        many: end.multiplicity == Multiplicity::Many,
        contains_target: false,
        partner: partner.map(|&name| name.to_owned()),
        constraints,
        label: None,
        description: description(&navigation.notes),
        span: navigation.name.span,
    })
}

fn no_role(association: &Association<'_>, role: &Text<'_>) -> Diagnostic {
    let roles: Vec<_> = association.ends.iter().map(|end| format!("`{}`", &*end.role)).collect();
    let message = format!("the association `{}` has no role `{}`", &*association.name, &**role);
    Diagnostic::error(code::UNKNOWN_REFERENCE, message)
        .at(role.span)
        .help(format!("its roles are {}", roles.join(" and ")))
}
