//! The process log.

use jiff::civil::DateTime;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Process, Processes, Status};
use crate::client::{Body, Call, Error, ServiceFailure, ServiceRequest};
use crate::json::{Text, Token};
use crate::value::Primitive;

const SELECT: &str = "DataService/json/SyncReply/SelectQuery";

/// The log as its section in Creatio shows it; `SysProcessLog` is what stands behind it (creatio-services facts 2.6). It is asked
/// through DataService: OData may refuse sets that begin with `Sys`.
const LOG: &str = "VwSysProcessLog";

/// How many runs are listed.
const ROWS: u32 = 20;

/// Columns by the names that answers have them under.
const COLUMNS: [(&str, &str); 7] = [
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
        let id = json!({
            "filterType": 1, "comparisonType": 3, "isEnabled": true,
            "leftExpression": column("Id"),
            "rightExpression": { "expressionType": 2, "parameter": { "dataValueType": 0, "value": process_id.to_string() } },
        });
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
        let schema = json!({
            "filterType": 1, "comparisonType": 9, "isEnabled": true,
            "leftExpression": column("SysSchema.Name"),
            "rightExpression": { "expressionType": 2, "parameter": { "dataValueType": 1, "value": P::NAME } },
        });
        let owner = json!({
            "filterType": 1, "comparisonType": 3, "isEnabled": true,
            "leftExpression": column("Owner"),
            "rightExpression": { "expressionType": 1, "functionType": 1, "macrosType": 2 },
        });
        self.entries(vec![schema, owner])
    }

    fn entries(&self, filters: Vec<Value>) -> Call<Vec<LogEntry>> {
        let client = self.client().clone();
        let query = query(filters).to_string();
        Call::new(async move {
            let request = ServiceRequest { changes: false, ..ServiceRequest::post(SELECT, query) };
            let body = client.service(request).await?;
            read(&body)
        })
    }
}

fn column(path: &str) -> Value {
    json!({ "expressionType": 0, "columnPath": path })
}

/// A select query of DataService (creatio-services facts 1.2 and 1.4).
fn query(filters: Vec<Value>) -> Value {
    let columns: Map<String, Value> = COLUMNS
        .into_iter()
        .map(|(alias, path)| {
            let (direction, position) = if path == "StartDate" { (2, 0) } else { (0, -1) };
            let column = json!({
                "orderDirection": direction, "orderPosition": position, "isVisible": true, "expression": column(path),
            });
            (alias.to_owned(), column)
        })
        .collect();
    let items: Map<String, Value> =
        filters.into_iter().enumerate().map(|(number, filter)| (format!("f{number}"), filter)).collect();
    json!({
        "rootSchemaName": LOG,
        "operationType": 0,
        "columns": { "items": columns },
        "allColumns": false,
        "rowCount": ROWS,
        "rowsOffset": 0,
        "filters": { "filterType": 6, "isEnabled": true, "logicalOperation": 0, "items": items },
    })
}

fn read(body: &Body) -> Result<Vec<LogEntry>, Error> {
    let text = body.text()?;
    if let Some(failure) = ServiceFailure::of_text(text) {
        return Err(body.refused(&failure).advised("the user needs the right to read the process log"));
    }
    let answer: Value = serde_json::from_str(text).map_err(|_| body.not_json())?;
    let rows = answer.get("rows").and_then(Value::as_array).ok_or_else(|| body.not_json())?;
    rows.iter().map(|row| entry(row).ok_or_else(|| body.not_json())).collect()
}

fn entry(row: &Value) -> Option<LogEntry> {
    let text = |alias: &str| row.get(alias)?.as_str().filter(|text| !text.is_empty());
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
