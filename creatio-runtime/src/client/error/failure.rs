//! The word of a service that it failed.

use std::fmt;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

/// What a service says of its failure, in an answer whose status is fine more often than not.
///
/// Two envelopes are known, with small or capital first letters: `{"success", "errorInfo": {"errorCode", "message"}}` and
/// `{"success", "responseStatus": {"ErrorCode", "Message"}}` (creatio-http facts D.4, creatio-services facts 1.11). A third
/// one occurs, `{"Code": -1, "Exception"}` (creatio-http facts D.4); it is that of the login, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ServiceFailure {
    /// Mostly the name of a .NET exception type: `ItemNotFoundException`.
    pub(crate) code: Option<String>,
    /// May be empty.
    pub(crate) message: String,
}

impl ServiceFailure {
    /// The failure that an answer tells of; `None` when it tells of none.
    ///
    /// That one of the envelopes is there says nothing: it is there with empty texts, too, when all went well. `success` decides;
    /// where there is none, an envelope that says something is a failure (creatio-services facts 1.11).
    pub(crate) fn read(answer: &Value) -> Option<Self> {
        Self::of(answer)
    }

    /// The same, from what else serde reads.
    pub(crate) fn of<'de>(answer: impl Deserializer<'de>) -> Option<Self> {
        Envelope::deserialize(answer).ok()?.failure()
    }

    /// The same, from the answer's text.
    pub(crate) fn of_text(answer: &str) -> Option<Self> {
        // What can't be read, such as a message that was cut in the middle of a character, is nothing, and takes nothing along.
        let mut reader = serde_json::Deserializer::from_str(answer);
        let envelope =
            reader.deserialize_map(Members(|raw: Box<RawValue>| serde_json::from_str(raw.get()).unwrap_or_default()));
        let envelope = envelope.ok()?;
        reader.end().ok()?;
        envelope.failure()
    }
}

/// Of an answer, what says whether it is a failure. Whatever else a type has by these names is none of our business.
#[derive(Default)]
struct Envelope {
    success: Value,
    error_info: Value,
    response_status: Value,
    message: Value,
    code: Value,
    exception: Value,
}

/// Not derived: serde refuses an object that has a member in both spellings.
impl<'de> Deserialize<'de> for Envelope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members(|value: Value| value))
    }
}

/// Makes values of what it reads.
struct Members<V>(fn(V) -> Value);

