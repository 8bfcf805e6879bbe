//! A row type that is asked what it wants: the same code that reads a row visits this.

use super::{Asked, Step, To};
use crate::projection::AskedDetails;
use crate::{Meta, PathError, WirePath};

/// Details in details: far more than any service expands, and few enough for a type that holds itself.
const MAX_DEPTH: usize = 8;

/// What has been asked so far, and where.
pub(crate) struct Asking {
    asked: Asked,
    /// The level that is being asked.
    level: usize,
    /// The lookup or details that were named last, and are read next.
    named: Option<Named>,
    depth: usize,
}

#[derive(Clone, Copy)]
struct Named {
    slot: usize,
    to: To,
}

/// A lookup whose columns are being asked.
pub(crate) struct Entered {
    outer: usize,
    step: usize,
}

/// Details whose columns are being asked.
pub(crate) struct Opened {
    named: Named,
    details: usize,
    first: usize,
}

impl Asking {
    pub(crate) fn new(asked: Asked) -> Self {
        Self { asked, level: 0, named: None, depth: 0 }
    }

    pub(crate) fn into_asked(self) -> Asked {
        self.asked
    }

    /// The entity that is being asked.
    pub(crate) fn meta(&self) -> &'static Meta {
        self.asked.levels[self.level].meta
    }

    pub(crate) fn whole(&mut self) {
        self.asked.all(self.level);
    }

    pub(crate) fn etag(&mut self) {
        self.asked.etag(self.level);
    }

    pub(crate) fn column(&mut self, path: Result<WirePath, PathError>) {
        self.asked.column(self.level, path);
    }

    /// Names the lookup that [`enter`](Self::enter) enters.
    pub(crate) fn lookup(&mut self, path: Result<WirePath, PathError>, to: &'static Meta) {
        self.named = match path {
            Ok(path) => {
                let level = self.asked.through(self.level, &path.through);
                self.asked.link(level, path.last, to);
                self.find(level, path.last.name())
            }
            Err(error) => {
                self.asked.note(error);
                None
            }
        };
    }

    /// From here on, columns are those of the lookup.
    pub(crate) fn enter(&mut self) -> Option<Entered> {
        let Named { slot, to: To::Lookup(level) } = self.named.take()? else {
            return None;
        };
        let step = self.asked.steps.len();
        self.asked.steps.push(Step::Lookup { slot, skip: 0 });
        Some(Entered { outer: std::mem::replace(&mut self.level, level), step })
    }

    pub(crate) fn leave(&mut self, Entered { outer, step }: Entered) {
        self.level = outer;
        let inner = self.asked.steps.len() - step - 1;
        if let Some(Step::Lookup { skip, .. }) = self.asked.steps.get_mut(step) {
            *skip = inner;
        }
    }

    /// Names the details that [`open`](Self::open) opens.
    pub(crate) fn details(&mut self, AskedDetails { path, options }: AskedDetails, child: &'static Meta) {
        self.named = None;
        let path = match path {
            Ok(path) => path,
            Err(error) => return self.asked.note(error),
        };
        let level = self.asked.through(self.level, &path.through);
        let name = path.last.name();
        match self.asked.levels[level].links.iter().find(|link| link.name == name) {
            // One reply can't hold two different cuts of the same details under one name.
            Some(known) if known.options != options => return self.asked.note(PathError::twice(name)),
            Some(_) => {}
            None => {
                let to = To::Details(self.asked.details.len());
                self.asked.details.push(Asked::new(child));
                self.asked.push(level, name, to, options);
            }
        }
        self.named = self.find(level, name);
    }

    /// Asks for the rows of details on their own.
    pub(crate) fn open(&mut self) -> Option<(Opened, Self)> {
        let named = self.named.take()?;
        let To::Details(details) = named.to else {
            return None;
        };
        if self.depth == MAX_DEPTH {
            self.asked.note(PathError::endless());
        }
        // With a mistake nothing is asked, so that a type that holds itself several times comes to an end soon.
        self.asked.check().ok()?;
        let child = &mut self.asked.details[details];
        let meta = child.meta();
        let asked = std::mem::replace(child, Asked::new(meta));
        let opened = Opened { named, details, first: asked.steps.len() };
        Some((opened, Self { asked, level: 0, named: None, depth: self.depth + 1 }))
    }

    pub(crate) fn close(&mut self, Opened { named, details, first }: Opened, asked: Asked) {
        if let Err(error) = asked.check() {
            self.asked.note(error);
        }
        let end = asked.steps.len();
        self.asked.details[details] = asked;
        self.asked.steps.push(Step::Details { slot: named.slot, details, first, end });
    }

    fn find(&self, level: usize, name: &str) -> Option<Named> {
        let link = self.asked.levels[level].links.iter().find(|link| link.name == name)?;
        Some(Named { slot: link.slot, to: link.to })
    }
}
