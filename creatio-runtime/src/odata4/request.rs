//! Requests for rows: addresses and query options.

use std::fmt;

use super::{Refusal, Speech, Spelled, expand, filter, literal};
use crate::asked::Asked;
use crate::query::get::Address;
use crate::query::rows::Terms;
use crate::query::tree::{Node, OrderItem};
use crate::{Dialect, Member};

/// What a request asks for, relative to the service's root.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) path: Spelled,
    /// Names and values, in the order in which they are written.
    pub(crate) options: Vec<(String, Spelled)>,
}

/// Which part of the rows a request asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    pub(crate) top: Option<u64>,
    pub(crate) skip: u64,
    /// Whether the number of all rows is wanted, too.
    pub(crate) count: bool,
}

impl Page {
    /// All the rows that a query asks for.
    pub(crate) fn of(terms: &Terms) -> Self {
        Self { top: terms.top, skip: terms.skip, count: false }
    }
}

/// The request for a page of rows.
pub(crate) fn rows(terms: &Terms, asked: &Asked, speech: Speech, page: Page) -> Result<Request, Refusal> {
    asked.check().map_err(Refusal::Path)?;
    let mut request = Request::default();
    request.path.path(terms.set);
    if let Some(select) = expand::select(asked.top(), false) {
        request.option("$select", select);
    }
    if let Some(expand) = expand::expand(asked.top(), speech)? {
        request.option("$expand", expand);
    }
    request.filter(terms, speech)?;
    if let Some(order) = order(&ordered(terms), speech)? {
        request.option("$orderby", order);
    }
    if page.count {
        request.word("$count", "true");
    }
    if let Some(top) = page.top {
        request.word("$top", &top.to_string());
    }
    if page.skip > 0 {
        request.word("$skip", &page.skip.to_string());
    }
    request.raw(terms);
    Ok(request)
}

/// The request for the number of rows: `$count=true&$top=0` counts past the row limit of Creatio
/// (creatio-http facts B.4).
pub(crate) fn count(terms: &Terms, speech: Speech) -> Result<Request, Refusal> {
    let mut request = Request::default();
    request.path.path(terms.set);
    request.filter(terms, speech)?;
    request.word("$count", "true");
    request.word("$top", "0");
    request.raw(terms);
    Ok(request)
}

/// The request for the number of rows alone, as text.
pub(crate) fn bare_count(terms: &Terms, speech: Speech) -> Result<Request, Refusal> {
    let mut request = Request::default();
    request.path.path(terms.set);
    request.path.path("/$count");
    request.filter(terms, speech)?;
    request.raw(terms);
    Ok(request)
}

/// The request for one entity.
pub(crate) fn entity(address: &Address, asked: &Asked, speech: Speech) -> Result<Request, Refusal> {
    asked.check().map_err(Refusal::Path)?;
    let mut request = Request::default();
    request.address(address);
    if let Some(select) = expand::select(asked.top(), false) {
        request.option("$select", select);
    }
    if let Some(expand) = expand::expand(asked.top(), speech)? {
        request.option("$expand", expand);
    }
    Ok(request)
}

/// The items of an order.
pub(super) fn order(items: &[OrderItem], speech: Speech) -> Result<Option<Spelled>, Refusal> {
    let mut out = Spelled::default();
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.syntax(",");
        }
        out.append(&filter::write(&item.by, speech)?);
        if item.descending {
            out.syntax(" desc");
        }
    }
    Ok((!items.is_empty()).then_some(out))
}

/// The order with the key as its last items, for services that are asked for pages by number:
/// without a total order their pages overlap.
fn ordered(terms: &Terms) -> Vec<OrderItem> {
    let mut items = terms.order.clone();
    if terms.meta.dialect == Dialect::Creatio {
        let columns = terms.meta.key().filter_map(|key| terms.meta.columns().find(|column| column.name == key));
        for column in columns {
            let by = Node::own_column(Member::Column(column));
            if !items.iter().any(|item| item.by == by) {
                items.push(OrderItem { by, descending: false });
            }
        }
    }
    items
}

impl Request {
    fn option(&mut self, name: &str, value: Spelled) {
        self.options.push((name.to_owned(), value));
    }

    fn word(&mut self, name: &str, value: &str) {
        let mut spelled = Spelled::default();
        spelled.syntax(value);
        self.option(name, spelled);
    }

    fn filter(&mut self, terms: &Terms, speech: Speech) -> Result<(), Refusal> {
        if terms.filter.constant() != Some(true) {
            self.option("$filter", filter::write(&terms.filter, speech)?);
        }
        Ok(())
    }

    fn raw(&mut self, terms: &Terms) {
        for (name, value) in &terms.raw {
            let mut spelled = Spelled::default();
            spelled.data(value);
            self.option(name, spelled);
        }
    }

    /// `Set(1)`, or `Set(Region='x',Number=1)` for a key of several columns.
    pub(super) fn address(&mut self, address: &Address) {
        self.path.path(address.set);
        if address.key.is_empty() {
            return;
        }
        let named = address.key.len() > 1;
        self.path.path("(");
        for (i, (name, value)) in address.meta.key().zip(&address.key).enumerate() {
            if i > 0 {
                self.path.path(",");
            }
            if named {
                self.path.path(name);
                self.path.path("=");
            }
            literal::write(&mut self.path, value, Spelled::path);
        }
        self.path.path(")");
    }

    /// The URL as it is sent, relative to the service's root.
    pub(crate) fn url(&self) -> String {
        let mut url = self.path.encoded.clone();
        for (i, (name, value)) in self.options.iter().enumerate() {
            url.push(if i == 0 { '?' } else { '&' });
            let mut spelled = Spelled::default();
            spelled.syntax(name);
            url.push_str(&spelled.encoded);
            url.push('=');
            url.push_str(&value.encoded);
        }
        url
    }
}

/// Prints the request as people read it.
impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path.plain)?;
        for (i, (name, value)) in self.options.iter().enumerate() {
            write!(f, "{}{name}={}", if i == 0 { '?' } else { '&' }, value.plain)?;
        }
        Ok(())
    }
}
