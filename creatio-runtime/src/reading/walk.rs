//! From page to page.

use super::{refused, speech};
use crate::asked::Asked;
use crate::client::{Client, Endpoint, Error, Get};
use crate::odata4::{self, Page};
use crate::query::rows::Terms;
use crate::{Dialect, FromRow, decode};

/// Rows of a page when neither the query nor the client says: many enough for a request to be worth
/// it, and far below Creatio's limit of 20,000.
const PAGE_SIZE: usize = 1_000;

/// The way through the rows of a query.
///
/// A short page is never the end: an instance may cap pages below what was asked, and says nothing
/// (creatio-http facts B.4: `MaxEntityRowCount`). The end is an empty page, or that as many rows
/// have come as the first page said there are, or the query's own `top`. A link to the next page
/// goes before all of that; services that follow the specification send one with every page but the
/// last, so that without one they are done, unless they have counted more rows than came.
pub(crate) struct Walk {
    client: Client,
    terms: Terms,
    asked: Asked,
    received: u64,
    /// How many rows the walk has in all, if the service told.
    total: Option<u64>,
    next: Next,
    seen: Seen,
}

/// Finds out that links go round in a circle, however long, and remembers one of them (Brent's algorithm).
#[derive(Default)]
struct Seen {
    link: String,
    steps: u64,
}

impl Seen {
    /// Whether a link leads where another one did.
    fn has(&mut self, link: &str) -> bool {
        if self.link == link {
            return true;
        }
        self.steps += 1;
        if self.steps.is_power_of_two() {
            link.clone_into(&mut self.link);
        }
        false
    }
}

/// Where the next page is.
enum Next {
    /// Behind the rows that were received.
    Behind,
    Link(String),
    Nowhere,
}

impl Walk {
    pub(crate) fn new(client: &Client, terms: &Terms, asked: Asked) -> Self {
        let nothing = terms.top == Some(0) || terms.filter.constant() == Some(false);
        let next = if nothing { Next::Nowhere } else { Next::Behind };
        let asked = asked.masked_as_empty(client.settings().masked_as_empty);
        Self {
            client: client.clone(),
            terms: terms.clone(),
            asked,
            received: 0,
            total: None,
            next,
            seen: Seen::default(),
        }
    }

    /// The next page that has rows; `None` at the end.
    pub(crate) async fn page<R: FromRow>(&mut self) -> Result<Option<Vec<R>>, Error> {
        loop {
            let get = match &self.next {
                Next::Nowhere => return Ok(None),
                Next::Link(link) => self.request(link.clone()),
                Next::Behind => self.request(self.behind()?.url()),
            };
            let body = self.client.get(get).await?;
            let before = usize::try_from(self.received).unwrap_or(usize::MAX);
            let page = decode::page::<R>(&self.asked, body.text()?, before).map_err(|error| body.unreadable(error))?;
            let mut rows = page.rows;
            // A service may pass `$top` over.
            if let Some(left) = self.left().and_then(|left| usize::try_from(left).ok()) {
                rows.truncate(left);
            }
            if self.received == 0 {
                self.total = page.count.map(|count| count.saturating_sub(self.terms.skip));
            }
            self.received += rows.len() as u64;
            let link = page.next_link.map(|link| self.client.next_link(body.url(), &link)).transpose();
            let link = link.map_err(|error| body.fail(error))?;
            if let Some(link) = &link
                && (link == body.url() || self.seen.has(link.as_str()))
            {
                let text =
                    "the link to the next page leads to a page that was there already, so the walk would never end";
                return Err(body.fail(Error::usage(text)));
            }
            self.next = match link {
                _ if self.left() == Some(0) => Next::Nowhere,
                Some(link) => Next::Link(link.into()),
                None if self.is_over(rows.is_empty()) => Next::Nowhere,
                None => Next::Behind,
            };
            if !rows.is_empty() {
                return Ok(Some(rows));
            }
        }
    }

    /// Whether a page without a link to the next one was the last.
    fn is_over(&self, empty: bool) -> bool {
        empty || self.total.map_or(self.terms.meta.dialect == Dialect::Standard, |total| self.received >= total)
    }

    fn left(&self) -> Option<u64> {
        self.terms.top.map(|top| top.saturating_sub(self.received))
    }

    fn page_size(&self) -> Option<usize> {
        self.terms.page_size.or(self.client.settings().page_size)
    }

    fn request(&self, url: String) -> Get {
        // Those that page by links choose the size themselves, and may be asked to prefer one.
        let max_page_size = self.page_size().filter(|_| self.terms.meta.dialect == Dialect::Standard);
        Get { url, max_page_size, what: Endpoint::Rows }
    }

    /// The request for the rows behind those that were received.
    pub(crate) fn behind(&self) -> Result<odata4::Request, Error> {
        let page = match self.terms.meta.dialect {
            Dialect::Standard => Page { top: self.left(), skip: self.terms.skip + self.received, count: false },
            Dialect::Creatio => {
                let size = self.page_size().unwrap_or(PAGE_SIZE) as u64;
                let left = self.left();
                Page {
                    top: Some(left.map_or(size, |left| left.min(size))),
                    skip: self.terms.skip + self.received,
                    // Where one row is all that is wanted, nothing can be missing behind it.
                    count: self.received == 0 && left != Some(1),
                }
            }
        };
        odata4::rows(&self.terms, &self.asked, speech(&self.client, self.terms.meta), page).map_err(refused)
    }
}
