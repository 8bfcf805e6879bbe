//! From tokens to an expression.

use super::lexer::{Placed, Token, tokens};
use super::{Expression, Literal, Operator};

/// How deep expressions may nest.
const DEEPEST: usize = 100;

/// Reads a whole expression. The error is the server's message.
pub(crate) fn expression(text: &str) -> Result<Expression, String> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0, text };
    let expression = parser.or()?;
    match parser.peek() {
        None => Ok(expression),
        Some(_) => Err(parser.syntax("Syntax error")),
    }
}

struct Parser<'a> {
    tokens: &'a [Placed],
    at: usize,
    depth: usize,
    text: &'a str,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn take(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, token: &Token, what: &str) -> Result<(), String> {
        if self.take(token) { Ok(()) } else { Err(self.syntax(&format!("{what} expected"))) }
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(found)) if found == word);
        self.at += usize::from(found);
        found
    }

    fn syntax(&self, message: &str) -> String {
        let end = self.text.chars().count();
        let place = self.tokens.get(self.at).map_or(end, |(_, place)| *place);
        format!("{message} at position {place} in '{}'.", self.text)
    }

    fn deeper<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, String>) -> Result<T, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("Recursion limit reached.".into());
        }
        let result = work(self);
        self.depth -= 1;
        result
    }

    fn or(&mut self) -> Result<Expression, String> {
        self.deeper(|parser| parser.list("or", Self::and, Expression::Or))
    }

    fn and(&mut self) -> Result<Expression, String> {
        self.list("and", |parser| parser.binary(0), Expression::And)
    }

    fn list(
        &mut self,
        word: &str,
        part: fn(&mut Self) -> Result<Expression, String>,
        whole: fn(Vec<Expression>) -> Expression,
    ) -> Result<Expression, String> {
        let mut parts = vec![part(self)?];
        while self.take_word(word) {
            parts.push(part(self)?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { whole(parts) })
    }

    /// Comparisons, then sums, then products.
    fn binary(&mut self, level: u8) -> Result<Expression, String> {
        if level > 2 {
            return self.unary();
        }
        let mut left = self.binary(level + 1)?;
        let mut links = 0;
        loop {
            let operator = match self.peek() {
                Some(Token::Word(word)) if word == "in" && level == 0 => None,
                Some(Token::Word(word)) => match Operator::of(word) {
                    Some(operator) if operator.level() == level => Some(operator),
                    _ => return Ok(left),
                },
                _ => return Ok(left),
            };
            links += 1;
            if links > DEEPEST {
                return Err("Recursion limit reached.".into());
            }
            self.at += 1;
            left = match operator {
                Some(operator) => Expression::Binary(operator, left.into(), self.binary(level + 1)?.into()),
                None => Expression::In(left.into(), self.arguments()?),
            };
        }
    }

    fn unary(&mut self) -> Result<Expression, String> {
        if self.take_word("not") {
            return Ok(Expression::Not(self.deeper(Self::unary)?.into()));
        }
        if self.take(&Token::Minus) {
            return Ok(Expression::Negate(self.deeper(Self::unary)?.into()));
        }
        if self.take(&Token::Open) {
            let inner = self.or()?;
            self.expect(&Token::Close, "')' or operator")?;
            return Ok(inner);
        }
        if let Some(Token::Literal(literal)) = self.peek() {
            let literal: Literal = literal.clone();
            self.at += 1;
            return Ok(Expression::Literal(literal));
        }
        self.path_or_call()
    }

    fn word(&mut self) -> Result<String, String> {
        match self.peek() {
            Some(Token::Word(word)) => {
                let word = word.clone();
                self.at += 1;
                Ok(word)
            }
            _ => Err(self.syntax("Expression expected")),
        }
    }

    fn path_or_call(&mut self) -> Result<Expression, String> {
        let mut path = vec![self.word()?];
        if self.peek() == Some(&Token::Open) {
            return Ok(Expression::Call(path.remove(0), self.arguments()?));
        }
        while self.take(&Token::Slash) {
            let name = self.word()?;
            if matches!(name.as_str(), "any" | "all") && self.peek() == Some(&Token::Open) {
                return self.lambda(path, name == "all");
            }
            path.push(name);
            if path.len() > DEEPEST {
                return Err("Recursion limit reached.".into());
            }
        }
        Ok(Expression::Path(path))
    }

    /// `(a, b)`
    fn arguments(&mut self) -> Result<Vec<Expression>, String> {
        self.expect(&Token::Open, "'('")?;
        let mut arguments = Vec::new();
        if self.take(&Token::Close) {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.or()?);
            if self.take(&Token::Close) {
                return Ok(arguments);
            }
            self.expect(&Token::Comma, "')' or ','")?;
        }
    }

    fn lambda(&mut self, path: Vec<String>, is_all: bool) -> Result<Expression, String> {
        self.expect(&Token::Open, "'('")?;
        if !is_all && self.take(&Token::Close) {
            return Ok(Expression::Lambda { path, is_all, variable: None });
        }
        let variable = self.word()?;
        self.expect(&Token::Colon, "':'")?;
        let body = self.or()?;
        self.expect(&Token::Close, "')' or operator")?;
        Ok(Expression::Lambda { path, is_all, variable: Some((variable, body.into())) })
    }
}
