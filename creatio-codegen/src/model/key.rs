//! Keys: what they name must be there, once everything is inherited.

use super::build::Builder;
use super::{Primitive, StructuredType, Type, TypeId};
use crate::csdl::{self, PropertyRef};
use crate::diagnostic::{Diagnostic, code};

impl<'a> Builder<'a, '_> {
    /// The parts of the key as they are written.
    pub(super) fn key(&mut self, ty: &'a csdl::StructuredType<'a>) -> Vec<String> {
        let parts = ty.key.as_deref().unwrap_or_default();
        for (index, part) in parts.iter().enumerate() {
            if let Some(first) = parts[..index].iter().find(|first| first.name.value == part.name.value) {
                let message = format!("the key of `{}` names `{}` twice", &*ty.name, &*part.name);
                let diagnostic = Diagnostic::error(code::BAD_KEY, message).at(part.name.span);
                self.complain(diagnostic.label(first.name.span, "first here").help("take one out"));
            }
            if part.name.contains('/') && part.alias.is_none() {
                self.complain(
                    Diagnostic::error(code::BAD_KEY, format!("the key path `{}` needs an alias", &*part.name))
                        .at(part.name.span)
                        .help("CSDL demands an `Alias` where a key leads through a complex property"),
                );
            }
        }
        parts.iter().map(|part| part.name.to_string()).collect()
    }

    /// Looks at the keys that types declare themselves: what is wrong with an inherited one is told of the base.
    pub(super) fn check_keys(&mut self, written: &[&'a csdl::StructuredType<'a>]) {
        for (id, ty) in written.iter().enumerate() {
            for part in ty.key.iter().flatten() {
                let wrong = self.key_part(TypeId(id), part);
                self.diagnostics.extend(wrong);
            }
        }
    }

    fn key_part(&self, id: TypeId, part: &PropertyRef<'_>) -> Option<Diagnostic> {
        let owner = &self.model.ty(id).name;
        let (mut at, mut before) = (id, 0);
        loop {
            let (step, is_last) = match part.name[before..].split_once('/') {
                Some((step, _)) => (step, false),
                None => (&part.name[before..], true),
            };
            let ty = self.model.ty(at);
            let Some(property) = ty.property(step) else { return self.no_key_property(owner, part, at, before, step) };
            let refuse = |what: String, help: &str| {
                let message = format!("the key of `{owner}` {what}");
                Some(Diagnostic::error(code::BAD_KEY, message).at(part.name.span).help(help))
            };
            let allowed = "CSDL allows properties of a primitive type or an enum as keys, and paths to them";
            match (&property.ty, is_last) {
                (Type::Complex(inner), false) => at = *inner,
                (Type::Elsewhere { .. } | Type::Unsupported(_), _) => return None,
                (_, false) => {
                    let help = "a path leads through complex properties, such as `Address/City`";
                    return refuse(format!("leads through `{step}`, which is not of a complex type"), help);
                }
                (Type::Complex(_), true) => {
                    return refuse(format!("names `{step}`, which is of a complex type"), allowed);
                }
                (Type::Collection(_), true) => {
                    return refuse(format!("names `{step}`, which is a collection"), allowed);
                }
                (Type::Primitive(Primitive::Stream), true) => {
                    return refuse(format!("names `{step}`, which is a stream"), allowed);
                }
                (_, true) => return None,
            }
            before += step.len() + 1;
        }
    }

    /// Says that a key names what is not there, unless it is not there because of something that has been told.
    fn no_key_property(
        &self,
        owner: &str,
        part: &PropertyRef<'_>,
        at: TypeId,
        before: usize,
        step: &str,
    ) -> Option<Diagnostic> {
        let ty = self.model.ty(at);
        let path = &part.name;
        let is_link = ty.link(step).is_some();
        // OData 4.01 allows paths through navigations.
        if self.is_lost(at, step) || is_link && before + step.len() < path.len() {
            return None;
        }
        let lost = self.lost.iter().filter(|(id, _)| *id == at).map(|(_, name)| *name);
        let near = self.scope.nearest(step, ty.properties.iter().map(|property| &*property.name).chain(lost));
        // What resembles nothing may be one of the members that could not even be read.
        if near.is_none() && self.unread {
            return None;
        }
        let help = match near {
            _ if is_link => format!("`{step}` is a navigation: name the column that holds its key"),
            Some(near) => format!("did you mean `{}{near}`?", &path[..before]),
            None => properties_of(ty),
        };
        let message = format!("the key of `{owner}` names `{}`, which is no property of it", &**path);
        Some(Diagnostic::error(code::BAD_KEY, message).at(path.span).help(help))
    }

    /// Whether a property was declared, here or by a base, and left out because of something that has been told.
    fn is_lost(&self, at: TypeId, name: &str) -> bool {
        let mut chain = std::iter::successors(Some(at), |id| self.model.ty(*id).base);
        chain.any(|id| self.lost.contains(&(id, name)) || self.lost.contains(&(id, "")))
    }
}

fn properties_of(ty: &StructuredType) -> String {
    const MOST: usize = 5;
    let names: Vec<String> = ty.properties.iter().take(MOST).map(|property| format!("`{}`", property.name)).collect();
    let more = if ty.properties.len() > MOST { ", …" } else { "" };
    match names.as_slice() {
        [] => format!("`{}` has no properties", ty.name),
        names => format!("the properties of `{}` are {}{more}", ty.name, names.join(", ")),
    }
}
