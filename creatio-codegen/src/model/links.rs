//! What navigations of every version have in common.

use std::collections::HashMap;

use super::build::Builder;
use super::{Model, Target, TypeId};
use crate::csdl::Text;
use crate::diagnostic::{Diagnostic, Severity, code};

impl Builder<'_, '_> {
    /// Where a navigation leads; nothing when it is left out.
    pub(super) fn target(&mut self, index: usize, text: &Text<'_>, name: &str) -> Option<Target> {
        match self.scope.entity(index, name) {
            Ok(Some(id)) => return Some(Target::Type(id)),
            // Nobody else declares types of this namespace.
            Ok(None) if name.starts_with("Edm.") => self.unknown(Severity::Error, index, text, name),
            Ok(None) => return Some(Target::Missing(self.scope.full_name(index, name))),
            Err(_) if name == "Edm.EntityType" => {
                let message = "a navigation to `Edm.EntityType`, which may be any type, is left out";
                let help = "the rest is generated; only the service knows what rows stand behind it";
                self.complain(Diagnostic::warning(code::LEFT_OUT, message).at(text.span).help(help));
            }
            Err(kind) => {
                let message = format!("a navigation leads to an entity type; `{name}` is {kind}");
                let help = "make it a `Property`";
                self.complain(Diagnostic::error(code::WRONG_KIND, message).at(text.span).help(help));
            }
        }
        None
    }
}

/// A partner holds in both directions, though documents often name it on one side only.
pub(super) fn partners(model: &mut Model) {
    let mut places = HashMap::new();
    for (id, ty) in model.types.iter().enumerate() {
        let lonely = ty.links.iter().enumerate().filter(|(_, link)| link.partner.is_none());
        places.extend(lonely.map(|(at, link)| ((TypeId(id), link.name.as_str()), at)));
    }
    let mut found = Vec::new();
    for (id, ty) in model.types.iter().enumerate() {
        for link in &ty.links {
            let (Target::Type(target), Some(partner)) = (&link.target, &link.partner) else { continue };
            let Some(&at) = places.get(&(*target, partner.as_str())) else { continue };
            if model.ty(*target).links[at].target == Target::Type(TypeId(id)) {
                found.push((*target, at, link.name.clone()));
            }
        }
    }
    for (target, at, name) in found {
        model.types[target.0].links[at].partner.get_or_insert(name);
    }
}
