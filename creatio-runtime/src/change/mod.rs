//! Writes as data: what is to be changed, in nobody's protocol yet.

mod assign;
mod create;
mod datum;
mod delete;
mod draft;
mod link;
mod refusal;
mod tagged;
mod update;
mod values;

pub use self::assign::{Assign, Nullable};
pub use self::create::Create;
pub(crate) use self::datum::Datum;
pub use self::delete::Delete;
pub(crate) use self::draft::Draft;
pub use self::link::Link;
pub(crate) use self::refusal::Unwritable;
pub use self::tagged::{ETag, Tagged};
pub use self::update::Update;
pub use self::values::{Held, Skipped, Values};
