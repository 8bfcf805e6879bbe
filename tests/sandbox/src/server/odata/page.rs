//! Which rows of a set a reply has, and where the next are.

use super::super::{Call, Shared};
use super::service;
use crate::fail::Fail;
use crate::fault::Fault;
use crate::oddity::{Oddities, Oddity};
use crate::query::Options;
use crate::reply::{Corruption, Framing};

/// Which rows are shown.
pub(super) struct Page {
    pub(super) offset: u64,
    limit: u64,
    /// Whether one row more is fetched, to see whether there is one.
    peek: bool,
    next: Option<String>,
    /// The page size that the client asked for, when it is heeded.
    pub(super) applied: Option<u64>,
}

impl Page {
    pub(super) fn new(
        shared: &Shared,
        call: &Call,
        rest: &str,
        options: &Options,
        oddities: &Oddities,
    ) -> Result<Self, Fail> {
        let paging = oddities.on(Oddity::ServerPaging);
        if options.skip_token.is_some() && !paging {
            return Err(Fail::Query("The query parameter '$skiptoken' is not supported.".into()));
        }
        let token = options.skip_token.unwrap_or(0);
        let wanted = options.top.map_or(u64::MAX, |top| top.saturating_sub(token));
        let mut size = shared.max_rows;
        for fault in &call.faults {
            if let Fault::RowCap(rows) = fault {
                size = size.min(*rows);
            }
        }
        let prefer = call.header("prefer").unwrap_or_default();
        let asked = prefer.split([',', ';']).find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let name = name.trim().trim_start_matches("odata.");
            name.eq_ignore_ascii_case("maxpagesize").then(|| value.trim().parse::<u64>().ok()).flatten()
        });
        let applied = asked.filter(|rows| paging && *rows > 0);
        size = applied.map_or(size, |rows| size.min(rows));
        let limit = wanted.min(size);
        let peek = paging && limit < wanted;
        let next = peek.then(|| {
            let others = call.query.split('&').filter(|pair| !pair.is_empty() && !is_token(pair));
            let mut query: Vec<&str> = others.collect();
            let token = format!("$skiptoken={}", token + limit);
            query.push(&token);
            let relative = format!("{}?{}", rest.trim_start_matches('/'), query.join("&"));
            if oddities.on(Oddity::AbsoluteNextLink) {
                format!("{}/{relative}", service::root(shared, call))
            } else {
                relative
            }
        });
        Ok(Self { offset: options.skip.unwrap_or(0).saturating_add(token), limit, peek, next, applied })
    }

    /// How many rows to fetch.
    pub(super) fn fetched(&self) -> u64 {
        self.limit.saturating_add(u64::from(self.peek))
    }

    /// What stands around the rows.
    pub(super) fn framing(&self, call: &Call, context: String) -> Framing {
        let forced_next = call.faults.iter().find_map(|fault| match fault {
            Fault::NextLink(link) => Some(link.clone()),
            _ => None,
        });
        Framing {
            context,
            limit: self.limit,
            offset: self.offset,
            next: self.next.clone(),
            forced_next,
            corruptions: corruptions(call),
        }
    }
}

/// Values that are to be wrong.
pub(super) fn corruptions(call: &Call) -> Vec<Corruption> {
    let wrong = call.faults.iter().filter_map(|fault| match fault {
        Fault::WrongValue { row, column, json } => {
            Some(Corruption { row: *row, column: column.clone(), json: json.clone() })
        }
        _ => None,
    });
    wrong.collect()
}

fn is_token(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    name == "$skiptoken" || name.eq_ignore_ascii_case("%24skiptoken")
}
