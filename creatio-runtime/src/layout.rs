//! From the keys of JSON objects to the slots of what was asked.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;

use crate::Dialect;
use crate::asked::{Asked, ETAG, Level, To};
use crate::error::{Found, Mistake, Problem};
use crate::json::{Key, Reader, Text, Token};

/// Where the keys of a row lead, learnt from one row for the next.
///
/// This is the one routine that fills every generated type and every projection; what is typed only
/// reads the slots.
pub(crate) struct Layout {
    /// In the order of [`Asked::levels`].
    levels: Vec<Keys>,
    /// In the order of [`Asked::details`]; made when they are first read.
    details: Vec<Cell<Option<Box<Layout>>>>,
    /// What the slots hold before a row is read.
    blank: Vec<Token<'static>>,
}

/// The keys of one object.
struct Keys {
    known: Vec<(&'static str, Goes)>,
    /// The key that stood at each place of the row before.
    ///
    /// Rows of one reply have the same keys in the same order, so this guess is nearly always right.
    order: Vec<(Cow<'static, str>, Goes)>,
    /// The known keys by name, made when a guess fails for the first time.
    index: Option<HashMap<&'static str, Goes>>,
    /// The slot of the key that tells whether a lookup is empty.
    key: Option<usize>,
    /// Details, and where a link to more of their rows goes.
    more: Vec<(&'static str, usize)>,
}

/// Where the value of a key goes.
#[derive(Clone, Copy)]
enum Goes {
    Nowhere,
    Slot(usize),
    /// Beside a slot, as a word about the rows in it: there are more of them elsewhere.
    More(usize),
    /// Beside a slot, as a word about the many values in it: there are more of them elsewhere.
    Cut(usize),
    /// Into the slots of another level. The object itself may be asked for as well, as a value.
    Object {
        present: usize,
        level: usize,
        whole: Option<usize>,
    },
}

impl Goes {
    fn slot(self) -> Option<usize> {
        match self {
            Self::Slot(slot) => Some(slot),
            _ => None,
        }
    }
}

impl Layout {
    pub(crate) fn new(asked: &Asked) -> Self {
        let levels: Vec<_> = asked.levels.iter().map(Keys::new).collect();
        // Creatio writes every key that it is asked for, so that a lookup without one was not expanded at all. Elsewhere
        // what stands behind a lookup is null until the lookup is there.
        let absent = if asked.meta().dialect == Dialect::Creatio { Token::Missing } else { Token::Null };
        let mut blank = vec![absent; asked.slots];
        levels[0].each_slot(|slot| blank[slot] = Token::Missing);
        let details = asked.details.iter().map(|_| Cell::new(None)).collect();
        Self { levels, details, blank }
    }

    /// Slots for the rows.
    pub(crate) fn slots<'j>(&self) -> Vec<Token<'j>> {
        self.blank.clone()
    }

    /// Fills the slots from the next value, which must be an object. Other keys are skipped.
    pub(crate) fn fill<'j>(
        &mut self,
        asked: &Asked,
        slots: &mut [Token<'j>],
        reader: &mut Reader<'j>,
    ) -> Result<(), Problem> {
        if reader.peek() != Some(b'{') {
            let found = reader.value()?.into();
            return Err(Mistake { column: None, expected: "an object", found }.into());
        }
        slots.copy_from_slice(&self.blank);
        let filled = self.object(0, &mut Slots(slots), reader);
        filled.map_err(|unfilled| unfilled.named(asked))
    }

    /// Lends the layout of details to `read`, which may learn more of it.
    pub(crate) fn of_details<T>(&self, index: usize, asked: &Asked, read: impl FnOnce(&mut Self) -> T) -> T {
        let kept = self.details.get(index);
        let known = kept.and_then(Cell::take);
        let mut layout = known.unwrap_or_else(|| Box::new(Self::new(asked)));
        let result = read(&mut layout);
        if let Some(kept) = kept {
            kept.set(Some(layout));
        }
        result
    }

    fn object<'j>(&mut self, level: usize, slots: &mut Slots<'_, 'j>, reader: &mut Reader<'j>) -> Result<(), Unfilled> {
        let mut inside = reader.enter()?;
        let mut place = 0;
        loop {
            let keys = &mut self.levels[level];
            let guess = keys.order.get(place).map(|(key, _)| &**key);
            let goes = match reader.key(&mut inside, guess)? {
                Some(Key::Guessed) => keys.order[place].1,
                Some(Key::Other(key)) => keys.learn(place, key),
                None => return Ok(()),
            };
            place += 1;
            // Nearly all keys go here.
            if let Goes::Slot(slot) = goes {
                slots.read(slot, reader)?;
                continue;
            }
            if let Goes::Object { present, level, whole: None } = goes
                && reader.peek() == Some(b'{')
            {
                self.nested(level, present, slots, reader)?;
                continue;
            }
            match goes {
                Goes::Nowhere | Goes::Slot(_) => _ = reader.value()?,
                Goes::More(slot) => slots.0[slot] = reader.value()?,
                Goes::Cut(slot) => {
                    if !matches!(reader.value()?, Token::Null) {
                        return Err(Unfilled::Slot { slot, expected: "all values of this column", found: Found::Part });
                    }
                }
                Goes::Object { present, level, whole } => {
                    let value = reader.value()?;
                    if let Some(whole) = whole {
                        slots.put(whole, value)?;
                    }
                    match value {
                        Token::Object(raw) => self.nested(level, present, slots, &mut Reader::new(raw))?,
                        Token::Null => {
                            slots.put(present, value)?;
                            self.forget(level, slots);
                        }
                        _ => return Err(Unfilled::Slot { slot: present, expected: "an object", found: value.into() }),
                    }
                }
            }
        }
    }

    /// Fills what stands behind a lookup, or inside of a complex type.
    fn nested<'j>(
        &mut self,
        level: usize,
        present: usize,
        slots: &mut Slots<'_, 'j>,
        reader: &mut Reader<'j>,
    ) -> Result<(), Unfilled> {
        slots.put(present, Token::Object(""))?;
        self.levels[level].each_slot(|slot| slots.0[slot] = Token::Missing);
        self.object(level, slots, reader)?;
        if self.levels[level].key.is_some_and(|key| is_empty_lookup(slots.0[key])) {
            slots.0[present] = Token::Null;
            self.forget(level, slots);
        }
        Ok(())
    }

    /// Makes everything null that stands behind a lookup.
    fn forget(&self, level: usize, slots: &mut Slots<'_, '_>) {
        self.levels[level].each_slot(|slot| slots.0[slot] = Token::Null);
        for (_, goes) in &self.levels[level].known {
            if let Goes::Object { level, .. } = goes {
                self.forget(*level, slots);
            }
        }
    }
}

/// Whether the key of an expanded lookup says that there is no such row.
///
/// Creatio writes "nothing" as empty values rather than as null, and nobody has seen what it answers when an empty lookup is
/// expanded: null, or an object of empty values. No row of Creatio's has the zero guid for a key, so it can't be a real one.
fn is_empty_lookup(key: Token<'_>) -> bool {
    matches!(key, Token::Text(text) if text.raw() == "00000000-0000-0000-0000-000000000000")
}

impl Keys {
    fn new(level: &Level) -> Self {
        let mut known: Vec<_> = level.columns.iter().map(|column| (column.name, Goes::Slot(column.slot))).collect();
        let mut more = Vec::new();
        for link in &level.links {
            match link.to {
                To::Details(_) => {
                    known.push((link.name, Goes::Slot(link.slot)));
                    more.push((link.name, link.more()));
                }
                To::Lookup(next) | To::Complex(next) => {
                    let goes = |whole| Goes::Object { present: link.slot, level: next, whole };
                    match known.iter_mut().find(|(name, _)| *name == link.name) {
                        Some((_, known)) => *known = goes(known.slot()),
                        None => known.push((link.name, goes(None))),
                    }
                }
            }
        }
        let order = known.iter().map(|(name, goes)| (Cow::Borrowed(*name), *goes)).collect();
        Self { known, order, index: None, key: level.key, more }
    }

