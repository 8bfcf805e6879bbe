//! A pull reader over JSON text.
//!
//! It accepts and refuses what serde_json does (property tests hold them side by side), save that
//! a number may be of any size: numbers are kept as they are written. Text is borrowed, and a
//! value nobody asked for costs no more than finding its end.

#[cfg(test)]
mod tests;
mod text;

pub(crate) use self::text::Text;
use self::text::{escape, plain};

/// How many arrays and objects may stand in each other, the same as serde_json's limit.
const MAX_DEPTH: u8 = 127;

/// A JSON value; arrays and objects are kept as the text they are written in.
///
/// All variants hold a text or nothing, which makes copies cheap: a `bool` among them made the reading
/// of rows a quarter slower.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Token<'j> {
    /// There is no such key.
    Missing,
    Null,
    True,
    False,
    Number(&'j str),
    Text(Text<'j>),
    Object(&'j str),
    Array(&'j str),
}

/// Where and why a text is not JSON.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Syntax {
    /// The byte at which it went wrong, counted from 0.
    pub(crate) offset: usize,
    pub(crate) problem: &'static str,
}

/// An array or object that is being read.
pub(crate) struct Inside {
    close: u8,
    first: bool,
}

/// A key of an object.
pub(crate) enum Key<'j> {
    /// The one that was guessed.
    Guessed,
    Other(Text<'j>),
}

pub(crate) struct Reader<'j> {
    text: &'j str,
    at: usize,
    depth: u8,
}

type Result<T> = std::result::Result<T, Syntax>;

impl<'j> Reader<'j> {
    pub(crate) fn new(text: &'j str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// Steps over a byte order mark: replies saved to a file often begin with one.
    pub(crate) fn skip_byte_order_mark(&mut self) {
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
    }

    /// Reads a whole value of any kind.
    pub(crate) fn value(&mut self) -> Result<Token<'j>> {
        let mut token = Token::Missing;
        self.value_into(&mut token)?;
        Ok(token)
    }

    /// The same, straight into the place where it is kept: handing tokens on took a seventh of the time of reading rows.
    #[inline(always)]
    pub(crate) fn value_into(&mut self, place: &mut Token<'j>) -> Result<()> {
        match self.peek() {
            Some(b'"') => *place = Token::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => *place = Token::Number(self.number()?),
            Some(b'{') => *place = Token::Object(self.skip_object()?),
            Some(b'[') => *place = Token::Array(self.skip_array()?),
            Some(b't') => *place = self.word("true", Token::True)?,
            Some(b'f') => *place = self.word("false", Token::False)?,
            Some(b'n') => *place = self.word("null", Token::Null)?,
            _ => return self.fail("expected a value"),
        }
        Ok(())
    }

    /// The first byte of the next value, without reading it.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if *byte > b' ' => Some(*byte),
            _ => self.peek_behind_space(),
        }
    }

    fn peek_behind_space(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    /// Enters the object or array whose bracket is next.
    pub(crate) fn enter(&mut self) -> Result<Inside> {
        let close = match self.peek() {
            Some(b'{') => b'}',
            Some(b'[') => b']',
            _ => return self.fail("expected an object or an array"),
        };
        if self.depth == MAX_DEPTH {
            return self.fail("nested too deep");
        }
        self.depth += 1;
        self.at += 1;
        Ok(Inside { close, first: true })
    }

    /// Whether another item follows; when not, leaves the array.
    #[inline]
    pub(crate) fn item(&mut self, inside: &mut Inside) -> Result<bool> {
        let first = std::mem::replace(&mut inside.first, false);
        match self.peek() {
            Some(byte) if byte == inside.close => self.leave(),
            Some(_) if first => Ok(true),
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            _ => self.fail("expected a comma or a closing bracket"),
        }
    }

    /// The next key and its colon; `None` when the object has ended and was left.
    ///
    /// A right guess of the text between the quotes spares looking for its end.
    #[inline]
    pub(crate) fn key(&mut self, inside: &mut Inside, guess: Option<&str>) -> Result<Option<Key<'j>>> {
        if !self.item(inside)? {
            return Ok(None);
        }
        if self.peek() != Some(b'"') {
            return self.fail("expected a key in quotes");
        }
        let key = match guess.and_then(|guess| self.after(guess)) {
            Some(end) => {
                self.at = end;
                Key::Guessed
            }
            None => Key::Other(self.string()?),
        };
        if self.peek() != Some(b':') {
            return self.fail("expected a colon");
        }
        self.at += 1;
        Ok(Some(key))
    }

    /// Makes sure that nothing follows.
    pub(crate) fn end(&mut self) -> Result<()> {
        match self.peek() {
            None => Ok(()),
            Some(_) => self.fail("expected the end"),
        }
    }

    fn leave(&mut self) -> Result<bool> {
        self.depth -= 1;
        self.at += 1;
        Ok(false)
    }

    #[inline(never)]
    fn skip_object(&mut self) -> Result<&'j str> {
        let (start, mut inside) = (self.at, self.enter()?);
        while self.key(&mut inside, None)?.is_some() {
            self.value()?;
        }
        Ok(&self.text[start..self.at])
    }

    #[inline(never)]
    fn skip_array(&mut self) -> Result<&'j str> {
        let (start, mut inside) = (self.at, self.enter()?);
        while self.item(&mut inside)? {
            self.value()?;
        }
        Ok(&self.text[start..self.at])
    }

    fn word(&mut self, word: &str, token: Token<'j>) -> Result<Token<'j>> {
        let rest = &self.text[self.at..];
        if rest.starts_with(word) {
            self.at += word.len();
            return Ok(token);
        }
        if word.starts_with(rest) {
            self.at = self.text.len();
        }
        self.fail("expected a value")
    }

    #[inline]
    fn number(&mut self) -> Result<&'j str> {
        let start = self.at;
        self.eat(b"-");
        if !self.eat(b"0") {
            self.digits()?;
        }
        if self.eat(b".") {
            self.digits()?;
        }
        if self.eat(b"eE") {
            self.eat(b"+-");
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    #[inline]
    fn eat(&mut self, any: &[u8]) -> bool {
        let found = self.text.as_bytes().get(self.at).is_some_and(|byte| any.contains(byte));
        self.at += usize::from(found);
        found
    }

    #[inline]
    fn digits(&mut self) -> Result<()> {
        let rest = &self.text.as_bytes()[self.at..];
        let len = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += len;
        if len == 0 { self.fail("expected a digit") } else { Ok(()) }
    }

    /// Reads the string whose opening quote is next.
    #[inline(always)]
    fn string(&mut self) -> Result<Text<'j>> {
        let start = self.at + 1;
        let mut escaped = false;
        self.at = start;
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            self.at += plain(rest);
            match self.text.as_bytes().get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    match escape(&self.text.as_bytes()[self.at..]) {
                        Some((_, len)) => self.at += len,
                        None => return self.fail("expected an escape sequence"),
                    }
                }
                Some(_) => return self.fail("control character in a string"),
                None => return self.fail("expected a quote"),
            }
        }
        let raw = &self.text[start..self.at];
        self.at += 1;
        Ok(if escaped { Text::Escaped(raw) } else { Text::Plain(raw) })
    }

    /// Where the quoted `guess` ends, if it is what stands here.
    #[inline]
    fn after(&self, guess: &str) -> Option<usize> {
        let end = self.at + 1 + guess.len();
        let bytes = self.text.as_bytes();
        (bytes.get(end) == Some(&b'"') && bytes.get(self.at + 1..end)? == guess.as_bytes()).then_some(end + 1)
    }

    #[cold]
    fn fail<T>(&self, problem: &'static str) -> Result<T> {
        let ended = self.at >= self.text.len();
        Err(Syntax { offset: self.at, problem: if ended { "it ends too early" } else { problem } })
    }
}
