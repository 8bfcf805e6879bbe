//! Paths below the service root: `Contact(8ec…)/Account/$count`.

use super::Literal;
use super::lexer::{Token, tokens};

/// One segment of a path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Segment {
    pub(crate) name: String,
    pub(crate) key: Option<Key>,
}

/// What stands in the parentheses.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Key {
    /// `(8ec…)`, `('x')`, `(1)`
    One(Literal),
    /// `(A=1,B='x')`
    Named(Vec<(String, Literal)>),
}

/// Takes a path apart; segments are decoded after they are split. The error is the server's message.
pub(crate) fn segments(path: &str) -> Result<Vec<Segment>, String> {
    let parts = path.split('/').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let text = percent_encoding::percent_decode_str(part).decode_utf8();
            segment(&text.map_err(|_| "The request URI is not valid UTF-8.".to_owned())?)
        })
        .collect()
}

fn segment(text: &str) -> Result<Segment, String> {
    let Some((name, rest)) = text.split_once('(') else { return Ok(Segment { name: text.to_owned(), key: None }) };
    let inner = rest.strip_suffix(')').ok_or_else(|| format!("Bad Request - Error in query syntax: '{text}'."))?;
    let bad = || format!("Bad Request - Error in key '{inner}' of '{name}'.");
    let tokens = key_tokens(inner).ok_or_else(bad)?;
    let key = match &tokens[..] {
        [] => None,
        [Token::Literal(literal)] => Some(Key::One(literal.clone())),
        _ => {
            let mut named = Vec::new();
            for part in tokens.split(|token| *token == Token::Comma) {
                match part {
                    [Token::Word(name), Token::Colon, Token::Literal(literal)] => {
                        named.push((name.clone(), literal.clone()));
                    }
                    _ => return Err(bad()),
                }
            }
            Some(Key::Named(named))
        }
    };
    Ok(Segment { name: name.to_owned(), key })
}

/// Tokens of a key; an equals sign counts as a colon, save in quotes.
fn key_tokens(inner: &str) -> Option<Vec<Token>> {
    let mut spaced = String::new();
    let mut inside = false;
    for character in inner.chars() {
        inside ^= character == '\'';
        spaced.push(if character == '=' && !inside { ':' } else { character });
    }
    Some(tokens(&spaced).ok()?.into_iter().map(|(token, _)| token).collect())
}
