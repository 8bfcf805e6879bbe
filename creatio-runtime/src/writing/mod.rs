//! Changes that are sent.
//!
//! Nothing is sent twice. A change is done, refused, or of unknown outcome
//! ([`Error::outcome_unknown`]); what is told is never wrong.

mod create;
mod delete;
mod key;
mod update;
mod verify;

use crate::change::Unwritable;
use crate::client::{Body, Client, Endpoint, Error, ErrorKind};
use crate::odata4::{self, Form, Method};
use crate::{Meta, client};

fn form(client: &Client, meta: &Meta) -> Form {
    Form { dialect: meta.dialect, ieee754: client.settings().ieee754_compatible }
}

fn refused(refusal: Unwritable) -> Error {
    Error::usage(refusal.to_string())
}

async fn send(client: &Client, change: odata4::Change) -> Result<Body, Error> {
    let (method, what) = match change.method {
        Method::Post => (reqwest::Method::POST, Endpoint::Rows),
        Method::Patch => (reqwest::Method::PATCH, Endpoint::Row),
        Method::Delete => (reqwest::Method::DELETE, Endpoint::Row),
    };
    let odata4::Change { path, body, headers, .. } = change;
    client.change(client::Change { method, url: path.encoded, what, headers, body }).await
}

/// Sends a change to a row that should be there.
async fn send_to_row(client: &Client, change: odata4::Change) -> Result<Body, Error> {
    // `*` is ours: it stands for any row at all, and is not met when there is none.
    let any = change.headers.iter().any(|(name, value)| *name == "if-match" && value == "*");
    match send(client, change).await {
        // An answer without a word may mean that nothing at all is served there.
        Err(error) if error.is_not_found() && error.server().is_none() => Err(client.confirm_root(error).await?),
        Err(error) if any && matches!(error.kind(), ErrorKind::PreconditionFailed) => {
            Err(error.of_kind(ErrorKind::NotFound))
        }
        other => other,
    }
}
