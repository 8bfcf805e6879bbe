//! What is not written: Creatio would answer it with success, and do something else.

use std::fmt;

use crate::PathError;

/// Why a change is refused before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unwritable {
    Path(PathError),
    /// Creatio passes it over (creatio-http facts B.3).
    ZeroGuid(&'static str),
    /// A key that no row of Creatio's has.
    ZeroKey,
    /// It would read as no date at all.
    EmptyDate(&'static str),
    /// A column of the key in an update.
    Key(&'static str),
    /// Two rows that are said to be one.
    OtherKey,
    /// Creatio ignores the names of lookups and details in a body (creatio-http facts B.5).
    Link(&'static str),
    /// Creatio knows no versions of rows (creatio-http facts B.5).
    Version,
    /// Not fit for a header.
    BadVersion,
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(error) => write!(f, "{error}"),
            Self::ZeroGuid(column) => write!(
                f,
                "`{column}` is set to the zero guid, which Creatio passes over in silence\nto empty it, `.clear(…)` it"
            ),
            Self::ZeroKey => f.write_str("the zero guid is no row's key: it stands for an empty lookup"),
            Self::EmptyDate(column) => write!(
                f,
                "`{column}` is set to the year 1, which Creatio reads as no date\nto empty it, `.clear(…)` it"
            ),
            Self::Key(column) => write!(
                f,
                "`{column}` is of the key, which a row keeps for good\ncreate a row with the other key, and delete this one"
            ),
            Self::OtherKey => f.write_str("the two rows have different keys, so the one is no older state of the other"),
            Self::Link(link) => write!(
                f,
                "`{link}` is a link to other rows, and Creatio ignores links in what is written\nset the lookup's id \
                 column, and create rows of details one by one"
            ),
            Self::Version => f.write_str(
                "a version was given, and Creatio is not known to heed `If-Match`: whatever the row is by now, it would be \
                 written over or deleted\nleave `.if_match(…)` out",
            ),
            Self::BadVersion => f.write_str("the version is no text that a header can carry"),
        }
    }
}
