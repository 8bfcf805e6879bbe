//! Why a reply could not be read.

use std::fmt;

use crate::PathError;
use crate::json::{Syntax, Token};
use crate::value::is_masked;

/// Why a reply could not be read.
///
/// It names the entity, the column and the row, and says what was expected and what was found. Of what a business process hands
/// back it names the process and the parameter. It never holds a value of the reply, so that it can be logged.
pub struct DecodeError(Box<Inner>);

struct Inner {
    entity: &'static str,
    row: Option<usize>,
    problem: Problem,
}

/// What went wrong, before it is known where.
pub(crate) enum Problem {
    Syntax(Syntax),
    Mistake(Mistake),
    /// The row type asks for what cannot be asked for.
    Path(PathError),
}

/// A value that does not fit.
pub(crate) struct Mistake {
    /// `None` for the row, or the reply, as a whole.
    pub(crate) column: Option<String>,
    pub(crate) expected: &'static str,
    pub(crate) found: Found,
}

/// What stood where something else was expected: its kind and size, never its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Found {
    /// The row has no such key.
    Missing,
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number of so many characters.
    Number(usize),
    /// Text of so many characters.
    Text(usize),
    /// An object.
    Object,
    /// An array.
    Array,
    /// The same key for a second time.
    Duplicate,
    /// An amount of money that the service has masked, such as `3492.00n_____`.
    Masked,
    /// Some of the rows, and a link to the rest.
    Part,
    /// The server's word that it failed while it wrote the reply.
    Error,
}

impl DecodeError {
    pub(crate) fn new(entity: &'static str, row: Option<usize>, problem: impl Into<Problem>) -> Self {
        Self(Box::new(Inner { entity, row, problem: problem.into() }))
    }

    /// The entity that was read, or the process whose results were.
    pub fn entity(&self) -> &str {
        self.0.entity
    }

    /// The column, in the service's spelling. A column of a complex type has its path:
    /// `Address/City`. A value in a collection that a process hands back has the number of its item, counted from 1:
    /// `Lines[2]/Price`.
    ///
    /// `None` when a row, or the reply as a whole, is not what it should be.
    pub fn column(&self) -> Option<&str> {
        self.mistake()?.column.as_deref()
    }

    /// The row, counted from 1; `None` when the reply is a single entity, or no list of rows.
    pub fn row(&self) -> Option<usize> {
        self.0.row
    }

    /// What was expected, in words; `None` when the text is not JSON, or the row type asks for what cannot be asked for.
    pub fn expected(&self) -> Option<&str> {
        Some(self.mistake()?.expected)
    }

    /// What was found; `None` when the text is not JSON, or the row type asks for what cannot be asked for.
    pub fn found(&self) -> Option<Found> {
        Some(self.mistake()?.found)
    }

    /// When the text is not JSON: the byte at which that shows, counted from 0.
    pub fn offset(&self) -> Option<usize> {
        match &self.0.problem {
            Problem::Syntax(syntax) => Some(syntax.offset),
            Problem::Mistake(_) | Problem::Path(_) => None,
        }
    }

    fn mistake(&self) -> Option<&Mistake> {
        match &self.0.problem {
            Problem::Mistake(mistake) => Some(mistake),
            Problem::Syntax(_) | Problem::Path(_) => None,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.entity())?;
        if let Some(column) = self.column() {
            write!(f, ".{column}")?;
        }
        if let Some(row) = self.row() {
            write!(f, ", row {row}")?;
        }
        match &self.0.problem {
            Problem::Syntax(Syntax { offset, problem }) => {
                write!(f, ": not JSON at byte {offset}: {problem}")
            }
            Problem::Mistake(Mistake { expected, found, .. }) => write!(f, ": expected {expected}, found {found}"),
            Problem::Path(error) => write!(f, ": {error}"),
        }
    }
}

/// The same line as `Display`: it is what `unwrap` and `main` print.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for DecodeError {}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |len: &usize| if *len == 1 { "" } else { "s" };
        match self {
            Self::Missing => f.write_str("no such key"),
            Self::Null => f.write_str("null"),
            Self::Boolean => f.write_str("a boolean"),
            Self::Number(len) => write!(f, "a number of {len} character{}", plural(len)),
            Self::Text(len) => write!(f, "text of {len} character{}", plural(len)),
            Self::Object => f.write_str("an object"),
            Self::Array => f.write_str("an array"),
            Self::Duplicate => f.write_str("the key twice"),
            Self::Masked => f.write_str("a masked amount"),
            Self::Part => f.write_str("a part of them and a link to the rest"),
            Self::Error => f.write_str("an error behind what came first"),
        }
    }
}

impl From<Token<'_>> for Found {
    fn from(token: Token<'_>) -> Self {
        match token {
            Token::Missing => Self::Missing,
            Token::Null => Self::Null,
            Token::True | Token::False => Self::Boolean,
            Token::Number(number) => Self::Number(number.len()),
            Token::Text(_) if is_masked(token) => Self::Masked,
            Token::Text(text) => Self::Text(text.unescape().chars().count()),
            Token::Object(_) => Self::Object,
            Token::Array(_) => Self::Array,
        }
    }
}

impl From<Syntax> for Problem {
    fn from(syntax: Syntax) -> Self {
        Self::Syntax(syntax)
    }
}

impl From<PathError> for Problem {
    fn from(error: PathError) -> Self {
        Self::Path(error)
    }
}

impl From<Mistake> for Problem {
    fn from(mistake: Mistake) -> Self {
        Self::Mistake(mistake)
    }
}
