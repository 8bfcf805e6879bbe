//! What the typed part sees of a reply: one row, column after column.

use crate::error::{Mistake, Problem};
use crate::json::{Reader, Token};
use crate::layout::Record;
use crate::{Dialect, Field, Meta};

/// A row of a reply, read in the order of [`Meta::columns`].
///
/// Generated code calls [`get`](Self::get) once for each field. The first bad value is remembered
/// and the columns after it read as empty values, so nothing has to return early; whoever reads the
/// rows asks once a row whether it was good.
pub struct Row<'a> {
    meta: &'static Meta,
    names: &'a [&'static str],
    slots: &'a [Token<'a>],
    next: usize,
    /// Everything reads as an empty value.
    void: bool,
    mistake: Option<Mistake>,
}

impl<'a> Row<'a> {
    pub(crate) fn new(meta: &'static Meta, names: &'a [&'static str], slots: &'a [Token<'a>]) -> Self {
        Self { meta, names, slots, next: 0, void: false, mistake: None }
    }

    fn void(meta: &'static Meta) -> Self {
        Self { void: true, ..Self::new(meta, &[], &[]) }
    }

    /// Reads the next column.
    #[inline]
    pub fn get<T: Field>(&mut self) -> T {
        T::read(self.cell())
    }

    /// What was wrong with the row, once it has been read.
    pub(crate) fn finish(self) -> Result<(), Mistake> {
        self.mistake.map_or(Ok(()), Err)
    }

    fn cell(&mut self) -> Cell<'_, 'a> {
        let token = self.slots.get(self.next).copied().unwrap_or(Token::Missing);
        self.next += 1;
        Cell { token: (!self.void).then_some(token), row: self }
    }

    /// Remembers a mistake in the column that was read last.
    fn note(&mut self, expected: &'static str, token: Token<'_>) {
        let column = Some(self.column().to_owned());
        self.adopt(Mistake { column, expected, found: token.into() });
    }

    fn adopt(&mut self, mistake: Mistake) {
        // From here on nothing is looked at, so no other mistake can follow.
        self.void = true;
        self.mistake = Some(mistake);
    }

    fn column(&self) -> &'static str {
        // Only an entity written by hand can ask for more columns than its table has.
        self.next.checked_sub(1).and_then(|last| self.names.get(last)).unwrap_or(&"(a column beyond the table)")
    }
}

/// What one column of a row holds. Only the [kinds](crate::kind) of values look into it.
pub struct Cell<'r, 'a> {
    /// `None` asks for the empty value, without a complaint.
    token: Option<Token<'a>>,
    row: &'r mut Row<'a>,
}

impl<'a> Cell<'_, 'a> {
    pub(crate) fn token(&self) -> Option<Token<'a>> {
        self.token
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.row.meta.dialect
    }

    /// Whether there is no value, so that an `Option` is `None`.
    pub(crate) fn is_nothing(&self) -> bool {
        match self.token {
            None | Some(Token::Null) => true,
            Some(Token::Missing) => self.dialect() == Dialect::Standard,
            Some(_) => false,
        }
    }

    /// Remembers that the value is not what was expected.
    pub(crate) fn fail(self, expected: &'static str) {
        if let Some(token) = self.token {
            self.row.note(expected, token);
        }
    }

    /// Reads an object with the columns of `meta`.
    pub(crate) fn object<T>(self, meta: &'static Meta, read: impl FnOnce(&mut Row<'_>) -> T) -> T {
        let Some(Token::Object(raw)) = self.token else {
            self.fail("an object");
            return read(&mut Row::void(meta));
        };
        let mut record = Record::new(meta);
        let filled = record.fill(&mut Reader::new(raw));
        let mut row = record.row();
        let value = read(&mut row);
        match filled.and_then(|()| Ok(row.finish()?)) {
            Ok(()) => {}
            Err(Problem::Mistake(mistake)) => self.row.adopt(mistake.inside(self.row.column())),
            // The object was read once before, to find its end, so it is JSON.
            Err(Problem::Syntax(_)) => self.fail("an object"),
        }
        value
    }

    /// Reads the items of an array, until one is bad.
    pub(crate) fn items(self, read: &mut dyn FnMut(Cell<'_, 'a>)) {
        let Some(Token::Array(raw)) = self.token else {
            return self.fail("an array");
        };
        let Self { token, row } = self;
        let mut reader = Reader::new(raw);
        let mut items = || {
            let mut inside = reader.enter()?;
            while !row.void && reader.item(&mut inside)? {
                read(Cell { token: Some(reader.value()?), row });
            }
            Ok::<_, crate::json::Syntax>(())
        };
        // The array was read once before, to find its end, so it is JSON.
        if items().is_err() {
            Cell { token, row }.fail("an array");
        }
    }
}

impl Mistake {
    /// The same mistake, seen from the row that `column` belongs to.
    fn inside(mut self, column: &str) -> Self {
        self.column = Some(match self.column {
            Some(inner) => format!("{column}/{inner}"),
            None => column.to_owned(),
        });
        self
    }
}
