//! What a row type asks for, as a tree of levels, and in which order it reads the answer.
//!
//! A row type says once which columns it has; this is what is made of that. Writers of queries look
//! at the tree through [`View`]; [`layout`](crate::layout) fills its slots from a reply, and
//! [`Row`](crate::Row) follows its steps through the slots.

mod asking;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use self::asking::Asking;
pub(crate) use self::view::{AskedLink, LinkKind, View};

use crate::query::DetailsOptions;
use crate::row::Row;
use crate::{Dialect, FromRow, Hop, Member, Meta, PathError, WirePath};

/// The version of a row; OData 4.01 leaves out the `odata.`.
pub(crate) const ETAG: &str = "@odata.etag";

/// Everything that a row type asks for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The entity comes first; the others stand behind a lookup or inside of a complex type.
    pub(crate) levels: Vec<Level>,
    /// Details, at whichever level they are. Their rows are read on their own.
    pub(crate) details: Vec<Asked>,
    /// How a row is read, cell after cell.
    pub(crate) steps: Vec<Step>,
    /// How many values of a row are kept.
    pub(crate) slots: usize,
    error: Option<PathError>,
    masked_as_empty: bool,
    /// The version that came in the answer's header, for the only row of an answer that does not tell it itself.
    etag: Option<String>,
}

/// What is asked of one object of a reply.
#[derive(Clone, Debug)]
pub(crate) struct Level {
    pub(crate) meta: &'static Meta,
    /// The level that this one is nested in, and under which name.
    parent: Option<(usize, &'static str)>,
    whole: bool,
    pub(crate) columns: Vec<Wanted>,
    pub(crate) links: Vec<Link>,
    /// The slot of the key by which an empty lookup of Creatio's can be told.
    pub(crate) key: Option<usize>,
}

/// A column.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) name: &'static str,
    pub(crate) slot: usize,
    /// Looked at when it is there, and not asked for.
    by_the_way: bool,
}

/// A lookup, details, or a column of a complex type of which only parts are asked for.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) name: &'static str,
    /// Holds whether there is such an object, or the rows of details.
    pub(crate) slot: usize,
    pub(crate) to: To,
    options: Option<Box<DetailsOptions>>,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum To {
    /// To one of the levels.
    Lookup(usize),
    /// To one of the levels.
    Complex(usize),
    /// To one of the details.
    Details(usize),
}

/// What a row type reads next.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Column(usize),
    /// Whether a lookup leads anywhere; when not, so many of the steps behind this one are passed over.
    Lookup {
        slot: usize,
        skip: usize,
    },
    /// Rows of `details`, which are read by its steps from `first` to `end`.
    Details {
        slot: usize,
        details: usize,
        first: usize,
        end: usize,
    },
}

/// The steps through one set of slots: those of an entity, or of one field with details.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'q> {
    pub(crate) asked: &'q Asked,
    pub(crate) steps: &'q [Step],
    /// Masked amounts read as empty values.
    pub(crate) masked_as_empty: bool,
}

impl Asked {
    /// Nothing yet of this entity or complex type.
    pub(crate) fn new(meta: &'static Meta) -> Self {
        Self {
            levels: vec![Level::new(meta, None)],
            details: Vec::new(),
            steps: Vec::new(),
            slots: 0,
            error: None,
            masked_as_empty: false,
            etag: None,
        }
    }

    /// What this type of rows of `meta` asks for. Tuples say nothing of themselves: see [`paths`](Self::paths).
    pub(crate) fn of<R: FromRow>(meta: &'static Meta) -> Self {
        let mut row = Row::asking(Asking::new(Self::new(meta)));
        R::from_row(&mut row);
        row.into_asked().unwrap_or_else(|| Self::new(meta))
    }

    /// These columns, read in this order: what a tuple of their types is filled from.
    pub(crate) fn paths(meta: &'static Meta, paths: impl IntoIterator<Item = Result<WirePath, PathError>>) -> Self {
        let mut asked = Self::new(meta);
        for path in paths {
            asked.column(0, path);
        }
        asked
    }

    /// All columns of `meta`.
    pub(crate) fn whole(meta: &'static Meta) -> Self {
        let mut asked = Self::new(meta);
        asked.all(0);
        asked
    }

    /// Why this can't be asked.
    pub(crate) fn check(&self) -> Result<(), PathError> {
        self.error.map_or(Ok(()), Err)
    }

    /// Reads amounts that the service masks as empty instead of refusing them.
    #[cfg_attr(not(feature = "client"), allow(dead_code, reason = "it is a setting of the client"))]
    pub(crate) fn masked_as_empty(mut self, yes: bool) -> Self {
        self.masked_as_empty = yes;
        self
    }

    /// Adds the version that came in the answer's header.
    #[cfg_attr(not(feature = "client"), allow(dead_code, reason = "a client sees headers"))]
    pub(crate) fn with_etag(mut self, etag: Option<String>) -> Self {
        self.etag = etag;
        self
    }

