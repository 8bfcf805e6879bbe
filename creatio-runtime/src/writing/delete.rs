//! Sending the deletion of a row.

use super::{refused, send_to_row};
use crate::client::{Call, Client, Error};
use crate::reading::Explain;
use crate::{Delete, Entity, odata4};

/// Sending. All of these can fail as [`ErrorKind`](crate::ErrorKind) tells.
impl<E: Entity> Delete<E> {
    /// Deletes the row. When there is none, that is an error of which [`Error::is_not_found`] is true.
    ///
    /// It is sent once. An error says by [`Error::outcome_unknown`] when the row may have been deleted all the same; any
    /// other error means that it was not.
    pub fn send(&self, client: &Client) -> Call<()> {
        let (client, delete) = (client.clone(), self.clone());
        Call::changing(async move {
            let change = delete.change()?;
            send_to_row(&client, change).await.map_err(advised)?;
            Ok(())
        })
    }

    /// The request, without sending it. Where the address depends on what the instance runs on and
    /// that is not known yet, .NET Framework is assumed.
    ///
    /// # Errors
    /// When a version was given, and the row is one of Creatio's, which knows no versions.
    pub fn explain(&self, client: &Client) -> Result<Explain, Error> {
        Ok(Explain::of_change(client, &self.change()?))
    }

    fn change(&self) -> Result<odata4::Change, Error> {
        odata4::delete(&self.address, self.version.as_ref()).map_err(refused)
    }
}

fn advised(error: Error) -> Error {
    if error.outcome_unknown() {
        return error.advised("send it again to find out: a row that is gone is not found");
    }
    error
}
