//! The process log.

use jiff::civil::DateTime;
use serde_json::{Value, json};
use uuid::Uuid;

use super::select::{Select, compare, parameter, text};
use super::{Process, Processes, Status};
use crate::client::Call;
use crate::json::{Text, Token};
use crate::value::Primitive;

/// The log as its section in Creatio shows it; `SysProcessLog` is what stands behind it (creatio-services facts 2.6). It is asked
/// through DataService: OData may refuse sets that begin with `Sys`.
const LOG: &str = "VwSysProcessLog";

// creatio-services facts 1.13.
const EQUAL: u8 = 3;
const STARTS_WITH: u8 = 9;
const CURRENT_CONTACT: u8 = 2;

/// How many runs are listed.
const ROWS: usize = 20;

/// Columns by the names that answers have them under.
const COLUMNS: &[(&str, &str)] = &[
    ("Id", "Id"),
    ("Caption", "Name"),
    ("Schema", "SysSchema.Name"),
    ("Status", "Status"),
    ("StartDate", "StartDate"),
    ("CompleteDate", "CompleteDate"),
    ("ErrorDescription", "ErrorDescription"),
];

/// A row of the process log.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LogEntry {
    /// The process's id.
    pub id: Uuid,
    /// The caption of the process, in the language of the log.
    pub caption: String,
    /// The name of the schema that ran: that of the active version, which begins with the name of the process.
    pub schema: Option<String>,
    /// How far it has come.
    pub status: Status,
    /// When it began, as the service writes it: by the clock of the user's time zone.
    pub started: Option<DateTime>,
    /// When it ended, by the same clock.
    pub completed: Option<DateTime>,
    /// What an element that failed left behind.
    pub error: Option<String>,
}

impl Processes {
    /// What the process log has of a process; `None` when it has nothing.
    ///
    /// A process that is not in the log may run, or have run, all the same: logging can be switched off for a process, old rows
    /// are moved to an archive, and the row is written when the call that started the process returns.
    ///
    /// # Errors
    /// [`Refused`](crate::ErrorKind::Refused) when the user may not read the log, and whatever can happen to any request.
    pub fn status(&self, process_id: Uuid) -> Call<Option<LogEntry>> {
        let id = compare("Id", EQUAL, &parameter(0, &process_id.to_string()));
        let entries = self.entries(vec![id]);
        Call::new(async move { Ok(entries.await?.into_iter().next()) })
    }

    /// The last runs of a process that this user has begun, at most 20, the latest first. It is the only way to find a run whose
    /// answer was lost: nobody has its id then.
    ///
    /// By the log's schema, owner and start: look at [`LogEntry::started`], and at [`LogEntry::schema`] where the names of other
    /// processes begin in the same way. What [`status`](Self::status) says of missing rows holds here, too: one that is there has
    /// run, one that is not there proves nothing while the call may still be at work in the server.
    ///
    /// # Errors
    /// As those of [`status`](Self::status).
    pub fn runs_of<P: Process>(&self) -> Call<Vec<LogEntry>> {
        // Versions are schemas of their own, whose names begin with that of the first (creatio-services facts 3.1).
        let schema = compare("SysSchema.Name", STARTS_WITH, &parameter(1, P::NAME));
        let owner =
            compare("Owner", EQUAL, &json!({ "expressionType": 1, "functionType": 1, "macrosType": CURRENT_CONTACT }));
        self.entries(vec![schema, owner])
    }

    fn entries(&self, filters: Vec<Value>) -> Call<Vec<LogEntry>> {
        let select = Select {
            schema: LOG,
            columns: COLUMNS,
            filters,
            order: ("StartDate", true),
            rows: ROWS,
            skip: 0,
            advice: "the user needs the right to read the process log",
        };
        select.all(self.client(), entry)
    }
}

fn entry(row: &Value) -> Option<LogEntry> {
    let text = |alias| text(row, alias);
    // A lookup is an object, or the bare guid where display values were not wanted (creatio-services facts 1.7).
    let status = row.get("Status")?;
    let status = status.get("value").unwrap_or(status).as_str()?;
    Some(LogEntry {
        id: text("Id")?.parse().ok()?,
        caption: text("Caption").unwrap_or_default().to_owned(),
        schema: text("Schema").map(str::to_owned),
        status: Status::of_row(status.parse().ok()?),
        started: text("StartDate").and_then(clock),
        completed: text("CompleteDate").and_then(clock),
        error: text("ErrorDescription").map(str::to_owned),
    })
}

/// Without a zone, as DataService writes dates, or with one that is passed over (creatio-services facts 1.6). Year 1 is none.
fn clock(text: &str) -> Option<DateTime> {
    DateTime::parse(Token::Text(Text::Plain(text))).filter(|at| !Primitive::is_nothing(at))
}
