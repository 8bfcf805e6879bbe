//! Calling.

use serde::Serialize;

use super::{Contract, Returned, reply, request};
use crate::client::{Call, Client};

/// What to do when nobody knows whether a method was called.
const LOOK_FIRST: &str = "before it is called again, look for what it changes; one that changes nothing says `changes = false` in \
     its contract, and is sent again by itself";

impl Client {
    /// Calls a method of a custom web service.
    ///
    /// The session is that of any other request, signed in when it is needed; an anonymous service is sent nothing of it, and
    /// needs no credentials. What may change something for good is sent once, and an error says when its outcome is not known
    /// ([`Error::outcome_unknown`](crate::Error::outcome_unknown)); a GET is repeated as other reads are. The
    /// [page of the derive](derive@crate::Contract) has the details.
    ///
    /// # Errors
    /// [`Usage`](crate::ErrorKind::Usage) when a value can't stand where it has to, before anything is sent;
    /// [`Refused`](crate::ErrorKind::Refused) when the service says that it failed;
    /// [`Reply`](crate::ErrorKind::Reply) when it answers something else than the contract says;
    /// and all that any request can come to ([`ErrorKind`](crate::ErrorKind)).
    pub fn call<C>(&self, contract: C) -> Call<C::Returns>
    where
        C: Contract + Serialize,
        C::Returns: Returned,
    {
        let (client, operation) = (self.clone(), C::OPERATION);
        let request = request::request(&contract, <C::Returns as Returned>::ACCEPT);
        let send = async move {
            let (request, shown) = request?;
            let body = client.service_shown(request, Some(shown)).await?;
            reply::read(&operation, body)
        };
        if !operation.may_change() {
            return Call::new(send);
        }
        Call::changing(async move {
            send.await.map_err(|error| if error.outcome_unknown() { error.advised(LOOK_FIRST) } else { error })
        })
    }
}
