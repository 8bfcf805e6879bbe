//! Paths through lookups.

use super::operand::{Class, Operand};
use super::{Builder, Source};
use crate::fail::Fail;
use crate::model::{Kind, Link, Model};
use crate::oddity::Oddity;
use crate::store::column_name;

impl Builder<'_> {
    /// The scope that a path begins in, and what is left of the path.
    fn root<'p>(&self, path: &'p [String]) -> (usize, &'p [String]) {
        let first = path.first().map(String::as_str).unwrap_or_default();
        if first == "$it" {
            return (0, &path[1..]);
        }
        // The root has no variable; the innermost of equal names counts.
        match self.scopes.iter().rposition(|scope| !scope.variable.is_empty() && scope.variable == first) {
            Some(scope) => (scope, &path[1..]),
            None => (0, path),
        }
    }

    /// The column at the end of a path.
    pub(super) fn column(&mut self, path: &[String]) -> Result<Operand, Fail> {
        let (scope, path) = self.root(path);
        let model = self.model;
        let mut source = self.scopes[scope].root.clone();
        for (at, name) in path.iter().enumerate() {
            let table = &model.tables[source.table];
            let is_last = at + 1 == path.len();
            if let Some(column) = table.column(name) {
                return if is_last {
                    self.scalar(&source, column)
                } else {
                    self.member(&source, column, &path[at + 1..])
                };
            }
            let Some(link) = table.link(name) else { return Err(Fail::Query(unknown(name, &table.type_name))) };
            if is_last {
                return Err(Fail::Query(format!(
                    "The property '{name}' on type '{}' is a navigation property, not a value.",
                    table.type_name
                )));
            }
            if link.is_many {
                return Err(Fail::Query(format!(
                    "The parent value for a property access of a property '{}' is not a single value. Property access can only be applied to a single value.",
                    path[at + 1]
                )));
            }
            // The key of a lookup is what this table holds of it, be the row there or not.
            let after = path.get(at + 1).filter(|_| at + 2 == path.len());
            let theirs = after.and_then(|name| model.tables[link.target].column(name));
            if let Some(own) = held(link, theirs) {
                return Ok(self.plain(&source, own));
            }
            source = self.join(scope, &source, name)?;
        }
        Err(Fail::Query("An expression is expected.".into()))
    }

    /// A member of a complex column.
    fn member(&mut self, source: &Source, column: usize, path: &[String]) -> Result<Operand, Fail> {
        let model = self.model;
        let kind = member_kind(model, &model.tables[source.table].columns[column].kind, path)?;
        let mut sql = format!("{}.{}", source.alias, column_name(column));
        for name in path {
            sql = format!("edm_member({sql}, {})", self.bind(name.clone()));
        }
        if model.complex(kind).is_none() {
            sql = format!("edm_value({sql}, {})", self.bind(kind.edm().to_owned()));
        }
        let mut operand = Operand::new(sql, Class::of(kind));
        operand.edm = kind.edm().to_owned();
        Ok(operand)
    }

    fn scalar(&mut self, source: &Source, column: usize) -> Result<Operand, Fail> {
        let table = &self.model.tables[source.table];
        let definition = &table.columns[column];
        if definition.is_lookup && self.on(Oddity::LookupIdUnfilterable) {
            return Err(Fail::Internal(format!(
                "Column by path {} not found in schema {}.",
                definition.name,
                table.short_type()
            )));
        }
        if definition.kind == Kind::Stream {
            return Err(Fail::Query(format!("The stream property '{}' has no value to compare.", definition.name)));
        }
        Ok(self.plain(source, column))
    }

    fn plain(&self, source: &Source, column: usize) -> Operand {
        let kind = &self.model.tables[source.table].columns[column].kind;
        let mut operand = Operand::new(format!("{}.{}", source.alias, column_name(column)), Class::of(kind));
        operand.edm = kind.edm().to_owned();
        operand
    }

    /// The details at the end of a path: what they hang on, and the link.
    pub(super) fn details(&mut self, path: &[String]) -> Result<(Source, Link), Fail> {
        let (scope, path) = self.root(path);
        let model = self.model;
        let mut source = self.scopes[scope].root.clone();
        for (at, name) in path.iter().enumerate() {
            let table = &model.tables[source.table];
            let Some(link) = table.link(name) else {
                return Err(Fail::Query(match table.column(name) {
                    Some(_) => "Any/All may only be used following a collection.".to_owned(),
                    None => unknown(name, &table.type_name),
                }));
            };
            if link.is_many && at + 1 == path.len() {
                if link.on.is_empty() {
                    return Err(Fail::NotBuilt(format!("following {name}, whose column the document does not tell")));
                }
                return Ok((source, link.clone()));
            }
            if link.is_many {
                break;
            }
            source = self.join(scope, &source, name)?;
        }
        Err(Fail::Query("Any/All may only be used following a collection.".into()))
    }
}

/// What is at the end of a path that begins at a column.
pub(super) fn member_kind<'a>(model: &'a Model, mut kind: &'a Kind, path: &[String]) -> Result<&'a Kind, Fail> {
    for name in path {
        let Some(members) = model.complex(kind) else {
            return Err(Fail::Query(format!(
                "The parent value for a property access of a property '{name}' is not a single value."
            )));
        };
        let member = members.iter().find(|member| member.name == *name);
        kind = &member.ok_or_else(|| Fail::Query(unknown(name, kind.edm())))?.kind;
    }
    Ok(kind)
}

/// The message for a name that a type does not have.
pub(super) fn unknown(name: &str, type_name: &str) -> String {
    format!("Could not find a property named '{name}' on type '{type_name}'.")
}

fn held(link: &Link, theirs: Option<usize>) -> Option<usize> {
    let theirs = theirs?;
    link.on.iter().find(|(_, other)| *other == theirs).map(|(own, _)| *own)
}
