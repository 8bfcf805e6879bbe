//! What went wrong below HTTP.

use std::error::Error as StdError;
use std::io;

use super::{Error, ErrorKind};

/// Says what a failure of the transport is. Its URL is taken off, for it has the query.
pub(super) fn classify(error: reqwest::Error) -> Error {
    let error = error.without_url();
    let kind = if is_tls(&error) {
        ErrorKind::Tls
    } else if error.is_builder() {
        ErrorKind::Build("the request can't be made".into())
    } else if error.is_connect() {
        ErrorKind::Connect
    } else if error.is_timeout() {
        ErrorKind::Timeout
    } else {
        ErrorKind::Transport
    };
    Error::new(kind).because(error)
}

fn is_tls(error: &reqwest::Error) -> bool {
    causes(error).any(<dyn StdError>::is::<rustls::Error>)
}

/// The text of the innermost cause: "Connection refused (os error 111)".
pub(super) fn innermost(error: &(dyn StdError + 'static)) -> Option<String> {
    causes(error).last().map(ToString::to_string)
}

/// All causes, those too that `io::Error` steps over in its `source`.
fn causes<'e>(error: &'e (dyn StdError + 'static)) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::successors(error.source(), |error| {
        let error: &'e (dyn StdError + 'static) = *error;
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        }
    })
}
