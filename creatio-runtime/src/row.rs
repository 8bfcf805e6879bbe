//! What the typed part sees of a reply: one row, column after column.

mod cell;

pub use self::cell::Cell;

use crate::asked::{Asked, Asking, Reading, Step};
use crate::error::{Found, Mistake, Problem};
use crate::json::{Reader, Token};
use crate::layout::Layout;
use crate::{Dialect, Field, Meta};

/// A row of a reply, read in the order in which its type asks for columns.
///
/// Generated code calls [`get`](Self::get) once for each field. The first bad value is remembered
/// and the columns after it read as empty values, so nothing has to return early; whoever reads the
/// rows asks once a row whether it was good.
///
/// Before a row type reads rows it is shown one that asks: it remembers what the type wants, and
/// everything in it reads as an empty value.
pub struct Row<'a> {
    dialect: Dialect,
    source: Option<(Reading<'a>, &'a Layout)>,
    steps: &'a [Step],
    slots: &'a [Token<'a>],
    next: usize,
    /// Everything reads as an empty value.
    void: bool,
    mistake: Option<Mistake>,
    /// Columns that were not there, when that is no mistake.
    lacking: Option<Vec<String>>,
    asking: Option<Box<Asking>>,
}

impl<'a> Row<'a> {
    pub(crate) fn new(reading: Reading<'a>, layout: &'a Layout, slots: &'a [Token<'a>]) -> Self {
        let void = Self::void(reading.asked.meta().dialect);
        Self { source: Some((reading, layout)), steps: reading.steps, slots, void: false, ..void }
    }

    /// A row of empty values.
    fn void(dialect: Dialect) -> Self {
        Self {
            dialect,
            source: None,
            steps: &[],
            slots: &[],
            next: 0,
            void: true,
            mistake: None,
            lacking: None,
            asking: None,
        }
    }

    /// A row that remembers what it is asked for.
    pub(crate) fn asking(asking: Asking) -> Self {
        Self { asking: Some(Box::new(asking)), ..Self::void(Dialect::Standard) }
    }

    pub(crate) fn into_asked(self) -> Option<Asked> {
        self.asking.map(|asking| asking.into_asked())
    }

    /// Reads the next column.
    #[inline]
    pub fn get<T: Field>(&mut self) -> T {
        T::read(self.cell())
    }

    /// The version of the row, where the service tells one.
    pub(crate) fn etag(&mut self) -> Option<String> {
        if let Some(asking) = self.asks() {
            asking.etag();
            return None;
        }
        let header = self.source.and_then(|(reading, _)| reading.asked.etag_header());
        match self.cell().token()? {
            Token::Text(text) => Some(text.unescape().into_owned()),
            _ => header.map(str::to_owned),
        }
    }

    /// Begins an entity with all of its columns.
    pub(crate) fn whole(&mut self) {
        if let Some(asking) = &mut self.asking {
            asking.whole();
        }
    }

    /// Reads columns that are not there as empty values, and tells which those are.
    #[cfg(feature = "client")]
    pub(crate) fn lenient<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> (T, Vec<String>) {
        self.lacking = Some(Vec::new());
        let value = read(self);
        (value, self.lacking.take().unwrap_or_default())
    }

    fn masked_as_empty(&self) -> bool {
        self.source.is_some_and(|(reading, _)| reading.masked_as_empty)
    }

    /// Whether this is a row that asks.
    #[inline]
    pub(crate) fn is_asking(&self) -> bool {
        self.asking.is_some()
    }

    pub(crate) fn asks(&mut self) -> Option<&mut Asking> {
        self.asking.as_deref_mut()
    }

    /// Reads what stands behind a lookup; `None` when nothing does.
    pub(crate) fn lookup<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if let Some(asking) = self.asks() {
            let entered = asking.enter()?;
            let value = read(self);
            self.asks()?.leave(entered);
            return Some(value);
        }
        let step = self.steps.get(self.next);
        self.next += 1;
        let Some(Step::Lookup { slot, skip }) = step.filter(|_| !self.void) else {
            return None;
        };
        match self.slots.get(*slot) {
            Some(Token::Object(_)) => Some(read(self)),
            Some(Token::Missing) if self.dialect == Dialect::Creatio => {
                self.note("an object or null", Token::Missing);
                None
            }
            _ => {
                self.next += skip;
                None
            }
        }
    }

    /// Reads the rows of details, until one is bad.
    pub(crate) fn details(&mut self, read: &mut dyn FnMut(&mut Row<'_>)) {
        if let Some(asking) = self.asks() {
            let Some((opened, child)) = asking.open() else {
                return;
            };
            let mut row = Row::asking(child);
            read(&mut row);
            if let (Some(asked), Some(asking)) = (row.into_asked(), self.asks()) {
                asking.close(opened, asked);
            }
            return;
        }
        let step = self.steps.get(self.next);
        self.next += 1;
        if self.void {
            return;
        }
        let (Some(Step::Details { slot, details, first, end }), Some((reading, layout))) = (step, self.source) else {
            return;
        };
        match (self.slots.get(*slot).copied(), reading.asked.details.get(*details)) {
            (Some(Token::Array(raw)), Some(asked)) => {
                let steps = asked.steps.get(*first..*end).unwrap_or(&[]);
                let reading = Reading { asked, steps, ..reading };
                let (mut reader, mut number) = (Reader::new(raw), 0);
                let rows =
                    layout.of_details(*details, asked, |layout| each(reading, layout, &mut reader, &mut number, read));
                match rows {
                    Ok(()) if self.is_cut(*slot, number) => {
                        let column = Some(self.column());
                        self.adopt(Mistake { column, expected: "all rows of these details", found: Found::Part });
                    }
                    Ok(()) => {}
                    Err(Problem::Mistake(mistake)) => self.adopt(mistake.inside(&self.column())),
                    // The array was read once before, to find its end, so it is JSON.
                    Err(_) => self.note("an array", Token::Array(raw)),
                }
            }
            // The lookup that they stand behind is empty.
            (Some(Token::Null), _) => {}
            (token, _) => self.note("an array", token.unwrap_or(Token::Missing)),
        }
    }

    /// Whether the service kept rows of details for another reply, which nobody asks for. A link to rows behind those
    /// that were asked for is no matter.
    fn is_cut(&self, slot: usize, rows: usize) -> bool {
        let Some(Token::Text(_)) = self.slots.get(slot + 1) else {
            return false;
        };
        let top = self.source.and_then(|(reading, _)| reading.asked.top_of(slot));
        top.is_none_or(|top| (rows as u64) < top)
    }

    /// What was wrong with the row, once it has been read.
    pub(crate) fn finish(self) -> Result<(), Mistake> {
        self.mistake.map_or(Ok(()), Err)
    }

    fn cell(&mut self) -> Cell<'_, 'a> {
        let token = match self.steps.get(self.next) {
            Some(Step::Column(slot)) => self.slots.get(*slot).copied(),
            _ => None,
        };
        self.next += 1;
        Cell::new((!self.void).then_some(token.unwrap_or(Token::Missing)), self)
    }

    /// Remembers a mistake in the column that was read last.
    fn note(&mut self, expected: &'static str, token: Token<'_>) {
        let column = self.column();
        match (&mut self.lacking, token) {
            (Some(lacking), Token::Missing) => lacking.push(column),
            _ => self.adopt(Mistake { column: Some(column), expected, found: token.into() }),
        }
    }

    fn adopt(&mut self, mistake: Mistake) {
        // From here on nothing is looked at, so no other mistake can follow.
        self.void = true;
        self.mistake = Some(mistake);
    }

    /// The path of the column that was read last.
    fn column(&self) -> String {
        let step = self.next.checked_sub(1).and_then(|last| self.steps.get(last));
        match (step, self.source) {
            (Some(Step::Column(slot) | Step::Lookup { slot, .. } | Step::Details { slot, .. }), Some((reading, _))) => {
                reading.asked.path_of(*slot)
            }
            // Only a type written by hand can read more columns than it asks for.
            _ => "(a column beyond the table)".to_owned(),
        }
    }
}

