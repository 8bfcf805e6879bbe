//! From the keys of a JSON object to the columns of a table.

use std::collections::HashMap;

use crate::error::{Found, Mistake, Problem};
use crate::json::{Key, Reader, Text, Token};
use crate::{Meta, Row};

/// One row of a table: a slot for each column, filled from one object after the other.
///
/// This is the one routine that fills every generated type; what is typed only reads its slots.
pub(crate) struct Record<'j> {
    meta: &'static Meta,
    names: Vec<&'static str>,
    slots: Vec<Token<'j>>,
    order: Vec<Expected<'j>>,
    /// Columns by name, made when a guess fails for the first time.
    index: Option<HashMap<&'static str, usize>>,
}

/// The key that stood at some place of the row before, and the column it belongs to, if any.
///
/// Rows of one reply have the same keys in the same order, so this guess is nearly always right.
struct Expected<'j> {
    key: &'j str,
    slot: Option<usize>,
}

impl<'j> Record<'j> {
    pub(crate) fn new(meta: &'static Meta) -> Self {
        let names: Vec<_> = meta.columns().map(|column| column.name).collect();
        let expected = |(slot, key): (usize, &&'static str)| Expected { key, slot: Some(slot) };
        let order = names.iter().enumerate().map(expected).collect();
        Self { meta, slots: vec![Token::Missing; names.len()], names, order, index: None }
    }

    /// The slots, to be read in order.
    pub(crate) fn row(&self) -> Row<'_> {
        Row::new(self.meta, &self.names, &self.slots)
    }

    /// Fills the slots from the next value, which must be an object. Other keys are skipped.
    pub(crate) fn fill(&mut self, reader: &mut Reader<'j>) -> Result<(), Problem> {
        if reader.peek() != Some(b'{') {
            let found = reader.value()?.into();
            return Err(Mistake { column: None, expected: "an object", found }.into());
        }
        self.slots.fill(Token::Missing);
        let mut inside = reader.enter()?;
        let mut place = 0;
        loop {
            let guess = self.order.get(place).map(|expected| expected.key);
            let slot = match reader.key(&mut inside, guess)? {
                Some(Key::Guessed) => self.order[place].slot,
                Some(Key::Other(key)) => self.learn(place, key),
                None => return Ok(()),
            };
            let value = reader.value()?;
            if let Some(slot) = slot {
                self.put(slot, value)?;
            }
            place += 1;
        }
    }

    /// Finds the column of a key, and remembers it for the next row.
    fn learn(&mut self, place: usize, key: Text<'j>) -> Option<usize> {
        let name = key.unescape();
        let names = self.names.iter().enumerate().map(|(slot, name)| (*name, slot));
        let index = self.index.get_or_insert_with(|| names.collect());
        let slot = index.get(&*name).copied();
        let expected = Expected { key: key.raw(), slot };
        match self.order.get_mut(place) {
            Some(known) => *known = expected,
            None => self.order.push(expected),
        }
        slot
    }

    fn put(&mut self, slot: usize, value: Token<'j>) -> Result<(), Mistake> {
        let known = std::mem::replace(&mut self.slots[slot], value);
        if matches!(known, Token::Missing) {
            return Ok(());
        }
        let column = Some(self.names[slot].to_owned());
        Err(Mistake { column, expected: "one value", found: Found::Duplicate })
    }
}
