//! The library of processes, and their schemas: what code is generated from.

use serde_json::{Value, json};
use uuid::Uuid;

use super::Processes;
use super::select::{Select, answer, reading, text};
use crate::client::Call;

/// How many rows are asked for at once.
const PAGE: usize = 1_000;

const SCHEMA: &str = "DataService/json/SyncReply/ProcessSchemaRequest";

const ADVICE: &str =
    "the user needs the right to read schemas: that of a system administrator, or the operation CanManageSolution";

/// A process in the library: one of its versions, each of which is a schema of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Listed {
    /// The id of the schema.
    pub uid: Uuid,
    /// The name of the schema. Of the base version it is what the process is run by.
    pub name: String,
    /// What people call it.
    pub caption: String,
    /// Whether it is the version that runs.
    pub is_active: bool,
    /// Whether it may run.
    pub is_enabled: bool,
    /// The schema of the base version; of that one it is its own.
    pub base: Uuid,
}

impl Processes {
    /// Every version of every process of the instance, ordered by name.
    ///
    /// # Errors
    /// [`Refused`](crate::ErrorKind::Refused) when the user may not read schemas, and whatever can happen to any request.
    pub fn library(&self) -> Call<Vec<Listed>> {
        let client = self.client().clone();
        Call::new(async move {
            let mut select = Select {
                schema: "VwProcessLib",
                columns: &[
                    ("UId", "UId"),
                    ("Name", "Name"),
                    ("Caption", "Caption"),
                    ("IsActiveVersion", "IsActiveVersion"),
                    ("Enabled", "Enabled"),
                    ("VersionParentUId", "VersionParentUId"),
                ],
                filters: Vec::new(),
                order: ("Name", false),
                rows: PAGE,
                skip: 0,
                advice: ADVICE,
            };
            let mut all = Vec::new();
            loop {
                // Pages may be smaller than what was asked for; only an empty one is the end.
                let page = select.page(&client, listed).await?;
                if page.is_empty() {
                    return Ok(all);
                }
                select.skip += page.len();
                all.extend(page);
            }
        })
    }

    /// The schema of one version, as the service writes it: what `processes` in creatio.toml reads. The metadata in it is JSON in
    /// a text of JSON.
    ///
    /// An answer that holds no schema is an answer here.
    ///
    /// # Errors
    /// As those of [`library`](Self::library).
    pub fn schema(&self, uid: Uuid) -> Call<String> {
        let client = self.client().clone();
        Call::new(async move {
            let request =
                json!({ "uId": uid.to_string(), "packageUId": null, "convertLocalizableStringToParameter": true });
            let body = client.service(reading(SCHEMA, &request)).await?;
            answer(&body, ADVICE)?;
            body.text().map(str::to_owned)
        })
    }
}

/// What the base row names as its own base is not established: itself, the zero guid, or nothing (creatio-services facts 3.1).
fn listed(row: &Value) -> Option<Listed> {
    let flag = |alias: &str, default| row.get(alias).and_then(Value::as_bool).unwrap_or(default);
    let uid: Uuid = text(row, "UId")?.parse().ok()?;
    let base = row.get("VersionParentUId").map(|base| base.get("value").unwrap_or(base));
    let base = base.and_then(|base| base.as_str()?.parse().ok()).filter(|base: &Uuid| !base.is_nil());
    Some(Listed {
        uid,
        name: text(row, "Name")?.to_owned(),
        caption: text(row, "Caption").unwrap_or_default().to_owned(),
        is_active: flag("IsActiveVersion", false),
        is_enabled: flag("Enabled", true),
        base: base.unwrap_or(uid),
    })
}
