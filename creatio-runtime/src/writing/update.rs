//! Sending changes to a row.

use super::{form, refused, send_to_row, verify};
use crate::client::{Call, Client, Error};
use crate::reading::Explain;
use crate::{Entity, Update, odata4};

/// Sending. All of these can fail as [`ErrorKind`](crate::ErrorKind) tells.
impl<E: Entity> Update<E> {
    /// Writes the changes; without any, nothing is sent. When there is no such row, that is an error of which
    /// [`Error::is_not_found`] is true.
    ///
    /// It is sent once. An error says by [`Error::outcome_unknown`] when the row may have been changed all the same; any
    /// other error means that it was not, but for [`NotTaken`](crate::ErrorKind::NotTaken) and
    /// [`NotReadBack`](crate::ErrorKind::NotReadBack), which say that it was.
    pub fn send(&self, client: &Client) -> Call<()> {
        let (client, update) = (client.clone(), self.clone());
        Call::changing(async move {
            if update.is_empty() {
                return Ok(());
            }
            let change = update.change(&client)?;
            send_to_row(&client, change).await.map_err(advised)?;
            if update.verified {
                verify::verify::<E>(&client, &update.address, &update.draft).await?;
            }
            Ok(())
        })
    }

    /// The request, without sending it. Where the address depends on what the instance runs on and
    /// that is not known yet, .NET Framework is assumed. It is shown even where nothing would be sent, since nothing changes.
    ///
    /// # Errors
    /// When Creatio would answer it with success, and not do what it says.
    pub fn explain(&self, client: &Client) -> Result<Explain, Error> {
        Ok(Explain::of_change(client, &self.change(client)?))
    }

    fn change(&self, client: &Client) -> Result<odata4::Change, Error> {
        let form = form(client, E::META);
        odata4::update(&self.address, &self.draft, self.version.as_ref(), form).map_err(refused)
    }
}

fn advised(error: Error) -> Error {
    if error.outcome_unknown() {
        return error.advised("read the row to find out, or send the change again: it sets the same values");
    }
    error
}