    pub(crate) fn etag_header(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    pub(crate) fn reading(&self) -> Reading<'_> {
        Reading { asked: self, steps: &self.steps, masked_as_empty: self.masked_as_empty }
    }

    pub(crate) fn meta(&self) -> &'static Meta {
        self.levels[0].meta
    }

    /// The path of what a slot holds, as OData writes it.
    pub(crate) fn path_of(&self, slot: usize) -> String {
        let named = self.levels.iter().find_map(|level| {
            let column = level.columns.iter().find(|column| column.slot == slot).map(|column| column.name);
            let name = column.or_else(|| Some(level.links.iter().find(|link| link.slot == slot)?.name));
            Some((level, name?))
        });
        let Some((mut level, name)) = named else {
            return String::new();
        };
        let mut names = vec![name];
        while let Some((parent, name)) = level.parent {
            names.push(name);
            level = &self.levels[parent];
        }
        names.reverse();
        names.join("/")
    }

    fn note(&mut self, error: PathError) {
        self.error.get_or_insert(error);
    }

    /// Asks for all columns of a level, and reads them.
    fn all(&mut self, level: usize) {
        self.levels[level].whole = true;
        for column in self.levels[level].meta.columns() {
            let slot = self.slot_of(level, column.name);
            self.steps.push(Step::Column(slot));
        }
    }

    /// Looks at the version of the row, if the service tells one, and reads it.
    fn etag(&mut self, level: usize) {
        let columns = &mut self.levels[level].columns;
        let slot = match columns.iter().find(|column| column.name == ETAG) {
            Some(known) => known.slot,
            None => {
                let slot = self.slots;
                self.slots += 1;
                columns.push(Wanted { name: ETAG, slot, by_the_way: true });
                slot
            }
        };
        self.steps.push(Step::Column(slot));
    }

    /// Asks for a column, and reads it.
    fn column(&mut self, level: usize, path: Result<WirePath, PathError>) {
        match path {
            Ok(path) => {
                let level = self.through(level, &path.through);
                let slot = self.slot_of(level, path.last.name());
                self.steps.push(Step::Column(slot));
            }
            Err(error) => self.note(error),
        }
    }

    /// The slot of a column that is asked for.
    fn slot_of(&mut self, level: usize, name: &'static str) -> usize {
        let columns = &mut self.levels[level].columns;
        if let Some(known) = columns.iter_mut().find(|column| column.name == name) {
            known.by_the_way = false;
            return known.slot;
        }
        let slot = self.slots;
        self.slots += 1;
        columns.push(Wanted { name, slot, by_the_way: false });
        slot
    }

    /// The level at the end of these lookups and complex types.
    fn through(&mut self, level: usize, hops: &[Hop]) -> usize {
        hops.iter().fold(level, |level, hop| match self.link(level, hop.member, hop.to) {
            To::Lookup(next) | To::Complex(next) => next,
            // A path never leads through details.
            To::Details(_) => level,
        })
    }

    /// A lookup or complex column of a level, which is asked for from now on.
    fn link(&mut self, level: usize, member: Member, meta: &'static Meta) -> To {
        let name = member.name();
        if let Some(known) = self.levels[level].links.iter().find(|link| link.name == name) {
            return known.to;
        }
        let next = self.levels.len();
        self.levels.push(Level::new(meta, Some((level, name))));
        let to = match member {
            Member::Column(_) => To::Complex(next),
            Member::Link(_) => To::Lookup(next),
        };
        if let (To::Lookup(_), Dialect::Creatio) = (to, meta.dialect)
            && let Some(key) = meta.single_key()
        {
            let slot = self.slot_of(next, key);
            self.levels[next].key = Some(slot);
            self.levels[next].columns[0].by_the_way = true;
        }
        self.push(level, name, to, None);
        to
    }

    fn push(&mut self, level: usize, name: &'static str, to: To, options: Option<Box<DetailsOptions>>) {
        let link = Link { name, slot: self.slots, to, options };
        self.slots = if let To::Details(_) = to { link.more() + 1 } else { link.slot + 1 };
        self.levels[level].links.push(link);
    }

    /// At most how many rows of the details in a slot are asked for.
    pub(crate) fn top_of(&self, slot: usize) -> Option<u64> {
        let mut links = self.levels.iter().flat_map(|level| &level.links);
        links.find(|link| link.slot == slot)?.options.as_ref()?.top
    }
}

impl Link {
    /// The slot of a link to more rows of these details, which is null where there is none.
    pub(crate) fn more(&self) -> usize {
        self.slot + 1
    }
}

impl Level {
    fn new(meta: &'static Meta, parent: Option<(usize, &'static str)>) -> Self {
        Self { meta, parent, whole: false, columns: Vec::new(), links: Vec::new(), key: None }
    }
}