    fn each_slot(&self, mut visit: impl FnMut(usize)) {
        for (_, goes) in &self.known {
            match *goes {
                Goes::Slot(slot) => visit(slot),
                Goes::Object { present, whole, .. } => {
                    [Some(present), whole].into_iter().flatten().for_each(&mut visit);
                }
                Goes::Nowhere | Goes::More(_) | Goes::Cut(_) => {}
            }
        }
    }

    /// Where a link to more rows of details, or more values of a column, goes, if the key is one.
    fn more(&self, key: &str) -> Option<Goes> {
        let name = key.strip_suffix("@odata.nextLink").or_else(|| key.strip_suffix("@nextLink"))?;
        let details = self.more.iter().find(|(known, _)| *known == name).map(|(_, slot)| Goes::More(*slot));
        details.or_else(|| self.known.iter().find(|(known, _)| *known == name)?.1.slot().map(Goes::Cut))
    }

    /// Where the row's version goes, if the key is that in OData 4.01.
    fn etag(&self, key: &str) -> Option<Goes> {
        let (_, goes) = self.known.iter().find(|(known, _)| *known == ETAG).filter(|_| key == "@etag")?;
        Some(*goes)
    }

    /// Finds out where a key leads, and remembers it for the next row.
    fn learn(&mut self, place: usize, key: Text<'_>) -> Goes {
        let name = key.unescape();
        let index = self.index.get_or_insert_with(|| self.known.iter().copied().collect());
        let (key, goes) = match index.get_key_value(&*name) {
            Some((known, goes)) if *known == key.raw() => (Cow::Borrowed(*known), *goes),
            Some((_, goes)) => (Cow::Owned(key.raw().to_owned()), *goes),
            None => {
                let goes = self.etag(&name).or_else(|| self.more(&name));
                (Cow::Owned(key.raw().to_owned()), goes.unwrap_or(Goes::Nowhere))
            }
        };
        match self.order.get_mut(place) {
            Some(expected) => *expected = (key, goes),
            None => self.order.push((key, goes)),
        }
        goes
    }
}

struct Slots<'s, 'j>(&'s mut [Token<'j>]);

