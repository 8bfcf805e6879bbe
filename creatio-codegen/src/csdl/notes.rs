//! Annotations and documentation, as far as anything follows from them.

use super::read::{Reader, text};
use super::{Annotations, Notes};
use crate::xml::{Element, Fatal};

/// The vocabulary whose descriptions and computed marks are read.
pub(super) const CORE: &str = "Org.OData.Core.V1";

impl<'a> Reader<'a, '_> {
    pub(super) fn annotations(&mut self, element: &Element<'a>) -> Result<Option<Annotations<'a>>, Fatal> {
        let mut notes = Notes::default();
        self.notes_until_end(&mut notes)?;
        Ok(element.get("Target").map(|target| Annotations { target: text(target), notes }))
    }

    /// Reads the rest of an element of which only annotations and documentation matter.
    pub(super) fn notes_until_end(&mut self, notes: &mut Notes) -> Result<(), Fatal> {
        while let Some(child) = self.next_member()? {
            self.note(&child, notes)?;
        }
        Ok(())
    }

    /// Reads a child element that may be an annotation or documentation, and passes over any other.
    pub(super) fn note(&mut self, child: &Element<'a>, notes: &mut Notes) -> Result<(), Fatal> {
        match child.name {
            "Annotation" => self.annotation(child, notes),
            "Documentation" => {
                while let Some(part) = self.next_member()? {
                    match part.name {
                        "Summary" | "LongDescription" => notes.description.push(self.xml.text()?),
                        _ => self.xml.skip()?,
                    }
                }
                Ok(())
            }
            _ => self.pass_over(child),
        }
    }

    fn annotation(&mut self, element: &Element<'a>, notes: &mut Notes) -> Result<(), Fatal> {
        // A qualifier addresses some other audience, such as a device.
        let term = element.get("Term").filter(|_| element.get("Qualifier").is_none());
        let term = term.map_or("", |term| self.core_term(&term.value));
        match term {
            "Description" | "LongDescription" => match element.get("String") {
                Some(value) => {
                    notes.description.push(value.value.clone().into_owned());
                    self.xml.skip()
                }
                None => {
                    while let Some(child) = self.next_member()? {
                        match child.name {
                            "String" => notes.description.push(self.xml.text()?),
                            _ => self.xml.skip()?,
                        }
                    }
                    Ok(())
                }
            },
            "Computed" => {
                // The term's default is true.
                notes.computed |= element.get("Bool").is_none_or(|value| value.value != "false");
                self.xml.skip()
            }
            _ => self.xml.skip(),
        }
    }

    /// The last part of a term of the core vocabulary, under its full name or an alias of it.
    fn core_term<'t>(&self, term: &'t str) -> &'t str {
        let Some((namespace, local)) = term.rsplit_once('.') else { return "" };
        let is_core = namespace == CORE
            || matches!(namespace, "Core" | "Core.V1")
            || self.core_aliases.iter().any(|alias| alias == namespace);
        if is_core { local } else { "" }
    }
}
