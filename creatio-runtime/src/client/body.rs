//! The body of an answer.

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Url};

use super::error::{ServerError, ServiceFailure};
use super::exchange::{Reply, Request};
use super::judge::redact;
use super::{Error, ErrorKind};
use crate::DecodeError;

/// A whole answer that is what was asked for.
#[derive(Debug)]
pub(crate) struct Body {
    bytes: Bytes,
    status: StatusCode,
    headers: HeaderMap,
    request: Request,
}

impl Body {
    pub(crate) fn new(reply: Reply, request: Request) -> Self {
        Self { bytes: reply.body, status: reply.status, headers: reply.headers, request }
    }

    /// The text, without a byte order mark.
    pub(crate) fn text(&self) -> Result<&str, Error> {
        let bytes = self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.bytes);
        std::str::from_utf8(bytes).map_err(|_| self.fail(Error::new(ErrorKind::NotJson { title: None })))
    }

    /// The bytes as they came.
    pub(crate) fn into_bytes(self) -> Bytes {
        self.bytes
    }

    /// The error of a service that says that it failed.
    pub(crate) fn refused(&self, failure: &ServiceFailure) -> Error {
        self.fail(Error::new(ErrorKind::Refused).said(Some(self.said(failure))))
    }

    /// What a service says of a failure, without what was sent.
    pub(crate) fn said(&self, failure: &ServiceFailure) -> ServerError {
        ServerError::service(failure, &redact(&self.request))
    }

    /// The error of an answer that is no JSON, or not of the kind that was asked for.
    pub(crate) fn not_json(&self) -> Error {
        self.fail(Error::new(ErrorKind::NotJson { title: None }))
    }

    /// Whether there is nothing where something was asked for.
    pub(crate) fn is_no_content(&self) -> bool {
        self.status == StatusCode::NO_CONTENT
    }

    /// Whether there is nothing to read.
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.trim_ascii().is_empty()
    }

    /// Whether the status says that a row was created, and could say nothing else.
    pub(crate) fn is_created(&self) -> bool {
        matches!(self.status, StatusCode::CREATED | StatusCode::NO_CONTENT)
    }

    /// A header of the answer; one that is no text is none.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The URL that was asked, which relative links of the answer start from.
    pub(crate) fn url(&self) -> &Url {
        &self.request.url
    }

    /// Says which request it was whose answer can't be read.
    pub(crate) fn unreadable(&self, error: DecodeError) -> Error {
        self.fail(error.into())
    }

    /// Adds the request to an error about its answer.
    pub(crate) fn fail(&self, error: Error) -> Error {
        error.at(&self.request.place).answered(self.status)
    }
}
