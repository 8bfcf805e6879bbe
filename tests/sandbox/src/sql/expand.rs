//! `$expand`: a query for each link, run for each row.

use super::path::unknown;
use super::plan::Columns;
use super::{Plan, Planner, Request};
use crate::fail::Fail;
use crate::oddity::Oddity;
use crate::query::Options;

/// How deep links may be expanded: Creatio's `ODataMaxExpansionDepth`.
const DEEPEST: usize = 2;

/// A link that is shown with its rows.
#[derive(Debug)]
pub(crate) struct Expansion {
    pub(crate) name: String,
    pub(crate) is_many: bool,
    pub(crate) plan: Plan,
}

impl Planner<'_> {
    /// The expansions of a request.
    pub(super) fn expand(&self, request: &Request<'_>, columns: &mut Columns) -> Result<Vec<Expansion>, Fail> {
        let table = &self.model.tables[request.table];
        let nested = self.oddities.on(Oddity::NestedExpand);
        let plain = Options::default();
        let mut expansions: Vec<Expansion> = Vec::new();
        for expand in &request.options.expand {
            let name = &expand.name;
            if request.depth >= DEEPEST {
                return Err(Fail::Query(format!(
                    "The request includes a $expand path which is too deep. The maximum depth allowed is {DEEPEST}."
                )));
            }
            if name.contains('/') {
                return Err(Fail::Query(format!(
                    "Found a path traversing multiple navigation properties: '{name}'. Please rephrase the query such that each expand path contains only type segments and navigation properties."
                )));
            }
            let Some(link) = table.link(name) else {
                return Err(Fail::Query(match table.column(name) {
                    Some(_) => format!(
                        "Property '{name}' on type '{}' is not a navigation property or complex property. Only navigation properties can be expanded.",
                        table.type_name
                    ),
                    None => unknown(name, &table.type_name),
                }));
            };
            if !nested && (expand.nested.is_some() || link.is_many) {
                let what = if link.is_many { "a collection" } else { "options in parentheses" };
                return Err(Fail::Query(format!("$expand of '{name}' with {what} is not supported.")));
            }
            if expansions.iter().any(|known| known.name == *name) {
                continue;
            }
            if link.on.is_empty() {
                return Err(Fail::NotBuilt(format!("expanding {name}, whose column the document does not tell")));
            }
            let options = expand.nested.as_ref().unwrap_or(&plain);
            let parent: Vec<(usize, usize)> =
                link.on.iter().map(|(own, theirs)| (*theirs, columns.place(*own))).collect();
            let plan = self.plan(&Request {
                table: link.target,
                options,
                key: &[],
                parent: &parent,
                limit: options.top.unwrap_or(i64::MAX as u64),
                offset: options.skip.unwrap_or(0),
                depth: request.depth + 1,
            })?;
            expansions.push(Expansion { name: name.clone(), is_many: link.is_many, plan });
        }
        Ok(expansions)
    }
}