impl<'j> Slots<'_, 'j> {
    #[inline]
    fn read(&mut self, slot: usize, reader: &mut Reader<'j>) -> Result<(), Unfilled> {
        let place = &mut self.0[slot];
        let is_first = matches!(place, Token::Missing);
        reader.value_into(place)?;
        if is_first { Ok(()) } else { Err(twice(slot)) }
    }

    fn put(&mut self, slot: usize, value: Token<'j>) -> Result<(), Unfilled> {
        match std::mem::replace(&mut self.0[slot], value) {
            Token::Missing => Ok(()),
            _ => Err(twice(slot)),
        }
    }
}

fn twice(slot: usize) -> Unfilled {
    Unfilled::Slot { slot, expected: "one value", found: Found::Duplicate }
}

/// Why an object could not be filled in, before its columns have names.
enum Unfilled {
    Syntax(crate::json::Syntax),
    Slot { slot: usize, expected: &'static str, found: Found },
}

impl Unfilled {
    fn named(self, asked: &Asked) -> Problem {
        match self {
            Self::Syntax(syntax) => syntax.into(),
            Self::Slot { slot, expected, found } => {
                Mistake { column: Some(asked.path_of(slot)), expected, found }.into()
            }
        }
    }
}

impl From<crate::json::Syntax> for Unfilled {
    fn from(syntax: crate::json::Syntax) -> Self {
        Self::Syntax(syntax)
    }
}
