//! Tokens of expressions.

use super::Literal;
use crate::edm::{self, date, duration};

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Literal(Literal),
    /// A name or a keyword.
    Word(String),
    Open,
    Close,
    Comma,
    Slash,
    Colon,
    Minus,
}

/// A token and the place where it begins, in characters.
pub(super) type Placed = (Token, usize);

/// Takes an expression apart. The error is the server's message.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, String> {
    let characters: Vec<char> = text.chars().collect();
    let mut lexer = Lexer { characters: &characters, at: 0, text };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next()? {
        tokens.push(token);
    }
    Ok(tokens)
}

struct Lexer<'a> {
    characters: &'a [char],
    at: usize,
    text: &'a str,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    fn next(&mut self) -> Result<Option<Placed>, String> {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let start = self.at;
        let Some(first) = self.peek(0) else { return Ok(None) };
        let single = match first {
            '(' => Some(Token::Open),
            ')' => Some(Token::Close),
            ',' => Some(Token::Comma),
            '/' => Some(Token::Slash),
            ':' => Some(Token::Colon),
            _ => None,
        };
        let token = if let Some(token) = single {
            self.at += 1;
            token
        } else if first == '\'' {
            Token::Literal(Literal::Text(self.quoted()?))
        } else if let Some(guid) = self.guid() {
            Token::Literal(Literal::Guid(guid))
        } else if first.is_ascii_digit() || (first == '-' && self.peek(1).is_some_and(|next| next.is_ascii_digit())) {
            self.number_or_date()?
        } else if first == '-' {
            self.at += 1;
            if self.word_ahead() == "INF" {
                self.at += 3;
                Token::Literal(Literal::Double("-INF".into()))
            } else {
                Token::Minus
            }
        } else if first.is_alphabetic() || first == '_' || first == '$' {
            self.word()?
        } else {
            return Err(format!(
                "Syntax error: character '{first}' is not valid at position {start} in '{}'.",
                self.text
            ));
        };
        Ok(Some((token, start)))
    }

    fn quoted(&mut self) -> Result<String, String> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            match self.peek(0) {
                Some('\'') if self.peek(1) == Some('\'') => {
                    text.push('\'');
                    self.at += 2;
                }
                Some('\'') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(character) => {
                    text.push(character);
                    self.at += 1;
                }
                None => {
                    return Err(format!(
                        "There is an unterminated string literal at position {start} in '{}'.",
                        self.text
                    ));
                }
            }
        }
    }

    fn guid(&mut self) -> Option<String> {
        let text: String = self.characters.get(self.at..self.at + 36)?.iter().collect();
        let follows = self.peek(36).is_some_and(|next| next.is_alphanumeric() || next == '-' || next == '_');
        let guid = edm::guid(&text).filter(|_| !follows)?;
        self.at += 36;
        Some(guid)
    }

    fn number_or_date(&mut self) -> Result<Token, String> {
        let start = self.at;
        while self.peek(0).is_some_and(|next| next.is_ascii_alphanumeric() || ".:+-_".contains(next)) {
            self.at += 1;
        }
        let word: String = self.characters[start..self.at].iter().collect();
        literal(&word)
            .map(Token::Literal)
            .ok_or_else(|| format!("Unrecognized '{word}' literal at '{start}' in '{}'.", self.text))
    }

    fn word_ahead(&self) -> String {
        let rest = &self.characters[self.at..];
        rest.iter().take_while(|next| next.is_alphanumeric() || matches!(next, '_' | '.' | '$' | '@')).collect()
    }

    fn word(&mut self) -> Result<Token, String> {
        let start = self.at;
        let word = self.word_ahead();
        self.at += word.chars().count();
        if self.peek(0) == Some('\'') {
            let inner = self.quoted()?;
            let unknown = || format!("Unrecognized '{word}'{inner}'' literal at '{start}' in '{}'.", self.text);
            return match word.as_str() {
                "duration" => {
                    duration::ticks(&inner).map(|ticks| Token::Literal(Literal::Duration(ticks))).ok_or_else(unknown)
                }
                _ if word.contains('.') => Ok(Token::Literal(Literal::Enum(word, inner))),
                _ => Err(unknown()),
            };
        }
        Ok(match word.as_str() {
            "null" => Token::Literal(Literal::Null),
            "true" => Token::Literal(Literal::Bool(true)),
            "false" => Token::Literal(Literal::Bool(false)),
            "INF" | "NaN" => Token::Literal(Literal::Double(word)),
            _ => Token::Word(word),
        })
    }
}

/// A literal that begins with a digit or a sign.
fn literal(word: &str) -> Option<Literal> {
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    if unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Literal::Int(word.to_owned()));
    }
    if unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return edm::decimal::plain(word).map(Literal::Decimal);
    }
    if unsigned.contains(['e', 'E']) && edm::decimal::plain(word).is_some() {
        return Some(Literal::Double(word.to_owned()));
    }
    let date_time = date::date_time(word).map(Literal::DateTime);
    date_time.or_else(|| date::date(word).map(Literal::Date)).or_else(|| date::time(word).map(Literal::Time))
}
