//! DataService, as far as processes need it: select queries on their library and their log, and their schemas.

mod rows;
mod select;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Answer, Meets, Serve};
use crate::fail::json_reply;
use crate::json::object;
use crate::oddity::Oddity;
use crate::process::{Registry, schema_reply};
use crate::server::{Call, Shared, pages};
use crate::session::Session;

/// Both words for the middle are in use, and paths are not told apart by their case (Academy).
const ROOTS: [&str; 2] = ["/dataservice/json/syncreply/", "/dataservice/json/reply/"];

/// DataService.
pub(crate) struct DataService {
    pub(crate) registry: Arc<Registry>,
}

enum Contract {
    Select,
    ProcessSchema,
}

impl Contract {
    fn of(below: &str) -> Option<Self> {
        let below = below.to_ascii_lowercase();
        match ROOTS.iter().find_map(|root| below.strip_prefix(root))? {
            "selectquery" => Some(Self::Select),
            "processschemarequest" => Some(Self::ProcessSchema),
            _ => None,
        }
    }
}

impl Serve for DataService {
    fn meets(&self, call: &Call, below: &str) -> Meets {
        match Contract::of(below) {
            Some(_) if call.method == "POST" => Meets::Whole,
            Some(_) => Meets::Path,
            None => Meets::Not,
        }
    }

    /// Not established; clients ask it side by side.
    fn blocks(&self) -> bool {
        false
    }

    fn answer<'a>(
        &'a self,
        shared: &'a Arc<Shared>,
        call: &'a Call,
        below: &'a str,
        session: Option<&'a Session>,
    ) -> Answer<'a> {
        let user = session.map_or("", |session| session.user.as_str());
        Box::pin(async move {
            let Ok(body) = serde_json::from_slice::<Value>(&call.body) else {
                return pages::service_page(StatusCode::BAD_REQUEST, "The server encountered an error.");
            };
            if shared.on(Oddity::SchemasDenied) {
                let info = object(&[("errorCode", &"AccessDenied"), ("message", &"Access to SysSchema is denied")]);
                return json_reply(StatusCode::OK, &object(&[("success", &false), ("errorInfo", &info)]));
            }
            match Contract::of(below) {
                Some(Contract::ProcessSchema) => self.schema(shared, &body),
                _ => reply(&select::answer(&body, user, |root| rows::of(root, &self.registry))),
            }
        })
    }
}

impl DataService {
    /// A schema by its own id, or by that of its row in the library (the designer sends the one, the vendor's command line tool
    /// the other).
    fn schema(&self, shared: &Shared, body: &Value) -> Response<Body> {
        let id = body["uId"].as_str().and_then(|id| Uuid::try_parse(id).ok());
        let versions = self
            .registry
            .processes
            .iter()
            .flat_map(|process| process.versions.iter().map(move |version| (process, version)));
        let found =
            versions.into_iter().find(|(_, version)| [Some(version.uid()), Some(version.row_id())].contains(&id));
        match found {
            Some((process, version)) => reply(&schema_reply(process, version)),
            None if shared.on(Oddity::MissingSchemaIsEmpty) => {
                reply(&json!({ "schema": {}, "success": true, "maxEntitySchemaNameLength": 0 }))
            }
            None => reply(&json!({ "success": false, "errorInfo": { "message": "Schema not found" } })),
        }
    }
}

fn reply(body: &Value) -> Response<Body> {
    json_reply(StatusCode::OK, &serde_json::value::to_raw_value(body).unwrap_or_default())
}
