//! Queries that are sent.

mod explain;
mod rows;
mod single;
mod stream;
mod walk;

pub use self::explain::Explain;
pub use self::stream::{Pages, Rows};

use crate::Meta;
use crate::client::{Client, Error};
use crate::odata4::{Refusal, Speech};

/// What the service is known to understand, or said to.
fn speech(client: &Client, meta: &Meta) -> Speech {
    let known = Speech::of(meta.dialect);
    let settings = client.settings();
    Speech {
        lambdas: settings.lambdas.unwrap_or(known.lambdas),
        in_operator: settings.in_operator.unwrap_or(known.in_operator),
        nested_expand: settings.nested_expand.unwrap_or(known.nested_expand),
        ..known
    }
}

fn refused(refusal: Refusal) -> Error {
    Error::usage(refusal.to_string())
}
