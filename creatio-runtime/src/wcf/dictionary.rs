//! `Dictionary<K, V>`, as `[{"Key":…,"Value":…}]`. Read is an object as well.
//!
//! Pairs are what .NET Framework reads and writes. .NET may want an object; no capture tells. Where it does, leave the adapter
//! off: serde writes maps as objects.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes a map as pairs.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<'m, M, K, V, S>(map: &'m M, serializer: S) -> Result<S::Ok, S::Error>
where
    &'m M: IntoIterator<Item = (&'m K, &'m V)>,
    K: Serialize + 'm,
    V: Serialize + 'm,
    S: Serializer,
{
    let mut pairs = serializer.serialize_seq(None)?;
    map.into_iter().try_for_each(|(key, value)| pairs.serialize_element(&Pair { key, value }))?;
    pairs.end()
}

/// Reads pairs or an object into a map; null into an empty one.
///
/// # Errors
/// When it is neither, or a key or value is not of its type.
pub fn deserialize<'de, M, K, V, D>(deserializer: D) -> Result<M, D::Error>
where
    M: FromIterator<(K, V)> + IntoIterator<Item = (K, V)>,
    K: Deserialize<'de>,
    V: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(deserializer.deserialize_any(Pairs(PhantomData))?.into_iter().collect())
}

/// Its name is how data contracts call it in XML, before the names of key and value.
#[derive(Serialize, Deserialize)]
#[serde(rename = "KeyValueOf")]
struct Pair<K, V> {
    #[serde(rename = "Key")]
    key: K,
    #[serde(rename = "Value")]
    value: V,
}

struct Pairs<K, V>(PhantomData<(K, V)>);

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Pairs<K, V> {
    type Value = Vec<(K, V)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("pairs of keys and values, or an object")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    /// In XML, an element with nothing in it is a dictionary with nothing in it.
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        match text.trim().is_empty() {
            true => Ok(Vec::new()),
            false => Err(E::invalid_type(serde::de::Unexpected::Str(text), &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(Pair { key, value }) = items.next_element()? {
            pairs.push((key, value));
        }
        Ok(pairs)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = members.next_entry()? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}
