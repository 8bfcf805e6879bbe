//! Strings: where they end, and what they mean.

use std::borrow::Cow;

/// What stands between two quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Text<'j> {
    /// It means what is written.
    Plain(&'j str),
    Escaped(&'j str),
}

impl<'j> Text<'j> {
    /// As it is written, with its escapes.
    pub(crate) fn raw(self) -> &'j str {
        match self {
            Self::Plain(raw) | Self::Escaped(raw) => raw,
        }
    }

    /// What it means; borrowed when there are no escapes.
    #[inline]
    pub(crate) fn unescape(self) -> Cow<'j, str> {
        match self {
            Self::Plain(raw) => Cow::Borrowed(raw),
            Self::Escaped(raw) => Cow::Owned(unescape(raw)),
        }
    }
}

fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, escaped)) = rest.find('\\').map(|at| rest.split_at(at)) {
        // The reader has checked every escape: the other arm is never taken.
        let (char, len) = escape(escaped.as_bytes()).unwrap_or(('\\', 1));
        text.push_str(plain);
        text.push(char);
        rest = &escaped[len..];
    }
    text.push_str(rest);
    text
}

/// How many bytes come before the first quote, backslash or control character; eight at a time.
#[inline]
pub(super) fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGH: u64 = ONES << 7;
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word & HIGH;
    let (chunks, _) = bytes.as_chunks::<8>();
    for (i, chunk) in chunks.iter().enumerate() {
        let word = u64::from_le_bytes(*chunk);
        let quote = below(word ^ (ONES * u64::from(b'"')), 1);
        let slash = below(word ^ (ONES * u64::from(b'\\')), 1);
        // A borrow can mark a byte too many, but only behind one that is marked rightly.
        let stop = quote | slash | below(word, 0x20);
        if stop != 0 {
            return i * 8 + (stop.trailing_zeros() / 8) as usize;
        }
    }
    let rest = chunks.len() * 8;
    let stops = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    rest + bytes[rest..].iter().position(stops).unwrap_or(bytes.len() - rest)
}

/// The character that an escape stands for, and how many bytes it takes, the backslash included.
pub(super) fn escape(bytes: &[u8]) -> Option<(char, usize)> {
    let char = match bytes.get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode_escape(bytes),
        _ => return None,
    };
    Some((char, 2))
}

fn unicode_escape(bytes: &[u8]) -> Option<(char, usize)> {
    let high = hex(bytes.get(2..6)?)?;
    if !(0xD800..0xDC00).contains(&high) {
        return Some((char::from_u32(high)?, 6));
    }
    let low = bytes.get(6..12).filter(|low| low.starts_with(b"\\u")).and_then(|low| hex(&low[2..]))?;
    let pair = (0xDC00..0xE000).contains(&low).then(|| 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
    Some((char::from_u32(pair?)?, 12))
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |code, digit| Some(code << 4 | char::from(*digit).to_digit(16)?))
}
