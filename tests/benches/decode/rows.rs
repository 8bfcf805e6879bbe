//! Rows as Creatio writes them: every column of a row, "nothing" as an empty value, dates with up to six digits of a second.

use std::fmt::Write as _;

/// Numbers that are the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    pub(crate) fn guid(&mut self) -> String {
        let (high, low) = (self.roll(u64::MAX), self.roll(u64::MAX));
        let (a, b, c) = (high >> 32, high >> 16 & 0xFFFF, high & 0xFFFF);
        format!("\"{a:08x}-{b:04x}-{c:04x}-{:04x}-{:012x}\"", low >> 48, low & 0xFFFF_FFFF_FFFF)
    }

    /// A third of lookups is empty.
    pub(crate) fn lookup(&mut self) -> String {
        if self.roll(3) == 0 { r#""00000000-0000-0000-0000-000000000000""#.to_owned() } else { self.guid() }
    }

    pub(crate) fn date(&mut self) -> String {
        let (year, month, day) = (2010 + self.roll(15), 1 + self.roll(12), 1 + self.roll(28));
        let (hour, minute, second) = (self.roll(24), self.roll(60), self.roll(60));
        let whole = format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
        match self.roll(4) {
            0 => r#""0001-01-01T00:00:00Z""#.to_owned(),
            1 => format!("\"{whole}Z\""),
            _ => format!("\"{whole}.{:06}Z\"", self.roll(1_000_000)),
        }
    }

    /// Half of all texts are empty; one in twenty has escapes, some have letters beyond ASCII.
    pub(crate) fn text(&mut self) -> String {
        const WORDS: [&str; 8] = ["Accom", "(sample)", "Westhouse", "street", "+1 617 440", "Müller", "31", "Company"];
        let words = self.roll(8).saturating_sub(3);
        let words: Vec<_> = (0..words).map(|_| WORDS[self.roll(8) as usize]).collect();
        let escape = if self.roll(20) == 0 { r#"\"a\"\n"# } else { "" };
        format!("\"{}{escape}\"", words.join(" "))
    }

    pub(crate) fn decimal(&mut self) -> String {
        format!("{}.{:02}000000", self.roll(100_000), self.roll(100))
    }

    pub(crate) fn number(&mut self) -> String {
        self.roll(100).to_string()
    }

    pub(crate) fn boolean(&mut self) -> String {
        (self.roll(2) == 0).to_string()
    }
}

/// A reply with so many bytes of rows, about.
pub(crate) fn reply(bytes: usize, mut row: impl FnMut(&mut Dice) -> Vec<(&'static str, String)>) -> String {
    let mut dice = Dice::new();
    let mut text = r#"{"@odata.context":"http://localhost/0/odata/$metadata#Contact","value":["#.to_owned();
    while text.len() < bytes {
        object(&mut text, row(&mut dice));
        text.push(',');
    }
    text.pop();
    text.push_str("]}");
    text
}

pub(crate) fn object(text: &mut String, columns: Vec<(&'static str, String)>) {
    let mut separator = '{';
    for (name, value) in columns {
        let _ = write!(text, "{separator}\"{name}\":{value}");
        separator = ',';
    }
    text.push('}');
}
