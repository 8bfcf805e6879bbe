//! From options to SQL. Values are always bound; names in the SQL are numbers of the model's.

mod call;
mod compare;
mod expand;
mod expression;
mod number;
mod operand;
mod path;
mod plan;

pub(crate) use expand::Expansion;
pub(crate) use plan::{Plan, Planner, Request};

use rusqlite::types::Value;

use crate::fail::Fail;
use crate::model::Model;
use crate::oddity::{Oddities, Oddity};
use crate::store::{column_name, table_name};

/// A query under construction: its parameters and the tables in sight.
pub(super) struct Builder<'a> {
    model: &'a Model,
    oddities: &'a Oddities,
    now: &'a str,
    parameters: Vec<Value>,
    scopes: Vec<Scope>,
    aliases: usize,
    /// Columns that rows are searched by: table and column.
    searched: Vec<(usize, usize)>,
}

/// A table that names refer to: the root's, or that of a lambda's variable.
struct Scope {
    variable: String,
    root: Source,
    /// Lookups joined so far: from which alias, over which link.
    joins: Vec<Join>,
}

/// A table under an alias.
#[derive(Clone, Debug)]
struct Source {
    table: usize,
    alias: String,
}

struct Join {
    from: String,
    link: String,
    source: Source,
    on: String,
}

impl<'a> Builder<'a> {
    fn new(model: &'a Model, oddities: &'a Oddities, now: &'a str) -> Self {
        Self { model, oddities, now, parameters: Vec::new(), scopes: Vec::new(), aliases: 0, searched: Vec::new() }
    }

    fn on(&self, oddity: Oddity) -> bool {
        self.oddities.on(oddity)
    }

    /// Binds a value; the result stands for it in SQL.
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.parameters.push(value.into());
        format!("?{}", self.parameters.len())
    }

    fn open(&mut self, variable: &str, table: usize) -> Source {
        let source = self.source(table);
        self.scopes.push(Scope { variable: variable.to_owned(), root: source.clone(), joins: Vec::new() });
        source
    }

    fn source(&mut self, table: usize) -> Source {
        self.aliases += 1;
        Source { table, alias: format!("a{}", self.aliases) }
    }

    /// Ends the innermost scope; the result is what stands behind `FROM`.
    fn close(&mut self) -> String {
        let from = self.from();
        self.scopes.pop();
        from
    }

    /// What stands behind `FROM` in the innermost scope, as far as names asked for it.
    fn from(&self) -> String {
        let Some(scope) = self.scopes.last() else { return String::new() };
        let mut from = format!("{} {}", table_name(scope.root.table), scope.root.alias);
        for join in &scope.joins {
            from += &format!(" LEFT JOIN {} {} ON {}", table_name(join.source.table), join.source.alias, join.on);
        }
        from
    }

    /// The table at the end of a lookup, joined once for each way to it.
    fn join(&mut self, scope: usize, from: &Source, link: &str) -> Result<Source, Fail> {
        let joins = &self.scopes[scope].joins;
        if let Some(join) = joins.iter().find(|join| join.from == from.alias && join.link == link) {
            return Ok(join.source.clone());
        }
        let model = self.model;
        let Some(found) = model.tables[from.table].link(link).filter(|link| !link.on.is_empty()) else {
            return Err(Fail::NotBuilt(format!("following {link}, whose column the document does not tell")));
        };
        let source = self.source(found.target);
        let pairs: Vec<String> = found
            .on
            .iter()
            .map(|(own, theirs)| {
                format!("{}.{} = {}.{}", source.alias, column_name(*theirs), from.alias, column_name(*own))
            })
            .collect();
        let join =
            Join { from: from.alias.clone(), link: link.to_owned(), source: source.clone(), on: pairs.join(" AND ") };
        self.scopes[scope].joins.push(join);
        Ok(source)
    }
}

#[cfg(test)]
mod tests;