impl<'de, V: Deserialize<'de>> Visitor<'de> for Members<V> {
    type Value = Envelope;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Envelope, A::Error> {
        let mut envelope = Envelope::default();
        while let Some(name) = members.next_key::<String>()? {
            let place = match name.as_str() {
                "success" | "Success" => &mut envelope.success,
                "errorInfo" | "ErrorInfo" => &mut envelope.error_info,
                "responseStatus" | "ResponseStatus" => &mut envelope.response_status,
                "message" | "Message" | "errorMessage" | "ErrorMessage" => &mut envelope.message,
                "Code" => &mut envelope.code,
                "Exception" => &mut envelope.exception,
                _ => {
                    members.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            let value = (self.0)(members.next_value()?);
            if place.is_null() {
                *place = value;
            }
        }
        Ok(envelope)
    }
}

impl Envelope {
    fn failure(self) -> Option<ServiceFailure> {
        let told = [&self.error_info, &self.response_status].into_iter().find_map(told).or_else(|| self.thrown());
        // In XML, all values are texts, and C# writes a `bool` with a capital letter where it makes a text of it.
        let success = match self.success.as_str() {
            Some(text) => said(text),
            None => self.success.as_bool(),
        };
        match success {
            Some(true) => None,
            Some(false) => Some(told.unwrap_or_else(|| ServiceFailure {
                code: None,
                message: self.message.as_str().unwrap_or_default().to_owned(),
            })),
            None => told,
        }
    }

    /// An exception, and a code that is not that of success.
    fn thrown(&self) -> Option<ServiceFailure> {
        self.code.as_i64().filter(|code| *code != 0)?;
        let text = |name: &str| self.exception.get(name).and_then(Value::as_str).map(str::to_owned);
        match &self.exception {
            Value::String(message) => Some(ServiceFailure { code: None, message: message.clone() }),
            Value::Object(_) => {
                Some(ServiceFailure { code: text("Type"), message: text("Message").unwrap_or_default() })
            }
            _ => None,
        }
    }
}

/// A `bool` in a text.
fn said(text: &str) -> Option<bool> {
    let is = |words: [&str; 2]| words.iter().any(|word| text.trim().eq_ignore_ascii_case(word));
    if is(["true", "1"]) { Some(true) } else { is(["false", "0"]).then_some(false) }
}

/// What one of the envelopes says, if it says anything.
fn told(info: &Value) -> Option<ServiceFailure> {
    let text = |names: [&str; 2]| {
        let text = names.into_iter().find_map(|name| info.get(name)?.as_str());
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let (code, message) = (text(["errorCode", "ErrorCode"]), text(["message", "Message"]));
    (code.is_some() || message.is_some()).then(|| ServiceFailure { code, message: message.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_that_it_failed() {
        for (answer, code, message) in [
            (r#"{"success":false,"errorInfo":{"errorCode":"E","message":"m","stackTrace":"at"}}"#, Some("E"), "m"),
            (r#"{"Success":false,"ErrorInfo":{"ErrorCode":"E","Message":"m"}}"#, Some("E"), "m"),
            (r#"{"responseStatus":{"ErrorCode":"E","Message":"m","Errors":[]},"success":false}"#, Some("E"), "m"),
            (r#"{"ResponseStatus":{"ErrorCode":"E","Message":""},"success":false}"#, Some("E"), ""),
            (r#"{"success":false,"errorInfo":{},"responseStatus":{"ErrorCode":"E"}}"#, Some("E"), ""),
            (r#"{"errorInfo":{"message":"m"}}"#, None, "m"),
            (r#"{"success":false,"errorInfo":null}"#, None, ""),
            (r#"{"success":false,"message":"m"}"#, None, "m"),
            (r#"{"Message":"m","errorMessage":"n","success":false,"errorInfo":null,"ErrorInfo":{}}"#, None, "m"),
            (r#"{"success":"False","errorInfo":null}"#, None, ""),
            (r#"{"Success":"FALSE","message":"m"}"#, None, "m"),
            (r#"{"success":"0","message":"m"}"#, None, "m"),
            (r#"{"Code":-1,"Exception":"m"}"#, None, "m"),
            (r#"{"Code":1,"Message":"x","Exception":{"Type":"E","Message":"m"}}"#, Some("E"), "m"),
        ] {
            let expected = Some(ServiceFailure { code: code.map(str::to_owned), message: message.to_owned() });
            assert_eq!(ServiceFailure::read(&serde_json::from_str(answer).unwrap()), expected, "{answer}");
            assert_eq!(ServiceFailure::of_text(answer), expected, "{answer}");
        }
    }

    #[test]
    fn that_an_envelope_is_there_is_no_failure() {
        for answer in [
            r#"{"success":true,"errorInfo":{"errorCode":"E","message":"m"}}"#,
            r#"{"success":"True","errorInfo":{"message":"m"}}"#,
            r#"{"success":true,"responseStatus":{"ErrorCode":"","Message":"","Errors":[]}}"#,
            r#"{"errorInfo":null,"responseStatus":{"ErrorCode":"","Message":""}}"#,
            r#"{"errorInfo":{}}"#,
            r#"{"Message":"OK"}"#,
            r#"{"Code":0,"Message":"","Exception":null}"#,
            r#"{"Code":1}"#,
            r#"{"Code":0,"Exception":"x"}"#,
            r#"{"success":"no"}"#,
            r#"[{"success":false}]"#,
            "false",
            "null",
        ] {
            assert_eq!(ServiceFailure::read(&serde_json::from_str(answer).unwrap()), None, "{answer}");
            assert_eq!(ServiceFailure::of_text(answer), None, "{answer}");
        }
    }

    #[test]
    fn what_cannot_be_read_of_a_failure_does_not_make_a_success_of_it() {
        let deep = format!("{}{}", "[".repeat(1_000), "]".repeat(1_000));
        for answer in [
            r#"{"success":false,"message":"cut \ud83d"}"#.to_owned(),
            r#"{"errorInfo":{"message":"cut \ud83d"},"success":false}"#.to_owned(),
            format!(r#"{{"errorInfo":{deep},"success":false,"rows":{deep}}}"#),
        ] {
            assert_eq!(ServiceFailure::of_text(&answer), Some(ServiceFailure::default()), "{answer}");
        }
        assert_eq!(ServiceFailure::of_text(r#"{"success":false} and more"#), None);
    }
}
