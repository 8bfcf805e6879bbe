//! What the answer to `RunProcess` means.

use uuid::Uuid;

use super::engine::{not_run, unknown};
use super::results::object;
use super::status::Status;
use super::{Outcome, Outputs, Process, Run};
use crate::DecodeError;
use crate::client::{Body, Error, ServiceFailure};
use crate::error::{Mistake, Problem};
use crate::json::{Key, Reader, Token};
use crate::value::{Primitive, integer};

/// What matters of an answer. Its names are read in either case, as those of other services are.
struct Answer<'j> {
    /// The zero guid is none.
    id: Option<Uuid>,
    status: Option<i64>,
    success: Option<bool>,
    results: Token<'j>,
}

impl<'j> Answer<'j> {
    fn read(text: &'j str) -> Result<Self, Problem> {
        let mut reader = Reader::new(text);
        let mut inside = reader.enter()?;
        let mut answer = Self { id: None, status: None, success: None, results: Token::Missing };
        while let Some(key) = reader.key(&mut inside, None)? {
            let value = reader.value()?;
            let Key::Other(key) = key else { continue };
            match &*key.unescape().to_ascii_lowercase() {
                "processid" => answer.id = Uuid::parse(value).filter(|id| !id.is_nil()),
                "processstatus" => answer.status = number(value)?,
                "success" => answer.success = bool::parse(value),
                "resultparametervalues" => answer.results = value,
                _ => {}
            }
        }
        reader.end()?;
        if answer.status.is_none() && answer.success.is_none() {
            return Err(not_a_number(Token::Missing).into());
        }
        Ok(answer)
    }

    /// What it handed back; a process without results may leave them out.
    fn results(&self) -> Token<'j> {
        match self.results {
            Token::Missing | Token::Null => Token::Object("{}"),
            results => results,
        }
    }

    /// What came of the run; `None` when there was none (creatio-services facts 2.3).
    fn outcome(&self) -> Option<Outcome<()>> {
        let status = self.status.unwrap_or(0);
        Some(match Status::of_number(status) {
            // A failed run may tell of success all the same.
            Some(Status::Error) => Outcome::Failed,
            Some(Status::Completed) => Outcome::Completed(()),
            Some(Status::Running) => Outcome::Suspended,
            Some(Status::Cancelled | Status::Cancelling) => Outcome::Cancelled,
            _ if self.success == Some(false) && self.id.is_none() => return None,
            Some(Status::Inactive) if self.id.is_none() => Outcome::Queued,
            _ => Outcome::Other(status),
        })
    }
}

fn number(token: Token<'_>) -> Result<Option<i64>, Mistake> {
    let number = match token {
        Token::Null => return Ok(None),
        Token::Number(number) => integer(number),
        _ => None,
    };
    number.map(Some).ok_or_else(|| not_a_number(token))
}

fn not_a_number(found: Token<'_>) -> Mistake {
    Mistake { column: Some("processStatus".to_owned()), expected: "a number", found: found.into() }
}

/// Reads the answer.
pub(super) fn run<P: Process>(body: &Body) -> Result<Run<P::Output>, Error> {
    let names = <P::Output as Outputs>::NAMES;
    let text = body.text().map_err(unknown)?;
    let answer =
        Answer::read(text).map_err(|problem| unknown(body.unreadable(DecodeError::new(P::NAME, None, problem))))?;
    let Some(outcome) = answer.outcome() else {
        return Err(not_run(body, &ServiceFailure::of_text(text).unwrap_or_default(), P::NAME, names));
    };
    let outcome = outcome.and_then(|()| {
        object(answer.results()).map_err(|mistake| {
            let error = DecodeError::new(P::NAME, None, mistake);
            body.fail(Error::results_unread(error, answer.id))
        })
    })?;
    let said = ServiceFailure::of_text(text).map(|failure| body.said(&failure));
    Ok(Run { process: P::NAME, id: answer.id, outcome, said })
}
