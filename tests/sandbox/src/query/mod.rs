//! Requests as read from a URL: query options and the expressions in them. Names are not looked up here.

mod expression;
mod lexer;
mod options;
mod parser;
mod path;

pub(crate) use expression::{Expression, Literal, Operator};
pub(crate) use options::{Options, Ordering};
pub(crate) use parser::expression as parse_expression;
pub(crate) use path::{Key, Segment, segments};

#[cfg(test)]
mod tests;
