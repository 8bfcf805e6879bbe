//! Sending queries for one row by its key.

use super::{Explain, refused, speech};
use crate::client::{Call, Client, Endpoint, Error, ErrorKind};
use crate::{Entity, FromRow, client, decode, odata4, query};

/// Reading one row. All of these can fail as [`ErrorKind`](crate::ErrorKind) tells.
impl<E: Entity, Row: FromRow> query::Get<E, Row> {
    /// The row. When there is none, that is an error of which [`Error::is_not_found`] is true.
    pub fn one(&self, client: &Client) -> Call<Row> {
        let (client, query) = (client.clone(), self.clone());
        Call::new(async move {
            let request = query.request(&client)?;
            let get = client::Get { url: request.url(), max_page_size: None, what: Endpoint::Row };
            let body = match client.get(get).await {
                Ok(body) => body,
                // An answer without a word may mean that nothing at all is served there.
                Err(error) if error.is_not_found() && error.server().is_none() => {
                    return Err(client.confirm_root(error).await?);
                }
                Err(error) => return Err(error),
            };
            // What OData 4.01 answers for a singleton that may be null, and is.
            if body.is_no_content() {
                return Err(body.fail(Error::new(ErrorKind::NotFound)));
            }
            let asked = query.asked().masked_as_empty(client.settings().masked_as_empty);
            let asked = asked.with_etag(body.header("etag").map(str::to_owned));
            decode::one(&asked, body.text()?).map_err(|error| body.unreadable(error))
        })
    }

    /// The row, if there is one.
    pub fn optional(&self, client: &Client) -> Call<Option<Row>> {
        let row = self.one(client);
        Call::new(async move {
            match row.await {
                Ok(row) => Ok(Some(row)),
                Err(error) if error.is_not_found() => Ok(None),
                Err(error) => Err(error),
            }
        })
    }

    /// The request, without sending it. Where the address depends on what the instance runs on and
    /// that is not known yet, .NET Framework is assumed.
    ///
    /// # Errors
    /// When the query can't be written: it says something that the client's settings or the
    /// protocol do not allow.
    pub fn explain(&self, client: &Client) -> Result<Explain, Error> {
        Ok(Explain::new(client, &self.request(client)?))
    }

    fn request(&self, client: &Client) -> Result<odata4::Request, Error> {
        odata4::entity(&self.address, &self.asked(), speech(client, self.address.meta)).map_err(refused)
    }
}
