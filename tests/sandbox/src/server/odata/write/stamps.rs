//! When rows were created and changed, and by whom.

use rusqlite::types::Value;

use super::super::super::Shared;
use crate::edm::guid;
use crate::model::{Kind, Table};
use crate::oddity::{Oddities, Oddity};
use crate::session::Session;

/// What is written into rows beside what bodies say.
pub(super) struct Stamps {
    /// The time; nothing where rows get no stamps.
    time: Option<String>,
    /// The user's contact.
    contact: Option<String>,
}

impl Stamps {
    /// The stamps of a user, now.
    pub(super) fn of(shared: &Shared, session: Option<&Session>, oddities: &Oddities) -> Self {
        let is_on = oddities.on(Oddity::StampsRows);
        let user = session.and_then(|session| shared.users.iter().find(|user| user.name == session.user));
        let contact = user.and_then(|user| user.contact.as_deref()).and_then(guid).filter(|_| is_on);
        Self { time: is_on.then(|| shared.time()), contact }
    }

    /// Stamps a row that is written, where the body does not name the columns.
    pub(super) fn fill(&self, table: &Table, values: &mut [Option<Value>], creates: bool) {
        let columns = [
            ("CreatedOn", Kind::DateTime, &self.time, creates),
            ("CreatedById", Kind::Guid, &self.contact, creates),
            ("ModifiedOn", Kind::DateTime, &self.time, true),
            ("ModifiedById", Kind::Guid, &self.contact, true),
        ];
        for (name, kind, stamp, is_due) in columns {
            let column = table.column(name).filter(|at| table.columns[*at].kind == kind && is_due);
            if let (Some(column), Some(stamp)) = (column, stamp) {
                values[column].get_or_insert_with(|| Value::Text(stamp.clone()));
            }
        }
    }
}
