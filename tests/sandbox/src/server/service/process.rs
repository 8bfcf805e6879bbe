//! `ProcessEngineService.svc`.

mod answer;
mod execute;
mod run;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde_json::{Map, Value};
use uuid::Uuid;

use self::answer::refused;
use super::template::pairs;
use super::{Answer, Meets, Serve};
use crate::fail::json_reply;
use crate::json::object;
use crate::oddity::Oddity;
use crate::process::{Form, Registry, Status};
use crate::server::{Call, Shared, pages};
use crate::session::Session;

const ROOT: &str = "/ServiceModel/ProcessEngineService.svc";

/// The process engine.
pub(crate) struct Engine {
    pub(crate) registry: Arc<Registry>,
}

/// What is asked of it.
enum Method<'b> {
    Run,
    Execute(&'b str),
    Element(Option<&'b str>),
    Complete,
    Cancel,
}

impl<'b> Method<'b> {
    fn of(below: &'b str) -> Option<Self> {
        let rest = below.strip_prefix(ROOT)?.strip_prefix('/')?;
        Some(match rest.split_once('/') {
            None if rest == "RunProcess" => Self::Run,
            None if rest == "CompleteExecuting" => Self::Complete,
            None if rest == "CancelExecution" => Self::Cancel,
            None if rest == "ExecProcElByUId" => Self::Element(None),
            Some(("ExecProcElByUId", element)) => Self::Element(Some(element)),
            Some((process, "Execute")) => Self::Execute(process),
            _ => return None,
        })
    }

    /// `Execute` takes both verbs (Academy), as its page's template does for elements.
    fn takes(&self, verb: &str) -> bool {
        match self {
            Self::Run | Self::Complete | Self::Cancel => verb == "POST",
            Self::Execute(_) => matches!(verb, "GET" | "POST"),
            Self::Element(_) => verb == "GET",
        }
    }
}

impl Serve for Engine {
    fn meets(&self, call: &Call, below: &str) -> Meets {
        match Method::of(below) {
            Some(method) if method.takes(call.method.as_str()) => Meets::Whole,
            Some(_) => Meets::Path,
            None if below.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) => {
                Meets::Service
            }
            None => Meets::Not,
        }
    }

    fn answer<'a>(
        &'a self,
        shared: &'a Arc<Shared>,
        call: &'a Call,
        below: &'a str,
        session: Option<&'a Session>,
    ) -> Answer<'a> {
        let owner = session.map_or("", |session| session.user.as_str());
        Box::pin(async move {
            match Method::of(below) {
                Some(Method::Run) => self.run(shared, call, owner).await,
                Some(Method::Execute(process)) => self.execute(shared, call, process, owner).await,
                Some(Method::Element(inside)) => self.element(shared, call, inside),
                Some(Method::Complete) => self.complete(shared, call),
                Some(Method::Cancel) => self.cancel(shared, call),
                None => pages::service_page(StatusCode::NOT_FOUND, "Endpoint not found."),
            }
        })
    }
}

impl Engine {
    /// Runs an element that waits; of any other, and of none, it says nothing.
    fn element(&self, shared: &Shared, call: &Call, inside: Option<&str>) -> Response<Body> {
        let asked = pairs(&call.query);
        let in_query = asked.iter().find(|(name, _)| name == "ProcessElementUID").map(|(_, element)| element.as_str());
        let element = if shared.on(Oddity::ElementIdInPath) { inside } else { in_query };
        let Some(element) = element.and_then(|element| Uuid::try_parse(element).ok()) else {
            return pages::service_page(StatusCode::NOT_FOUND, "Endpoint not found.");
        };
        self.registry.complete(element, Value::Object(Map::new()), &shared.time());
        execute::xml(String::new())
    }

    fn complete(&self, shared: &Shared, call: &Call) -> Response<Body> {
        let body: Value = serde_json::from_slice(&call.body).unwrap_or_default();
        let element = body["processElementUId"].as_str().and_then(|element| Uuid::try_parse(element).ok());
        let (Some(element), Some(values)) = (element, run::values(&body["parameterValues"])) else {
            return pages::service_page(StatusCode::BAD_REQUEST, "The server encountered an error.");
        };
        let values = values.into_iter().map(|(name, value)| (name, Value::String(value))).collect();
        let left = self.registry.complete(element, Value::Object(values), &shared.time());
        json_reply(StatusCode::OK, &object(&[("waitingUserTaskCount", &left), ("success", &true)]))
    }

    fn cancel(&self, shared: &Shared, call: &Call) -> Response<Body> {
        let body: Value = serde_json::from_slice(&call.body).unwrap_or_default();
        let Some(ids) = body["processDataIds"].as_str() else {
            return pages::service_page(StatusCode::BAD_REQUEST, "The server encountered an error.");
        };
        if shared.on(Oddity::CancelDenied) {
            return refused("SecurityException", "The user has no right to the operation CanCancelProcess.");
        }
        let status = if shared.on(Oddity::CancelsLater) { Status::Cancelling } else { Status::Cancelled };
        for id in ids.split(';').filter_map(|id| Uuid::try_parse(id).ok()) {
            self.registry.cancel(id, status, &shared.time());
        }
        json_reply(StatusCode::OK, &object(&[("success", &true)]))
    }
}

fn form(shared: &Shared) -> Form {
    Form {
        milliseconds: shared.on(Oddity::ResultDatesAsMilliseconds),
        zoneless: shared.on(Oddity::ResultDatesWithoutZone),
        as_text: shared.on(Oddity::ResultCollectionsAsText),
    }
}
