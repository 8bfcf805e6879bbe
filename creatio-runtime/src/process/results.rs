//! Values on their way back from a process.

use super::Outputs;
use super::output::{Given, Output, bad};
use crate::error::{Found, Mistake, Problem};
use crate::json::{Key, Reader, Token};

/// The values that a process, or an item of a collection, hands back, in the order of [`Outputs::NAMES`].
///
/// Generated code calls [`get`](Self::get) once for each. The first bad value is remembered and whatever follows reads as
/// nothing, so that nothing has to return early.
pub struct Results<'a> {
    names: &'static [&'static str],
    slots: Vec<Token<'a>>,
    next: usize,
    mistake: Option<Mistake>,
}

impl<'a> Results<'a> {
    /// Takes the next value.
    pub fn get<T: Output>(&mut self) -> T {
        let name = self.names.get(self.next).copied().unwrap_or("(a parameter beyond its names)");
        let token = self.slots.get(self.next).copied().unwrap_or(Token::Missing);
        self.next += 1;
        T::read(Given::new(name, token, &mut self.mistake))
    }

    /// Finds the values in an object. Their names are told apart by every letter's case; those nobody asked for are passed
    /// over.
    fn find(names: &'static [&'static str], object: &'a str) -> Result<Self, Problem> {
        let mut slots = vec![Token::Missing; names.len()];
        let mut reader = Reader::new(object);
        let mut inside = reader.enter()?;
        while let Some(key) = reader.key(&mut inside, None)? {
            let value = reader.value()?;
            let Key::Other(key) = key else { continue };
            let key = key.unescape();
            let Some(at) = names.iter().position(|name| *name == key) else { continue };
            if !matches!(slots[at], Token::Missing) {
                let column = Some(names[at].to_owned());
                return Err(Mistake { column, expected: "one value", found: Found::Duplicate }.into());
            }
            slots[at] = value;
        }
        Ok(Self { names, slots, next: 0, mistake: None })
    }
}

/// Reads an output of which one value was handed back.
#[cfg(feature = "client")]
pub(super) fn single<O: Outputs>(name: &str, token: Token<'_>) -> Result<O, Mistake> {
    let slots = O::NAMES.iter().map(|other| if *other == name { token } else { Token::Missing }).collect();
    let mut results = Results { names: O::NAMES, slots, next: 0, mistake: None };
    let value = O::read(&mut results);
    results.mistake.map_or(Ok(value), Err)
}

/// Reads an object: an item, or all that a process hands back.
pub(super) fn object<O: Outputs>(token: Token<'_>) -> Result<O, Mistake> {
    let Token::Object(raw) = token else { return Err(bad("an object", token)) };
    let mut results = Results::find(O::NAMES, raw).map_err(|problem| match problem {
        Problem::Mistake(mistake) => mistake,
        // It has been read to its end before, so it is JSON.
        _ => bad("an object", token),
    })?;
    let value = O::read(&mut results);
    results.mistake.map_or(Ok(value), Err)
}
