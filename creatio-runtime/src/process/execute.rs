//! The documented way to run a process: `Execute`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::engine::{get, not_run, of, unknown};
use super::output::{bad, json};
use super::results::single;
use super::values::pairs;
use super::{Outputs, Process, Processes, string};
use crate::DecodeError;
use crate::client::{Body, Call, Error, ServiceFailure};
use crate::error::Mistake;
use crate::json::{Key, Reader, Text, Token};

/// Everything but what RFC 3986 calls unreserved.
const DATA: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl Processes {
    /// Runs a process with `Execute`, which hands back one result, named as in Creatio: `"Total"`. The other fields of the
    /// output read as if nothing was handed back.
    ///
    /// It is the one way that Creatio documents. It knows neither how far a process has come nor its id, a failure looks like
    /// a result that was not set, and values are in the URL, which proxies write down and which has a
    /// [longest](crate::ClientBuilder::max_url_bytes): prefer [`run`](Self::run).
    ///
    /// # Errors
    /// As those of [`run`](Self::run), and [`Usage`](crate::ErrorKind::Usage) when the process has no such result.
    pub fn execute<P: Process>(&self, process: P, result: &str) -> Call<P::Output> {
        let names = <P::Output as Outputs>::NAMES;
        let Some(result) = names.iter().copied().find(|name| *name == result) else {
            let error = Error::usage(format!(
                "`{}` hands back nothing that is called `{result}`\nwhat it hands back: {}",
                P::NAME,
                if names.is_empty() { "nothing".to_owned() } else { names.join(", ") },
            ));
            return Call::new(async move { Err(error) });
        };
        let (processes, request) =
            (self.clone(), of(&process, get(&path(P::NAME, Some(result), &process), "text/xml")));
        Call::changing(async move {
            let body = processes.start::<P>(request).await?;
            let text = body.text().map_err(unknown)?;
            refuse::<P>(&body, text)?;
            let decode = |mistake: Mistake| DecodeError::new(P::NAME, None, mistake);
            let content = content(text).map_err(|mistake| unknown(body.unreadable(decode(mistake))))?;
            single(result, token(&content)).map_err(|mistake| body.fail(Error::results_unread(decode(mistake), None)))
        })
    }

    /// Starts a process with `Execute`, without waiting for it. Nobody hears what came of it.
    ///
    /// # Errors
    /// As those of [`run`](Self::run).
    pub fn start_only<P: Process>(&self, process: P) -> Call<()> {
        let (processes, request) = (self.clone(), of(&process, get(&path(P::NAME, None, &process), "text/xml")));
        Call::changing(async move {
            let body = processes.start::<P>(request).await?;
            refuse::<P>(&body, body.text().map_err(unknown)?)
        })
    }
}

fn path(process: &str, result: Option<&str>, inputs: &dyn super::Inputs) -> String {
    let result = result.map(|result| ("ResultParameterName", result.to_owned()));
    let pairs: Vec<String> = result
        .into_iter()
        .chain(pairs(inputs))
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(&value)))
        .collect();
    let mark = if pairs.is_empty() { "" } else { "?" };
    format!("{}/Execute{mark}{}", encoded(process), pairs.join("&"))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, DATA).to_string()
}

fn refuse<P: Process>(body: &Body, text: &str) -> Result<(), Error> {
    let failure = if text.starts_with('{') { ServiceFailure::of_text(text) } else { None };
    failure.map_or(Ok(()), |failure| Err(not_run(body, &failure, P::NAME, <P::Output as Outputs>::NAMES)))
}

/// The text of the result, out of whatever it is wrapped in: `<string>`, whatever its namespace is; a JSON string; or an object
/// with one member whose name ends in `Result`, as WCF would wrap it. Of JSON nobody has seen an answer yet.
/// (creatio-services facts 2.2.)
fn content(text: &str) -> Result<String, Mistake> {
    let text = text.trim();
    if text.starts_with('<') {
        return string::element(text).ok_or_else(|| bad("one element `string`", Token::Text(Text::Plain(text))));
    }
    Ok(match json(text) {
        Ok(Token::Text(text)) => text.unescape().into_owned(),
        Ok(Token::Object(raw)) => match wrapped(raw) {
            Some(Token::Text(text)) => text.unescape().into_owned(),
            Some(Token::Null) => String::new(),
            _ => raw.to_owned(),
        },
        _ => text.to_owned(),
    })
}

fn wrapped(object: &str) -> Option<Token<'_>> {
    let mut reader = Reader::new(object);
    let mut inside = reader.enter().ok()?;
    let Key::Other(key) = reader.key(&mut inside, None).ok()?? else { return None };
    let value = reader.value().ok()?;
    let is_alone = reader.key(&mut inside, None).ok()?.is_none();
    (is_alone && key.unescape().ends_with("Result")).then_some(value)
}

/// What the text holds: JSON, as a rule; of a collection it is often a JSON string that holds JSON, which reading the collection
/// takes apart. Text that is no JSON is taken as it is. Nothing stands for null.
fn token(content: &str) -> Token<'_> {
    match json(content) {
        _ if content.trim().is_empty() => Token::Null,
        Ok(token) => token,
        Err(_) => Token::Text(Text::Plain(content)),
    }
}
