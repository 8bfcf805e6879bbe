//! Objects whose members keep their order, as those of the server do: there are clients that look for `"Code":1` in a
//! text, or at how a body begins.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

/// A value that a member may have.
pub(crate) trait Member {
    fn json(&self) -> String;
}

impl<T: Serialize + ?Sized> Member for T {
    fn json(&self) -> String {
        // Text, numbers and what this file makes: nothing that can't be written.
        serde_json::to_string(self).unwrap_or_else(|_| "null".to_owned())
    }
}

/// An object of these members.
pub(crate) fn object(members: &[(&str, &dyn Member)]) -> Box<RawValue> {
    let members: Vec<String> =
        members.iter().map(|(name, value)| format!("{}:{}", name.json(), value.json())).collect();
    RawValue::from_string(format!("{{{}}}", members.join(","))).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

/// The members of an object that is read, as written: a map would hide that a name stands there twice.
pub(crate) struct Members(pub(crate) Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Members;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

/// A member of an object; nothing when it is null, or there is none.
pub(crate) fn member(object: &str, name: &str) -> Option<String> {
    let Members(members) = serde_json::from_str(object).ok()?;
    let (_, value) = members.into_iter().find(|(key, _)| key == name)?;
    (value.get() != "null").then(|| value.get().to_owned())
}

/// What is left of an object of which only some members are wanted, each by its path.
pub(crate) fn trimmed(json: &str, paths: &[&[String]]) -> String {
    let Ok(Members(members)) = serde_json::from_str(json) else { return json.to_owned() };
    let mut left = Vec::new();
    for (name, value) in members {
        let below: Vec<&[String]> =
            paths.iter().filter(|path| path.first() == Some(&name)).map(|path| &path[1..]).collect();
        if below.iter().any(|path| path.is_empty()) {
            left.push(format!("{}:{}", name.json(), value.get()));
        } else if !below.is_empty() {
            left.push(format!("{}:{}", name.json(), trimmed(value.get(), &below)));
        }
    }
    format!("{{{}}}", left.join(","))
}
