//! What is said of a type that nobody declares.

use super::build::Builder;
use super::scope::{PRIMITIVES, Scope};
use crate::csdl::Text;
use crate::diagnostic::{Diagnostic, Severity, code};

/// Names of other systems, and what OData has for them.
const COUNTERPARTS: &[(&[&str], &str)] = &[
    (&["bool", "bit"], "`Edm.Boolean`"),
    (&["currency", "money", "number", "numeric"], "`Edm.Decimal`"),
    (&["float", "real"], "`Edm.Double` and `Edm.Single`"),
    (&["interval", "timespan"], "`Edm.Duration`"),
    (&["short", "smallint"], "`Edm.Int16`"),
    (&["int", "integer"], "`Edm.Int32`"),
    (&["bigint", "long"], "`Edm.Int64`"),
    (&["char", "memo", "text", "varchar"], "`Edm.String`"),
    (&["uniqueidentifier", "uuid"], "`Edm.Guid`"),
];

impl Builder<'_, '_> {
    /// Tells of a type that nobody declares: once for each name, at the first place.
    pub(super) fn unknown(&mut self, severity: Severity, document: usize, text: &Text<'_>, name: &str) {
        let full_name = self.scope.full_name(document, name);
        if let Some((at, more)) = self.told.get_mut(&full_name) {
            *more += 1;
            if severity == Severity::Error {
                self.diagnostics[*at].severity = severity;
            }
            return;
        }
        let message = format!("the type `{name}` is not declared");
        let help = self.scope.remedy(document, name);
        let diagnostic = Diagnostic::error(code::UNKNOWN_TYPE, message).at(text.span).help(help);
        self.told.insert(full_name, (self.diagnostics.len(), 0));
        self.complain(Diagnostic { severity, ..diagnostic });
    }

    /// Says of every unknown type how often it is named.
    pub(super) fn count_unknown(&mut self) {
        for (at, more) in self.told.values().filter(|(_, more)| *more > 0) {
            let more = if *more == 1 { "in one more place".to_owned() } else { format!("in {more} more places") };
            if let Some((_, label)) = self.diagnostics[*at].places.first_mut() {
                *label = format!("and {more}");
            }
        }
    }
}

impl Scope<'_> {
    fn remedy(&self, document: usize, name: &str) -> String {
        if let Some(uri) = self.promised_by(document, name) {
            return format!(
                "the document refers to `{uri}` for it: save that file beside this document, under the last part of its name"
            );
        }
        let Some((namespace, local)) = self.split(document, name) else { return self.without_namespace(name) };
        let Some(schema) = self.ids.get(namespace) else {
            return if namespace.eq_ignore_ascii_case("Edm") {
                self.of_edm(local)
            } else {
                self.no_schema(namespace, local)
            };
        };
        self.nearest(local, self.declared[schema.0].keys().copied())
            .map(|near| format!("did you mean `{namespace}.{near}`?"))
            .or_else(|| self.elsewhere(local))
            .unwrap_or_else(|| {
                format!("the schema `{namespace}` has no such type; is the document whole? save it again")
            })
    }

    fn without_namespace(&self, name: &str) -> String {
        if PRIMITIVES.iter().any(|(known, _)| *known == name) {
            return match name {
                "DateTime" | "Time" => self.of_edm(name),
                _ => format!("write `Edm.{name}`"),
            };
        }
        let near = || self.elsewhere(self.nearest(name, self.everywhere.keys().copied())?);
        let general = || "a type is named with its namespace, such as `Edm.String`".to_owned();
        self.elsewhere(name).or_else(near).unwrap_or_else(general)
    }

    fn of_edm(&self, local: &str) -> String {
        if matches!(local, "DateTime" | "Time") {
            return "that is a type of OData 1 to 3; OData 4 has `DateTimeOffset`, `TimeOfDay` and `Duration`".into();
        }
        let names = || PRIMITIVES.iter().map(|(name, _)| *name);
        if let Some(same) = names().find(|name| name.eq_ignore_ascii_case(local)) {
            return format!("capitals count: write `Edm.{same}`");
        }
        let lower = local.to_ascii_lowercase();
        if let Some((_, ours)) = COUNTERPARTS.iter().find(|(theirs, _)| theirs.contains(&lower.as_str())) {
            return format!("OData has {ours}");
        }
        match self.nearest(local, names()) {
            Some(near) => format!("did you mean `Edm.{near}`?"),
            None => {
                // Two of them are none of OData 4.
                let all: Vec<_> = names().filter(|name| !matches!(*name, "DateTime" | "Time")).collect();
                format!("OData has no such type; it has {}", all.join(", "))
            }
        }
    }

    fn no_schema(&self, namespace: &str, local: &str) -> String {
        const MOST: usize = 3;
        let near = || {
            let near = self.nearest(namespace, self.namespaces.iter().copied())?;
            Some(format!("did you mean the namespace `{near}`?"))
        };
        let general = || {
            let names: Vec<_> = self.namespaces.iter().take(MOST).map(|name| format!("`{name}`")).collect();
            let more = if self.namespaces.len() > MOST { ", …" } else { "" };
            let are = if self.namespaces.len() == 1 { "is" } else { "are" };
            let names = names.join(", ");
            format!("no schema has the namespace `{namespace}`, nor is it an alias; there {are} {names}{more}")
        };
        self.elsewhere(local).or_else(near).unwrap_or_else(general)
    }

    /// The types of this name in any namespace.
    fn elsewhere(&self, local: &str) -> Option<String> {
        let full = |schema: &super::SchemaId| format!("`{}.{local}`", self.namespaces[schema.0]);
        match self.everywhere.get(local)?.as_slice() {
            [only] => Some(format!("{} is declared; is that meant?", full(only))),
            [first, second] => Some(format!("{} and {} are declared: which is meant?", full(first), full(second))),
            [first, second, ..] => {
                Some(format!("{}, {} and more are declared: which is meant?", full(first), full(second)))
            }
            [] => None,
        }
    }
}
