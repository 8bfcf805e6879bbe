//! Values on their way to a process.

use super::Input;
use crate::change::Datum;

/// The values that a process, or an item of a collection, is given.
#[derive(Debug, Default)]
pub struct Parameters(Vec<(&'static str, Datum)>);

impl Parameters {
    /// Gives a parameter its value. `None` is not sent, so that the process's own default holds.
    pub fn put<T: Input>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.0.push((name, value.datum()));
        }
    }

    pub(crate) fn into_values(self) -> Vec<(&'static str, Datum)> {
        self.0
    }
}
