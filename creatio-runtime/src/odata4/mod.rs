//! The OData 4 spelling of queries.

mod encode;
mod filter;
mod literal;

use crate::query::tree::Node;
use crate::{Dialect, PathError};

pub(crate) use self::encode::Spelled;

/// What a service is known to understand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Speech {
    pub(crate) dialect: Dialect,
    /// `any` and `all` over details.
    pub(crate) lambdas: bool,
    /// `$expand` with options in parentheses, of details, and of more than one level.
    pub(crate) nested_expand: bool,
}

impl Speech {
    /// What services of this dialect understand, unless a client was told otherwise: Creatio's
    /// documents list neither lambda operators nor options of `$expand` (creatio-http facts B.4:
    /// `$expand=Type($select=Name)` was answered by 400 on 2026.5.6).
    pub(crate) fn of(dialect: Dialect) -> Self {
        let all = dialect == Dialect::Standard;
        Self { dialect, lambdas: all, nested_expand: all }
    }
}

/// Why a query is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    Path(PathError),
    Lambda(String),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Path(error) => write!(f, "{error}"),
            Self::Lambda(details) => write!(
                f,
                "a condition on the rows of `{details}`: Creatio is not known to answer `any` and `all` over OData 4; \
                 build the client with `.lambdas(true)` to try"
            ),
        }
    }
}

/// A condition as people read it.
pub(crate) fn plain(node: &Node, dialect: Dialect) -> String {
    let speech = Speech { lambdas: true, nested_expand: true, ..Speech::of(dialect) };
    match filter::write(node, speech) {
        Ok(text) => text.plain,
        Err(refusal) => format!("<{refusal}>"),
    }
}
