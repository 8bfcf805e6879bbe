//! Sending queries for rows.

use super::walk::Walk;
use super::{Explain, Pages, Rows, refused, speech};
use crate::client::{Call, Client, Endpoint, Error, ErrorKind, Get};
use crate::query::rows::Terms;
use crate::{Entity, FromRow, Keyed, Query, decode, odata4};

/// Creatio is asked for page after page, until one is empty or as many rows have come as it counted:
/// a page that is shorter than what was asked for is not taken for the last one. Other services send a
/// link to the next page with every page but the last. All of this can fail as
/// [`ErrorKind`](crate::ErrorKind) tells.
impl<E: Entity, Row: FromRow> Query<E, Row> {
    /// All the rows, in memory.
    ///
    /// ```no_run
    /// # mod creatio { include!("../../tests/common/crm.rs"); }
    /// # async fn run(client: creatio_runtime::Client) -> Result<(), creatio_runtime::Error> {
    /// use creatio::Contact;
    /// use creatio_runtime::prelude::*;
    ///
    /// let adults: Vec<Contact> = Contact::query().filter(Contact::AGE.ge(18)).all(&client).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn all(&self, client: &Client) -> Call<Vec<Row>>
    where
        E::Key: Keyed,
    {
        let walk = self.walk(client);
        Call::new(collect(walk))
    }

    /// The rows one by one, with one page of them in memory.
    ///
    /// ```no_run
    /// # mod creatio { include!("../../tests/common/crm.rs"); }
    /// # async fn run(client: creatio_runtime::Client) -> Result<(), creatio_runtime::Error> {
    /// use creatio::Contact;
    /// use creatio_runtime::prelude::*;
    ///
    /// let mut contacts = Contact::query().page_size(500).stream(&client);
    /// while let Some(contact) = contacts.next().await {
    ///     println!("{}", contact?.name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn stream(&self, client: &Client) -> Rows<Row>
    where
        E::Key: Keyed,
    {
        Rows::new(self.walk(client))
    }

    /// The rows page by page. A page may have fewer rows than [`page_size`](Query::page_size), and
    /// never none.
    pub fn pages(&self, client: &Client) -> Pages<Row>
    where
        E::Key: Keyed,
    {
        Pages::new(self.walk(client))
    }

    /// The first row, if there is one.
    pub fn first(&self, client: &Client) -> Call<Option<Row>> {
        let walk = self.up_to(1, client);
        Call::new(async move { Ok(collect(walk).await?.pop()) })
    }

    /// The only row. None is an error, and so is a second one.
    pub fn one(&self, client: &Client) -> Call<Row> {
        let row = self.optional(client);
        Call::new(async move { row.await?.ok_or_else(|| Error::none(E::META.name)) })
    }

    /// The only row, if there is one. A second one is an error.
    pub fn optional(&self, client: &Client) -> Call<Option<Row>> {
        let walk = self.up_to(2, client);
        Call::new(async move {
            let mut rows = collect(walk).await?;
            if rows.len() > 1 { Err(Error::not_one(E::META.name)) } else { Ok(rows.pop()) }
        })
    }

    /// How many rows meet the query's filter. [`top`](Query::top) and [`skip`](Query::skip) do not
    /// matter.
    pub fn count(&self, client: &Client) -> Call<u64> {
        let (client, terms) = (client.clone(), self.terms.clone());
        Call::new(async move {
            if terms.filter.constant() == Some(false) {
                return Ok(0);
            }
            let speech = speech(&client, terms.meta);
            let request = odata4::count(&terms, speech).map_err(refused)?;
            let body = client.get(Get { url: request.url(), max_page_size: None, what: Endpoint::Rows }).await?;
            if let Some(total) = decode::total(terms.meta.name, body.text()?).map_err(|error| body.unreadable(error))? {
                return Ok(total);
            }
            // A service that passes `$count=true` over may know the other way to ask.
            let request = odata4::bare_count(&terms, speech).map_err(refused)?;
            let body = client.get(Get { url: request.url(), max_page_size: None, what: Endpoint::Value }).await?;
            let number = body.text()?.trim().parse();
            number.map_err(|_| body.fail(Error::new(ErrorKind::NotJson { title: None })))
        })
    }

    /// The first request that [`all`](Self::all) would send, without sending it. Where the address
    /// depends on what the instance runs on and that is not known yet, .NET Framework is assumed. It
    /// is shown even where nothing would be sent, since no row meets the filter.
    ///
    /// # Errors
    /// When the query can't be written: it says something that the client's settings or the
    /// protocol do not allow.
    pub fn explain(&self, client: &Client) -> Result<Explain, Error> {
        Ok(Explain::new(client, &self.walk(client).behind()?))
    }

    fn walk(&self, client: &Client) -> Walk {
        Walk::new(client, &self.terms, self.asked())
    }

    fn up_to(&self, rows: u64, client: &Client) -> Walk {
        let top = self.terms.top.map_or(rows, |top| top.min(rows));
        let terms = Terms { top: Some(top), ..self.terms.clone() };
        Walk::new(client, &terms, self.asked())
    }
}

async fn collect<Row: FromRow>(mut walk: Walk) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    while let Some(page) = walk.page().await? {
        rows.extend(page);
    }
    Ok(rows)
}