/// Shows every row of an array to `read`, until one is bad, and counts them.
pub(crate) fn each<'j>(
    reading: Reading<'_>,
    layout: &mut Layout,
    reader: &mut Reader<'j>,
    number: &mut usize,
    read: &mut dyn FnMut(&mut Row<'_>),
) -> Result<(), Problem> {
    let mut slots: Vec<Token<'j>> = layout.slots();
    let mut inside = reader.enter()?;
    while reader.item(&mut inside)? {
        *number += 1;
        layout.fill(reading.asked, &mut slots, reader)?;
        let mut row = Row::new(reading, layout, &slots);
        read(&mut row);
        row.finish()?;
    }
    Ok(())
}

/// Reads one object with all columns of `meta`.
fn whole<T>(meta: &'static Meta, raw: &str, read: impl FnOnce(&mut Row<'_>) -> T) -> Result<T, Problem> {
    let asked = Asked::whole(meta);
    one(&asked, &mut Reader::new(raw), read)
}

/// Reads one object.
pub(crate) fn one<T>(
    asked: &Asked,
    reader: &mut Reader<'_>,
    read: impl FnOnce(&mut Row<'_>) -> T,
) -> Result<T, Problem> {
    let mut layout = Layout::new(asked);
    let mut slots = layout.slots();
    layout.fill(asked, &mut slots, reader)?;
    let mut row = Row::new(asked.reading(), &layout, &slots);
    let value = read(&mut row);
    row.finish()?;
    Ok(value)
}

impl Mistake {
    /// The same mistake, seen from the row that `column` belongs to.
    pub(crate) fn inside(mut self, column: &str) -> Self {
        self.column = Some(match self.column {
            Some(inner) if inner.starts_with('[') => format!("{column}{inner}"),
            Some(inner) => format!("{column}/{inner}"),
            None => column.to_owned(),
        });
        self
    }

    /// The same mistake, seen from the collection that an item belongs to, counted from 1.
    pub(crate) fn inside_item(self, number: usize) -> Self {
        self.inside(&format!("[{number}]"))
    }
}
