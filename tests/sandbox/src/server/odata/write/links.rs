//! Navigation properties in bodies: rows that are bound, and rows that are created together.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, params_from_iter};
use serde_json::value::RawValue;

use super::super::key_columns;
use super::body::{Place, Reading, refused};
use super::draft::{Draft, RowKey};
use super::rows::{Rows, assignments, condition};
use crate::fail::Fail;
use crate::model::Link;
use crate::oddity::Oddity;
use crate::query::segments;
use crate::store::{VERSION, column_name, table_name};

impl Reading<'_> {
    /// What a body says of a link.
    pub(super) fn link(
        &self,
        draft: &mut Draft,
        link: &Link,
        annotation: Option<&str>,
        json: &str,
        place: Place,
    ) -> Result<(), Fail> {
        let heeded = match annotation {
            Some("odata.bind") => self.oddities.on(Oddity::OdataBind),
            Some(_) => return Ok(()),
            None => place.creates && self.oddities.on(Oddity::DeepInsert),
        };
        if !heeded {
            return match self.oddities.on(Oddity::NavigationInBodyIgnored) {
                true => Ok(()),
                false => Err(refused(&format!("The navigation property '{}' can't be written in a body.", link.name))),
            };
        }
        if link.on.is_empty() {
            return Err(Fail::NotBuilt(format!(
                "writing along {}, whose column the document does not tell",
                link.name
            )));
        }
        match annotation {
            Some(_) => self.bind(draft, link, json),
            None => self.nest(draft, link, json, place),
        }
    }

    fn bind(&self, draft: &mut Draft, link: &Link, json: &str) -> Result<(), Fail> {
        if json == "null" && !link.is_many {
            for (own, _) in &link.on {
                draft.values[*own] = Some(Value::Null);
            }
            return Ok(());
        }
        let urls =
            if link.is_many { serde_json::from_str(json) } else { serde_json::from_str(json).map(|url| vec![url]) };
        let urls: Vec<String> =
            urls.map_err(|_| refused(&format!("The value of '{}@odata.bind' is no address of a row.", link.name)))?;
        let keys = urls.iter().map(|url| self.address(link, url));
        let keys = keys.collect::<Result<Vec<RowKey>, Fail>>()?;
        draft.bound.push((link.clone(), keys));
        Ok(())
    }

    /// The key in an address, absolute or below the root, of a row that a link can lead to.
    fn address(&self, link: &Link, url: &str) -> Result<RowKey, Fail> {
        let path = url.strip_prefix(self.root).unwrap_or(url);
        let target = &self.model.tables[link.target];
        let bad = || refused(&format!("'{url}' is not the address of a row of '{}'.", target.name));
        let segments = segments(path).map_err(|_| bad())?;
        let [only] = &segments[..] else { return Err(bad()) };
        let key = only.key.as_ref().filter(|_| only.name == target.name).ok_or_else(bad)?;
        key_columns(target, key).map_err(|_| bad())
    }

    fn nest(&self, draft: &mut Draft, link: &Link, json: &str, place: Place) -> Result<(), Fail> {
        let place = Place { depth: place.depth + 1, ..place };
        let items: Vec<&RawValue> = match link.is_many {
            true => serde_json::from_str(json)
                .map_err(|_| refused(&format!("An array of rows was expected for '{}'.", link.name)))?,
            false if json == "null" => return Ok(()),
            false => serde_json::from_str(json).into_iter().collect(),
        };
        let rows = items.iter().map(|item| self.row(link.target, item.get(), place));
        draft.nested.push((link.clone(), rows.collect::<Result<_, Fail>>()?));
        Ok(())
    }
}

impl Rows<'_> {
    /// Sets the columns of lookups that are bound.
    pub(super) fn bind_lookups(&self, draft: &mut Draft) -> Result<(), Fail> {
        for (link, keys) in draft.bound.iter().filter(|(link, _)| !link.is_many) {
            let Some(key) = keys.first() else { continue };
            let theirs: Vec<String> = link.on.iter().map(|(_, theirs)| column_name(*theirs)).collect();
            let sql = format!(
                "SELECT {} FROM {} WHERE {}",
                theirs.join(", "),
                table_name(link.target),
                condition(key.iter().map(|(column, _)| *column))
            );
            let read = |row: &rusqlite::Row<'_>| (0..theirs.len()).map(|at| row.get(at)).collect::<Result<Vec<_>, _>>();
            let mut statement = self.connection.prepare_cached(&sql)?;
            let found = statement.query_row(params_from_iter(key.iter().map(|(_, value)| value)), read).optional()?;
            let found = found.ok_or_else(|| self.nowhere(link))?;
            for ((own, _), value) in link.on.iter().zip(found) {
                draft.values[*own] = Some(value);
            }
        }
        Ok(())
    }

    /// Lets rows point here that are bound as details of a row with this key.
    pub(super) fn bind_details(&self, draft: &Draft, key: &RowKey) -> Result<(), Fail> {
        for (link, keys) in draft.bound.iter().filter(|(link, _)| link.is_many) {
            let own = self.values(draft.table, key)?;
            for theirs in keys {
                let sql = format!(
                    "UPDATE {} SET {}, {VERSION} = ? WHERE {}",
                    table_name(link.target),
                    assignments(link.on.iter().map(|(_, theirs)| *theirs)),
                    condition(theirs.iter().map(|(column, _)| *column))
                );
                let mut values: Vec<Value> = link.on.iter().map(|(ours, _)| own[*ours].clone()).collect();
                values.push(Value::Integer(self.store.number()));
                values.extend(theirs.iter().map(|(_, value)| value.clone()));
                if self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))? == 0 {
                    return Err(self.nowhere(link));
                }
            }
        }
        Ok(())
    }

    fn nowhere(&self, link: &Link) -> Fail {
        let target = &self.model.tables[link.target].type_name;
        refused(&format!("The row of '{target}' that '{}' is bound to does not exist.", link.name))
    }
}
