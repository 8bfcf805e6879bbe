//! `RunProcess`.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde_json::Value;
use serde_json::value::RawValue;

use super::answer::refused;
use super::{Engine, form};
use crate::edm::ZERO_GUID;
use crate::fail::json_reply;
use crate::json::{Member, object};
use crate::oddity::Oddity;
use crate::process::{Ending, Process, Start, Status, write};
use crate::server::{Call, Shared, pages};

impl Engine {
    pub(super) async fn run(&self, shared: &Arc<Shared>, call: &Call, owner: &str) -> Response<Body> {
        let body: Value = serde_json::from_slice(&call.body).unwrap_or_default();
        let (Some(name), Some(given)) = (body["schemaName"].as_str(), values(&body["parameterValues"])) else {
            return pages::service_page(StatusCode::BAD_REQUEST, "The server encountered an error.");
        };
        let results: Vec<&str> =
            body["resultParameterNames"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let Some(at) = self.registry.find(name) else {
            return refused("ItemNotFoundException", &format!("Item with name {name} not found."));
        };
        let process = &self.registry.processes[at];
        // Before the start; whatever direction it has, a parameter is one.
        if let Some(unknown) = results.iter().find(|result| process.active().find(result).is_none()) {
            return refused("ItemNotFoundException", &format!("Parameter with name {unknown} not found."));
        }
        if let Some(refusal) = may_start(process.start) {
            return refusal;
        }
        let inputs = match self.registry.inputs(at, given) {
            Ok(inputs) => inputs,
            // Not established.
            Err(name) => return refused("FormatException", &format!("The value of {name} has the wrong format.")),
        };
        // It goes on in the server, whoever waits for it.
        let (registry, server, owner) = (self.registry.clone(), shared.clone(), owner.to_owned());
        let logged = shared.on(Oddity::ProcessLog);
        let running = tokio::spawn(async move { registry.run(&server, at, inputs, &owner, logged).await });
        // Results make a process of the background wait for its end (a note of the vendor's command line tool).
        if process.background && results.is_empty() {
            return reply(ZERO_GUID, 0, None, None);
        }
        let Ok(ran) = running.await else {
            return pages::service_page(StatusCode::INTERNAL_SERVER_ERROR, "The server encountered an error.");
        };
        let id = ran.id.to_string();
        let values = match &ran.ending {
            Ending::Completed(values) => handed_back(shared, process, &results, values),
            _ => handed_back(shared, process, &results, &Value::Null),
        };
        // An element that fails leaves a general text without a code; the log has its own.
        let failed = ran.status == Status::Error && shared.on(Oddity::FailedRunSaysSo);
        let message = failed.then_some("The process has failed.");
        reply(&id, ran.status as i32, Some(&values), message)
    }
}

fn may_start(start: Start) -> Option<Response<Body>> {
    Some(match start {
        Start::Simple => return None,
        Start::AutomaticOnly => refused(
            "ProcessCannotBeManuallyStartedException",
            "You cannot run this process manually because it only contains automatic start events",
        ),
        // The code is a guess: no such reply is known.
        Start::Denied => refused("SecurityException", "The user has no right to run the process."),
        Start::Uncompiled => refused("KeyNotFoundException", "The given key was not present in the dictionary."),
    })
}

/// Pairs of names and values; a null is as if it were not there.
pub(super) fn values(given: &Value) -> Option<Vec<(String, String)>> {
    let mut values = Vec::new();
    for pair in given.as_array().into_iter().flatten() {
        let name = pair["name"].as_str()?.to_owned();
        match &pair["value"] {
            Value::Null => {}
            Value::String(value) => values.push((name, value.clone())),
            // Coerced to text by the contract.
            value @ (Value::Bool(_) | Value::Number(_)) => values.push((name, value.to_string())),
            Value::Array(_) | Value::Object(_) => return None,
        }
    }
    Some(values)
}

/// `resultParameterValues`: what was asked for, null where nothing was set.
fn handed_back(shared: &Shared, process: &Process, results: &[&str], values: &Value) -> Box<RawValue> {
    let members = results.iter().filter_map(|name| {
        let parameter = process.active().find(name)?;
        let value = write(values.get(name).unwrap_or(&Value::Null), &parameter.kind, form(shared));
        Some(format!("{}:{value}", name.json()))
    });
    let members: Vec<String> = members.collect();
    RawValue::from_string(format!("{{{}}}", members.join(","))).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

fn reply(id: &str, status: i32, values: Option<&RawValue>, message: Option<&str>) -> Response<Body> {
    let info = message.map(|message| object(&[("errorCode", &""), ("message", &message), ("stackTrace", &"")]));
    let body = object(&[
        ("processId", &id),
        ("processStatus", &status),
        ("resultParameterValues", &values),
        ("executionData", &()),
        ("success", &message.is_none()),
        ("errorInfo", &info),
    ]);
    json_reply(StatusCode::OK, &body)
}
