//! The OData 4 spelling of queries.

mod body;
mod change;
mod encode;
mod expand;
mod filter;
mod literal;
mod request;

use crate::query::tree::{MAX_DEPTH, Node};
use crate::{Dialect, PathError};

pub(crate) use self::body::alone as value;
pub(crate) use self::change::{Change, Form, Method, address, create, delete, json, update};
pub(crate) use self::encode::Spelled;
pub(crate) use self::request::{Page, Request, bare_count, count, entity, rows};

/// What a service is known to understand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Speech {
    pub(crate) dialect: Dialect,
    /// `any` and `all` over details.
    pub(crate) lambdas: bool,
    /// `in` with a list, of OData 4.01.
    pub(crate) in_operator: bool,
    /// `$expand` with options in parentheses, of details, and of more than one level.
    pub(crate) nested_expand: bool,
}

impl Speech {
    /// What services of this dialect understand, unless a client was told otherwise: Creatio's
    /// documents list neither lambda operators nor options of `$expand` (creatio-http facts B.4:
    /// `$expand=Type($select=Name)` was answered by 400 on 2026.5.6).
    pub(crate) fn of(dialect: Dialect) -> Self {
        let all = dialect == Dialect::Standard;
        Self { dialect, lambdas: all, in_operator: all, nested_expand: all }
    }

    /// For showing what a query says, whoever it will be sent to.
    pub(crate) fn everything(dialect: Dialect) -> Self {
        Self { lambdas: true, nested_expand: true, ..Self::of(dialect) }
    }
}

/// Why a query is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    Path(PathError),
    /// A condition on these details.
    Lambda(String),
    /// This link.
    NestedExpand(String),
    TooDeep,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Path(error) => write!(f, "{error}"),
            Self::TooDeep => write!(
                f,
                "conditions stand more than {MAX_DEPTH} deep in each other\njoin those of one kind before those of another"
            ),
            Self::Lambda(details) => write!(
                f,
                "a condition on rows of `{details}`: Creatio is not known to answer `any` and `all` over OData 4\n\
                 build the client with `.lambdas(true)` to try it"
            ),
            Self::NestedExpand(link) => write!(
                f,
                "rows of `{link}` inside of rows: Creatio is only known to expand lookups of one level\n\
                 build the client with `.nested_expand(true)` to try it, or ask for them in a query of their own"
            ),
        }
    }
}

/// A condition as people read it.
pub(crate) fn plain(node: &Node, dialect: Dialect) -> String {
    match filter::write(node, Speech::everything(dialect)) {
        Ok(text) => text.plain,
        Err(refusal) => format!("<{refusal}>"),
    }
}
