//! `Execute`, the documented way.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde_json::Value;

use super::{Engine, form};
use crate::fail::json_reply;
use crate::json::{Member, object};
use crate::oddity::Oddity;
use crate::process::{Ending, Start, write};
use crate::server::service::template::pairs;
use crate::server::{Call, Shared, pages};

impl Engine {
    pub(super) async fn execute(&self, shared: &Arc<Shared>, call: &Call, name: &str, owner: &str) -> Response<Body> {
        let thrown = || pages::service_page(StatusCode::INTERNAL_SERVER_ERROR, "The server encountered an error.");
        let mut given = pairs(&call.query);
        let result = given.iter().position(|(name, _)| name == "ResultParameterName").map(|at| given.remove(at).1);
        // What it says of a process that it can't start is not documented: exceptions of such services are pages.
        let Some(at) = self.registry.find(name).filter(|at| self.registry.processes[*at].start == Start::Simple) else {
            return thrown();
        };
        let Ok(inputs) = self.registry.inputs(at, given) else { return thrown() };
        let (registry, server, owner) = (self.registry.clone(), shared.clone(), owner.to_owned());
        let logged = shared.on(Oddity::ProcessLog);
        let running = tokio::spawn(async move { registry.run(&server, at, inputs, &owner, logged).await });
        // Without a result it does not wait for one (Academy).
        let Some(result) = result else { return xml(String::new()) };
        let Ok(ran) = running.await else { return thrown() };
        let parameter = self.registry.processes[at].active().find(&result);
        let value = match (&ran.ending, parameter) {
            (Ending::Completed(values), Some(parameter)) => {
                write(values.get(&result).unwrap_or(&Value::Null), &parameter.kind, form(shared))
            }
            // One that is not there, or not set, is null (documentation of 7.11).
            _ => "null".to_owned(),
        };
        let is_json = value.starts_with(['[', '{']);
        let value = if is_json && shared.on(Oddity::ExecuteEncodesTwice) { value.json() } else { value };
        if shared.on(Oddity::ExecuteAnswersJson) {
            return json_reply(StatusCode::OK, &object(&[("ExecuteResult", &value)]));
        }
        string(&value)
    }
}

/// The element `string` of WCF's contracts.
fn string(value: &str) -> Response<Body> {
    let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "&#xD;");
    xml(format!("<string xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/\">{value}</string>"))
}

pub(super) fn xml(body: String) -> Response<Body> {
    let mut reply = Response::new(Body::from(body));
    reply.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8"));
    reply
}
