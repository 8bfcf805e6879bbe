//! Sending rows to be created.

use super::{form, key, refused, send, verify};
use crate::client::{Body, Call, Client, Error};
use crate::query::get::Address;
use crate::query::tree::Literal;
use crate::reading::Explain;
use crate::{Create, Entity, Get, Key, Keyed, odata4};

/// Sending. All of these can fail as [`ErrorKind`](crate::ErrorKind) tells.
impl<E: Entity<Key: Keyed>> Create<E> {
    /// Creates the row, and gives its key.
    ///
    /// It is sent once. An error says by [`Error::outcome_unknown`] when the row may have been created all the same: the
    /// connection broke, time ran out, or the server failed, maybe after it had inserted the row, as Creatio does when a
    /// handler of the instance fails. With a [key of your own](Create::key), [`probe`](Self::probe) settles that. Any other
    /// error means that there is no such row, but for [`NotTaken`](crate::ErrorKind::NotTaken) and
    /// [`NotReadBack`](crate::ErrorKind::NotReadBack), which say that there is. Dropped before it ends, nobody knows.
    ///
    /// ```no_run
    /// # mod creatio { include!("../../tests/common/crm.rs"); }
    /// # async fn run(client: creatio_runtime::Client) -> Result<(), creatio_runtime::Error> {
    /// use creatio::Contact;
    /// use creatio_runtime::{prelude::*, uuid::Uuid};
    ///
    /// let ann = Contact::create().key(Uuid::new_v4()).set(Contact::NAME, "Ann");
    /// match ann.send(&client).await {
    ///     Err(error) if error.outcome_unknown() => match ann.probe(&client).await? {
    ///         Some(id) => println!("{id} is there"),
    ///         None => println!("send it again: {error}"),
    ///     },
    ///     sent => println!("{} is there", sent?),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn send(&self, client: &Client) -> Call<E::Key> {
        let (client, create) = (client.clone(), self.clone());
        Call::changing(async move {
            let change = create.change(&client)?;
            let chosen = create.draft.key();
            let body = send(&client, change).await.map_err(|error| advised(error, chosen.is_some()))?;
            let (key, literals) = create.key_of(&body, chosen.as_deref())?;
            let address = Address { meta: E::META, set: create.set, key: literals };
            if chosen.is_some_and(|chosen| chosen != address.key) {
                let columns = E::META.key().collect();
                return Err(body.fail(Error::not_taken(columns, verify::spelled(&address))));
            }
            if create.verified {
                verify::verify::<E>(&client, &address, &create.draft).await?;
            }
            Ok(key)
        })
    }

    /// Whether the row is there, asked by the [key](Create::key) that it was given: its key if so. This settles an unknown
    /// outcome.
    ///
    /// A server that was still at it when the answer was lost may create the row after this has said `None`. To send the
    /// create again then does no harm: no key is given twice, so it fails, and the next probe finds the row.
    ///
    /// # Errors
    /// [`Usage`](crate::ErrorKind::Usage) when the row was not given a key of its own.
    pub fn probe(&self, client: &Client) -> Call<Option<E::Key>> {
        let (client, create) = (client.clone(), self.clone());
        Call::new(async move {
            create.draft.check().map_err(refused)?;
            let key = create.draft.key().ok_or_else(|| {
                Error::usage("a row that was given no key can't be told from others\ngive it one: `.key(…)`, as `Uuid::new_v4()`")
            })?;
            let address = Address { meta: E::META, set: create.set, key };
            let found =
                Get::<E, key::KeyRow<E::Key>>::of_address(address, Some(key::asked::<E>())).optional(&client).await?;
            Ok(found.map(|row| row.0))
        })
    }

    /// The request, without sending it. Where the address depends on what the instance runs on and
    /// that is not known yet, .NET Framework is assumed.
    ///
    /// # Errors
    /// When Creatio would answer it with success, and not do what it says.
    pub fn explain(&self, client: &Client) -> Result<Explain, Error> {
        Ok(Explain::of_change(client, &self.change(client)?))
    }

    fn change(&self, client: &Client) -> Result<odata4::Change, Error> {
        odata4::create(self.set, &self.draft, form(client, E::META)).map_err(refused)
    }

    /// The key of the row that an answer is about: from its body, or its headers; or it is the one that was given.
    fn key_of(&self, body: &Body, chosen: Option<&[Literal]>) -> Result<(E::Key, Vec<Literal>), Error> {
        let found = key::from_body::<E>(body);
        let found = found.or_else(|error| key::from_headers::<E>(body, self.set).ok_or(error));
        // Any other status may be that of something between here and the server.
        let chosen = chosen.filter(|_| body.is_created());
        let found = found.or_else(|error| chosen.and_then(|chosen| key::from_literals::<E>(chosen)).ok_or(error));
        let key = found.map_err(|error| advised(error.unknown_outcome(), false))?;
        let mut literals = Vec::new();
        key.clone().push(&mut literals);
        Ok((key, literals))
    }
}

/// Adds what can be done about an unknown outcome.
fn advised(error: Error, has_key: bool) -> Error {
    if !error.outcome_unknown() {
        return error;
    }
    error.advised(match has_key {
        true => "`.probe(&client)` tells whether the row is there; with its key it can be sent again, and is not created twice",
        false => "look for the row before it is sent again; with a key of your own, `.key(Uuid::new_v4())`, `.probe(&client)` can tell",
    })
}
