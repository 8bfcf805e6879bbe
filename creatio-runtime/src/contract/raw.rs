//! Bytes that are a body as they are.

use std::fmt;

/// A body as it is: what a method takes or returns as a `Stream`, such as a file.
///
/// As a field of a contract it is marked `#[contract(raw)]` and `#[serde(skip)]`; as the type that a contract `returns` it
/// takes any answer whose status is fine, but for a page that speaks of the login (`/Login/` near its beginning): it is taken for
/// that of an expired session.
#[derive(Clone, PartialEq, Eq)]
pub struct Raw {
    /// What the bytes are, in HTTP's words: `image/png`. Empty when an answer does not tell.
    pub content_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Raw {
    /// Bytes of a kind that is not told: `application/octet-stream`.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self { content_type: "application/octet-stream".to_owned(), bytes: bytes.into() }
    }

    /// Of this kind.
    #[must_use]
    pub fn content_type(self, content_type: impl Into<String>) -> Self {
        Self { content_type: content_type.into(), ..self }
    }
}

/// Their number, for they are somebody's file.
impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Raw({}, {} bytes)", self.content_type, self.bytes.len())
    }
}
