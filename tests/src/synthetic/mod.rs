//! Documents of the size that real instances of Creatio have, made up, since no whole one is public. The same seed gives the
//! same instance, and both versions of its document say the same.

mod growth;
mod model;
mod names;
mod random;
mod shape;
mod uniform;
mod v3;
mod v4;

use std::fmt;

pub use model::{Counts, Instance};
pub use uniform::uniform;

use random::Random;

/// How large an instance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// For tests: a tenth of a stock one.
    Small,
    /// A stock sales and service bundle.
    Stock,
    /// One that has been in use for years, with entities, lookups and columns of its own.
    Grown,
}

/// A version of OData.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// `0/ServiceModel/EntityDataService.svc/$metadata`
    V3,
    /// `0/odata/$metadata`
    V4,
}

impl Size {
    /// How much there is of everything.
    pub fn counts(self) -> Counts {
        // Each entity has two lookups, to who made and who changed a row, without details that lead back.
        match self {
            Self::Small => Counts { entities: 140, columns: 1_600, lookups: 520, details: 240 },
            Self::Stock => Counts { entities: 1_400, columns: 16_000, lookups: 5_200, details: 2_400 },
            Self::Grown => Counts { entities: 1_915, columns: 23_000, lookups: 7_765, details: 3_935 },
        }
    }

    /// How many of 100 made-up names are the customer's own.
    fn custom(self) -> usize {
        if self == Self::Grown { 45 } else { 10 }
    }
}

/// An instance of this size.
pub fn instance(size: Size, seed: u64) -> Instance {
    let mut random = Random::new(seed);
    let wanted = size.counts();
    let named = names::names(wanted.entities, size.custom(), &mut random);
    let mut instance = shape::shape(&named, &mut random);
    growth::grow(&mut instance, &named, wanted, &mut random);
    instance
}

impl Instance {
    /// Writes its `$metadata`.
    ///
    /// # Errors
    /// When `out` has some.
    pub fn write(&self, version: Version, out: &mut impl fmt::Write) -> fmt::Result {
        match version {
            Version::V3 => v3::write(self, out),
            Version::V4 => v4::write(self, out),
        }
    }

    /// Its `$metadata`.
    pub fn document(&self, version: Version) -> String {
        let mut document = String::new();
        // A string takes whatever is written.
        let _ = self.write(version, &mut document);
        document
    }
}
